import gzip
import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.acquire.options import SourceOptions
from onrecord.acquire.sources import open_sources
from onrecord.errors import InputError, RowError, UnreadableError, UsageError
from onrecord.types.article import Media, Page

PAGE = "<!doctype html><html><head><title>Lume opens its port</title></head><body><p>It opened.</p></body></html>"


def pages(*sources: object, options: SourceOptions | None = None) -> list[Page]:
    found = list(open_sources([str(source) for source in sources], options))
    assert all(isinstance(item, Page) for item in found), found
    return [item for item in found if isinstance(item, Page)]


def failure(source: object, options: SourceOptions | None = None) -> InputError:
    [found] = open_sources([str(source)], options)
    assert isinstance(found, InputError)
    assert "\n" not in str(found)
    return found


def written(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_page_is_recognised_by_content_and_not_by_suffix(tmp_path: Path) -> None:
    [page] = pages(written(tmp_path / "page.csv", PAGE))
    assert page.media is Media.HTML
    assert page.content == PAGE


def test_a_text_file_is_a_text(tmp_path: Path) -> None:
    [page] = pages(written(tmp_path / "a.html", "# Lume opens its port\n\nIt opened.\n"))
    assert page.media is Media.TEXT


def test_a_folder_is_read_recursively_and_sorted_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    written(tmp_path / "b" / "2.txt", "Second.")
    written(tmp_path / "a.txt", "First.")
    written(tmp_path / ".hidden", "Not read.")
    assert [page.content for page in pages(tmp_path)] == ["First.", "Second."]


def test_a_pattern_stands_for_the_files_that_match(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", "First.")
    written(tmp_path / "b.md", "Second.")
    assert [page.content for page in pages(tmp_path / "*.txt")] == ["First."]


def test_a_missing_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good = written(tmp_path / "a.txt", "It rained.")
    missing, page = open_sources([str(tmp_path / "none.txt"), str(good)])
    assert isinstance(missing, InputError)
    assert missing.reason == "no such file or folder; check the path"
    assert isinstance(page, Page)


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert "holds no files" in failure(tmp_path).reason


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    assert failure(written(tmp_path / "a.txt", b"\xef\xbb\xbf \n")).reason == "is empty; an article was wanted"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "a PNG picture"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "a JPEG picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 " + b"\x00" * 50, "a WebP picture"),
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (b"PK\x03\x04\x14\x00word/document.xml", "a Word document"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 50, "a program (ELF)"),
        (bytes(range(32)) * 20, "binary data"),
    ],
)
def test_a_binary_file_is_named_and_advice_is_given(tmp_path: Path, data: bytes, name: str) -> None:
    problem = failure(written(tmp_path / "a.html", data))
    assert isinstance(problem, UnreadableError)
    assert f"is {name}, not a" in problem.reason
    assert ";" in problem.reason


def test_an_article_over_the_limit_gets_one_line_with_the_limit(tmp_path: Path) -> None:
    problem = failure(written(tmp_path / "a.txt", "word " * 500), SourceOptions(max_article_bytes=1000))
    assert "larger than the limit of 0.001 MB" in problem.reason


def test_fifty_megabytes_of_text_are_one_failure(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(0)
        file.write(b"It rained in Lume.\n" * (50_000_000 // 19))
    assert "larger than the limit of 20 MB" in failure(tmp_path / "a.txt").reason


def test_each_line_of_a_jsonl_is_a_row_and_its_text_is_unchanged(tmp_path: Path) -> None:
    row = {
        "id": 7,
        "text": "A\r\n b \u00a0\u2028“c” 🙂",
        "title": "T",
        "date": "2025-02-13",
        "author": ["Anna Berg", "Tom Vale"],
    }
    [page] = pages(written(tmp_path / "a.txt", json.dumps(row) + "\n\n"))
    assert page.media is Media.ROW
    assert page.content == row["text"]
    assert (page.given.id, page.given.author, page.given.date) == ("7", "Anna Berg, Tom Vale", "2025-02-13")
    assert page.source.endswith("a.txt, line 1")


def test_a_gzip_is_read_as_what_is_in_it(tmp_path: Path) -> None:
    data = gzip.compress(b'{"text": "It rained."}\n{"text": "It snowed."}\n')
    assert [page.content for page in pages(written(tmp_path / "a.bin", data))] == ["It rained.", "It snowed."]


def test_a_damaged_gzip_says_so(tmp_path: Path) -> None:
    data = gzip.compress(b'{"text": "It rained."}\n' * 5000)
    found = list(open_sources([str(written(tmp_path / "a.gz", data[: len(data) // 2]))]))
    assert isinstance(found[-1], UnreadableError)
    assert "damaged gzip" in found[-1].reason


def test_a_broken_row_in_line_7312_is_told_and_the_next_is_read(tmp_path: Path) -> None:
    lines = ['{"text": "It rained."}'] * 7311 + ['{"text": "It ra'] + ['{"text": "It snowed."}']
    found = list(open_sources([str(written(tmp_path / "a.jsonl", "\n".join(lines)))]))
    [problem] = [item for item in found if isinstance(item, InputError)]
    assert isinstance(problem, RowError)
    assert problem.line == 7312
    assert "is no JSON" in problem.reason
    assert isinstance(found[-1], Page)
    assert found[-1].content == "It snowed."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[1, 2]", "no object"),
        ('{"title": "T"}', 'has no column "text" or "html"'),
        ('{"text": ""}', "is empty"),
        ('{"text": "  "}', "text is empty"),
        ('{"text": ["a"]}', "its text is a list, a string was wanted"),
    ],
)
def test_a_row_without_usable_text_says_why(tmp_path: Path, line: str, reason: str) -> None:
    source = written(tmp_path / "a.jsonl", '{"text": "It rained."}\n' + line + "\n")
    _, problem = open_sources([str(source)])
    assert isinstance(problem, RowError)
    assert reason in problem.reason


def test_a_line_that_is_not_utf8_is_told_alone(tmp_path: Path) -> None:
    data = b'{"text": "It rained."}\n' * 5000 + b'{"text": "caf\xe9"}\n{"text": "It snowed."}\n'
    found = list(open_sources([str(written(tmp_path / "a.jsonl", data))]))
    assert [item.reason for item in found if isinstance(item, InputError)] == [
        "holds bytes that are not UTF-8; save the file as UTF-8"
    ]
    assert len(found) == 5002


def test_columns_can_be_mapped(tmp_path: Path) -> None:
    options = SourceOptions(columns={"text": "Body", "title": "Headline"})
    source = written(tmp_path / "a.csv", "Headline;Body\nPort opens;It opened.\n")
    [page] = pages(source, options=options)
    assert (page.content, page.given.title) == ("It opened.", "Port opens")


def test_an_unknown_field_lists_the_fields() -> None:
    with pytest.raises(UsageError, match="id, text, html, title, date, author, url, outlet, language"):
        SourceOptions(columns={"body": "Body"})


def test_a_csv_row_keeps_line_breaks_and_its_number_is_where_it_begins(tmp_path: Path) -> None:
    source = written(tmp_path / "a.csv", 'id,text\n1,"Two\nlines"\n2\n3,Last\n')
    first, problem, last = open_sources([str(source)])
    assert isinstance(first, Page)
    assert first.content == "Two\nlines"
    assert isinstance(problem, RowError)
    assert (problem.line, problem.reason) == (4, "has 1 columns, the header has 2")
    assert isinstance(last, Page)
    assert last.given.id == "3"


def test_a_csv_without_a_text_column_says_how_to_name_it(tmp_path: Path) -> None:
    assert "--map text=COLUMN" in failure(written(tmp_path / "a.csv", "id,title,Body\n1,T,B\n")).reason


def test_a_row_with_html_is_a_page(tmp_path: Path) -> None:
    [page] = pages(written(tmp_path / "a", json.dumps({"html": PAGE, "url": "https://harbourpost.example/a"})))
    assert page.media is Media.HTML
    assert page.url == "https://harbourpost.example/a"


def test_a_json_list_gives_a_page_per_object_and_broken_json_is_told(tmp_path: Path) -> None:
    assert len(pages(written(tmp_path / "a", '[\n{"text": "a b"},\n{"text": "c d"}\n]'))) == 2
    assert "looks like JSON, but is broken" in failure(written(tmp_path / "b", '[{"text": \n')).reason


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"It rained.")))
    [page] = pages("-")
    assert page.source == "standard input"


def test_utf16_tables_are_read(tmp_path: Path) -> None:
    [page] = pages(written(tmp_path / "a.csv", "id,text\n1,Żółć\n".encode("utf-16")))
    assert page.content == "Żółć"


def test_a_table_is_not_loaded_whole() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            self.given += 1
            assert self.given < 200, "asked for more than one row needs"
            return (b'{"text": "It rained."}\n' * 1000)[: max(size, 0)].ljust(max(size, 0), b"\n")

    endless = Endless()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", SimpleNamespace(buffer=endless))
        first = next(iter(open_sources(["-"])))
    assert isinstance(first, Page)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1).filter(lambda text: text.strip() != ""))
def test_the_text_of_a_row_comes_back_code_point_for_code_point(tmp_path: Path, text: str) -> None:
    source = written(tmp_path / "a.jsonl", json.dumps({"text": text, "id": "x"}))
    [page] = pages(source)
    assert page.content == text


def test_a_lone_surrogate_in_a_row_is_kept(tmp_path: Path) -> None:
    [page] = pages(written(tmp_path / "a.jsonl", '{"text": "a \\ud83d b"}'))
    assert page.content == "a \ud83d b"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400))
def test_no_bytes_make_it_fall_over(tmp_path: Path, data: bytes) -> None:
    for item in open_sources([str(written(tmp_path / "a", data))]):
        assert isinstance(item, Page | InputError)
