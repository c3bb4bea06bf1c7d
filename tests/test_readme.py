"""The README's examples run, and say what it says they do."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
_BLOCK = re.compile(r"^```(?P<kind>console|python)\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)
_COMMANDS = [
    (match.group(1), match.group(2))
    for block in _BLOCK.finditer(README)
    if block.group("kind") == "console"
    for match in re.finditer(r"^\$ (onrecord .*)\n((?:(?!\$ ).*\n)*)", block.group("body"), re.MULTILINE)
]
_PYTHON = [block.group("body") for block in _BLOCK.finditer(README) if block.group("kind") == "python"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the README's commands write: one after another, since later ones ask what earlier ones added."""
    return tmp_path_factory.mktemp("readme")


@pytest.mark.parametrize(("command", "output"), _COMMANDS, ids=[command for command, _ in _COMMANDS])
def test_a_command_of_the_readme_prints_what_stands_below_it(command: str, output: str, folder: Path) -> None:
    written = {name: str(folder / name) for name in ("report.html", "news.db")}
    words = [written.get(word, word) for word in shlex.split(command)[1:]]
    run = subprocess.run(
        [sys.executable, "-m", "onrecord.cli", *words], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert run.returncode == 0, run.stderr
    for line in filter(None, (line.strip() for line in output.splitlines())):
        if line != "…":  # the README shows a part of a long output
            assert line in run.stdout


@pytest.mark.parametrize("code", _PYTHON)
def test_the_python_of_the_readme_holds(code: str) -> None:
    import doctest  # noqa: PLC0415

    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    result = runner.run(parser.get_doctest(code, {}, "README", "README.md", 0))
    assert result.attempted > 0
    assert result.failed == 0


def test_the_readme_shows_commands_and_python() -> None:
    assert _COMMANDS
    assert _PYTHON


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)`", README))
    assert {"demo", "test"} <= named <= targets
