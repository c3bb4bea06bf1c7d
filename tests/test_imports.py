import subprocess
import sys

HEAVY = (
    "onnxruntime",
    "tokenizers",
    "numpy",
    "trafilatura",
    "jinja2",
    "httpx",
    "rich",
    "selectolax",
    "spacy",
    "pyarrow",
    "sqlalchemy",
)


def test_importing_onrecord_loads_no_model_or_page_library() -> None:
    code = f"import onrecord, sys; print([name for name in {HEAVY} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_help_loads_no_model_library() -> None:
    code = (
        "import contextlib, io, sys; from onrecord.cli.main import main\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()): main(['read', '--help'])\n"
        "print([name for name in ('onnxruntime', 'numpy', 'tokenizers', 'trafilatura', 'rich') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
