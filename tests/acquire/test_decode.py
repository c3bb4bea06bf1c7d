import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.acquire.decode import decode_text, find_encoding, name_binary, repair_mojibake


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_encoding_is_read(encoding: str) -> None:
    text = "Ministers in Orvane said “never” — twice, in the café."
    assert decode_text(text.encode(encoding)) == text


def test_windows_1252_is_read_where_it_is_no_utf8() -> None:
    assert decode_text("“Never”, she said — naïvely".encode("cp1252")) == "“Never”, she said — naïvely"


def test_the_charset_of_a_meta_element_is_used() -> None:
    page = '<meta charset="iso-8859-2"><p>Żółć łąka</p>'
    assert "Żółć" in decode_text(page.encode("iso-8859-2"))


def test_valid_utf8_outranks_a_wrong_declaration() -> None:
    assert decode_text("café “x”".encode(), "iso-8859-1") == "café “x”"


def test_an_unknown_charset_is_passed_over() -> None:
    assert decode_text("café".encode("cp1252"), "klingon-8") == "café"
    assert find_encoding(b"caf\xe9", "hex") == "cp1252"


def test_mojibake_is_repaired_once_and_twice() -> None:
    assert repair_mojibake("sheâ€™s in the cafÃ©") == "she’s in the café"
    twice = "the cafÃ©".encode().decode("cp1252")
    assert repair_mojibake(twice) == "the café"


def test_text_that_only_looks_odd_is_left() -> None:
    for text in ("São Paulo â la carte", "Ã is a letter — and “so” is this", "naïve"):
        assert repair_mojibake(text) == text


def test_a_stray_nul_is_no_binary() -> None:
    assert name_binary(b"It rained.\x00 And snowed. " + b"Then the sun came out. " * 40) is None


@given(st.binary(max_size=300))
def test_decoding_never_fails(data: bytes) -> None:
    assert isinstance(decode_text(data), str)


@given(st.text(max_size=200))
def test_plain_ascii_and_greek_are_never_repaired(text: str) -> None:
    kept = "".join(char for char in text if char.isascii() or "\u0370" <= char <= "\u03ff")
    assert repair_mojibake(kept) == kept
