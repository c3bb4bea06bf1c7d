import pytest

from onrecord.export.places import web_link


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\nscript:alert(1)", " https://a.example",
        "data:text/html,x", "//evil.example/x", "/local", "file:///etc/passwd", "https://", "http://[", "ftp://a.example",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_no_link(url: str | None) -> None:
    assert web_link(url) is None


def test_a_web_address_is_a_link() -> None:
    assert web_link("https://lantern.example/a?b=c") == "https://lantern.example/a?b=c"
