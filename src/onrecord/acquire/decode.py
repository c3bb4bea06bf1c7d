"""Bytes to text: what they are, in which encoding, and why they are no text where they are none."""

import codecs
import re

# what a file is by its first bytes; named so that a person knows what was given
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file"),
    (b"7z\xbc\xaf'\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x7fELF", "a program (ELF)"),
    (b"MZ\x90", "a Windows program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"fLaC", "a FLAC recording"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM film"),
    (b"\x00\x00\x01\x00", "an icon"),
)
_PICTURES = frozenset({"a PNG picture", "a JPEG picture", "a GIF picture", "a WebP picture", "an AVIF or HEIC picture"})
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_MOJIBAKE = re.compile("[ÂÃÅÄâð][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\xa0]")
_WINDOWS_GAPS = {chr(code): bytes([code]) for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def name_binary(head: bytes) -> str | None:
    """What the bytes are, such as "a PNG picture", where they are no text; None where they may be text.

    >>> name_binary(b"%PDF-1.7 ...")
    'a PDF'
    """
    if head[:4] == b"RIFF" and len(head) >= 12:
        return "a WebP picture" if head[8:12] == b"WEBP" else "a RIFF recording or film"
    if head[4:8] == b"ftyp":
        return "an AVIF or HEIC picture" if head[8:11] in {b"avi", b"hei", b"mif"} else "an MP4 film"
    if head[:4] == b"PK\x03\x04":
        return _name_zip(head)
    for magic, name in _MAGIC:
        if head.startswith(magic) and (len(magic) > 3 or name != "a BMP picture" or b"\x00" in head[:64]):
            return name
    if _wide_encoding(head) is None and _is_binary(head):
        return "binary data"
    return None


def advice_for(name: str) -> str:
    """What to do with something that is no article."""
    if name in _PICTURES or "picture" in name:
        return f"is {name}, not an article; give the page that shows it"
    if name in {"a PDF", "a Word document"} or "Word" in name:
        return f"is {name}, not a page or text; give its text, saved as a text file"
    if "archive" in name or name.endswith((" file", "database")):
        return f"is {name}, not an article; unpack or export it first"
    return f"is {name}, not an article; give a page, a text, a feed, or a JSONL or CSV of articles"


def _name_zip(head: bytes) -> str:
    for part, name in ((b"word/", "a Word document"), (b"xl/", "an Excel workbook"), (b"ppt/", "a PowerPoint file")):
        if part in head:
            return name
    if b"opendocument.text" in head:
        return "an OpenDocument text (Word and others write it)"
    return "a ZIP archive"


def _is_binary(head: bytes) -> bool:
    """Whether control characters are too many for text in any encoding; a stray NUL is none too many."""
    sample = head[:8192]
    odd = sum(byte < 9 or (13 < byte < 32 and byte != 27) for byte in sample)
    return odd > max(4, len(sample) // 50)


def _wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32 by mark or, without one, by where the NULs of plain letters stand."""
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return encoding
    sample = head[:4096]
    if len(sample) < 16:
        return None
    pairs = len(sample) // 2
    even, odd = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.4 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def find_encoding(head: bytes, declared: str | None = None) -> str:
    """The encoding of bytes that begin so: by mark, then UTF-8 if they are, then as declared, else windows-1252.

    UTF-8 goes before what is declared, since text of another encoding is hardly ever valid UTF-8.
    """
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    wide = _wide_encoding(head)
    if wide is not None:
        return wide
    if _is_utf8(head):
        return "utf-8"
    match = _DECLARED.search(head[:4096])
    within = (match[1] or match[2]).decode("ascii") if match else None
    for name in (declared, within):
        known = _python_name(name)
        if known is not None and not known.startswith(("utf-16", "utf-32")):
            return known
    return "cp1252"


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode()
    except UnicodeDecodeError as problem:
        return problem.reason == "unexpected end of data" and len(head) >= 4096  # a head may end within a character
    return True


def _python_name(name: str | None) -> str | None:
    if not name:
        return None
    if name.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}:
        return "cp1252"  # as browsers read it
    try:
        info = codecs.lookup(name)
        "".encode(info.name)
    except (LookupError, TypeError, ValueError):  # unknown, or none of text, such as "hex"
        return None
    return info.name if getattr(info, "_is_text_encoding", True) else None


def decode_text(data: bytes, declared: str | None = None) -> str:
    """The text of the bytes; never fails. What fits no encoding becomes U+FFFD; mojibake is repaired.

    >>> decode_text("„Nein“, sagte er".encode("cp1252"))
    '„Nein“, sagte er'
    """
    encoding = find_encoding(data, declared)
    text = data.decode(encoding, "replace")
    return repair_mojibake(text.removeprefix("\ufeff"))


def repair_mojibake(text: str) -> str:
    r"""UTF-8 that was read as windows-1252, once or twice, read as it was meant; other text as it is.

    The whole text must go back without loss, and hold two signs of it at least (one in a short text).

    >>> repair_mojibake("â€œNeverâ€\x9d, sheÂ\xa0said")
    '“Never”, she\xa0said'
    """
    for _ in range(2):
        signs = len(_MOJIBAKE.findall(text))
        if signs < (1 if len(text) < 500 else 2):
            return text
        try:
            raw = (
                b"".join(_WINDOWS_GAPS.get(char) or char.encode("cp1252") for char in text)
                if _has_gaps(text)
                else text.encode("cp1252")
            )
            repaired = raw.decode("utf-8")
        except UnicodeError:
            return text
        text = repaired
    return text


def _has_gaps(text: str) -> bool:
    return any(char in text for char in _WINDOWS_GAPS)
