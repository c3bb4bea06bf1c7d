"""The tables of a Discourse Network Analyzer 3 file: 16, with the limits that the program itself sets."""

import base64
import hashlib
import secrets

VERSION = "3.0"  # the program refuses a file whose version does not begin so
LONGEST = 190  # characters of a label
_DIGESTS = 100_000

_PERMISSIONS = (
    "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements",
    "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations",
    "ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
)  # fmt: skip


def _within(name: str, low: int, high: int, default: int | None, *, null: bool = False) -> str:
    start = "" if default is None else f" DEFAULT {default}"
    return f"{name} INTEGER{'' if null else ' NOT NULL'}{start} CHECK ({name} BETWEEN {low} AND {high})"


def _label(name: str, *, default: bool = False) -> str:
    start = " DEFAULT ''" if default else ""
    return f"{name} TEXT NOT NULL{start} CHECK (LENGTH({name}) < {LONGEST + 1})"


def _to(name: str, table: str) -> str:
    return f"FOREIGN KEY ({name}) REFERENCES {table}(ID) ON DELETE CASCADE"


_KINDS = "('boolean', 'integer', 'long text', 'short text')"
_ID = "ID INTEGER NOT NULL PRIMARY KEY"
_COLOUR = [_within(name, 0, 255, 0) for name in ("Red", "Green", "Blue")]


def _data(value: str, *more: str) -> list[str]:
    return [
        _ID,
        "StatementId INTEGER NOT NULL",
        "VariableId INTEGER NOT NULL",
        value,
        _to("StatementId", "STATEMENTS"),
        _to("VariableId", "VARIABLES"),
        *more,
        "UNIQUE (StatementId, VariableId)",
    ]


_TABLES: dict[str, list[str]] = {
    "SETTINGS": ["Property TEXT PRIMARY KEY", "Value TEXT"],
    "CODERS": [
        _ID,
        f"Name TEXT NOT NULL UNIQUE CHECK (LENGTH(Name) < {LONGEST + 1})",
        *_COLOUR,
        _within("Refresh", 0, 9999, 0),
        _within("FontSize", 1, 99, 14),
        _label("Password"),
        _within("PopupWidth", 100, 9999, 300, null=True),
        *(_within(name, 0, 1, 0) for name in ("ColorByCoder", "PopupDecoration")),
        _within("PopupAutoComplete", 0, 1, 1),
        *(_within(f"Permission{name}", 0, 1, 1) for name in _PERMISSIONS),
    ],
    "DOCUMENTS": [
        _ID,
        _label("Title"),
        "Text TEXT NOT NULL",
        "Coder INTEGER",
        *(_label(name, default=True) for name in ("Author", "Source", "Section")),
        "Notes TEXT NOT NULL DEFAULT ''",
        _label("Type", default=True),
        "Date INTEGER NOT NULL",
        _to("Coder", "CODERS"),
    ],
    "STATEMENTTYPES": [_ID, _label("Label"), *_COLOUR],
    "VARIABLES": [
        _ID,
        _label("Variable"),
        f"DataType TEXT NOT NULL DEFAULT 'short text' CHECK (DataType IN {_KINDS})",
        "StatementTypeId INTEGER",
        _to("StatementTypeId", "STATEMENTTYPES"),
        "UNIQUE (Variable, StatementTypeId)",
    ],
    "VARIABLELINKS": [
        _ID,
        "SourceVariableId INTEGER",
        "TargetVariableId INTEGER CHECK (TargetVariableId != SourceVariableId)",
        _to("SourceVariableId", "VARIABLES"),
        _to("TargetVariableId", "VARIABLES"),
    ],
    "REGEXES": [f"Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < {LONGEST + 1})", *_COLOUR],
    "CODERRELATIONS": [
        _ID,
        *(f"{name} INTEGER CHECK ({name} > 0)" for name in ("Coder", "OtherCoder")),
        *(_within(name, 0, 1, 1) for name in ("viewStatements", "editStatements", "viewDocuments", "editDocuments")),
        "CHECK (Coder != OtherCoder)",
        _to("Coder", "CODERS"),
        _to("OtherCoder", "CODERS"),
    ],
    "STATEMENTS": [
        _ID,
        "StatementTypeId INTEGER",
        "DocumentId INTEGER",
        *(f"{name} INTEGER NOT NULL CHECK ({name} >= 0)" for name in ("Start", "Stop")),
        "Coder INTEGER",
        "CHECK (Start < Stop)",
        _to("StatementTypeId", "STATEMENTTYPES"),
        _to("Coder", "CODERS"),
        _to("DocumentId", "DOCUMENTS"),
    ],
    "ENTITIES": [
        _ID,
        "VariableId INTEGER NOT NULL",
        _label("Value", default=True),
        *_COLOUR,
        "ChildOf INTEGER CHECK (ChildOf > 0)",
        "UNIQUE (VariableId, Value)",
        _to("ChildOf", "ENTITIES"),
        _to("VariableId", "VARIABLES"),
    ],
    "DATABOOLEAN": _data("Value INTEGER NOT NULL DEFAULT 1 CHECK (Value BETWEEN 0 AND 1)"),
    "DATAINTEGER": _data("Value INTEGER NOT NULL DEFAULT 0"),
    "DATASHORTTEXT": _data("Entity INTEGER NOT NULL", _to("Entity", "ENTITIES")),
    "DATALONGTEXT": _data("Value TEXT DEFAULT ''"),
    "ATTRIBUTEVARIABLES": [
        _ID,
        "VariableId INTEGER NOT NULL",
        _label("AttributeVariable"),
        "UNIQUE (VariableId, AttributeVariable)",
        _to("VariableId", "VARIABLES"),
    ],
    "ATTRIBUTEVALUES": [
        _ID,
        "EntityId INTEGER NOT NULL",
        "AttributeVariableId INTEGER NOT NULL",
        _label("AttributeValue", default=True),
        "UNIQUE (EntityId, AttributeVariableId)",
        _to("EntityId", "ENTITIES"),
        _to("AttributeVariableId", "ATTRIBUTEVARIABLES"),
    ],
}
TABLES = tuple(f"CREATE TABLE {name} ({', '.join(columns)})" for name, columns in _TABLES.items())


def digest_of(password: str, salt: bytes | None = None) -> str:
    """A password as the program keeps it: 16 bytes of salt and SHA-256 done 100,000 times, in base 64."""
    salt = secrets.token_bytes(16) if salt is None else salt
    found = salt + password.encode()
    for _ in range(_DIGESTS):
        found = hashlib.sha256(found).digest()
    return base64.b64encode(salt + found).decode("ascii")


def label_of(words: str) -> str:
    """Words as a label: on one line, and where they are too long cut, with a mark that keeps them apart.

    >>> label_of("Norland  joins the pact ")
    'Norland joins the pact'
    """
    line = " ".join(words.split())
    if len(line) <= LONGEST:
        return line
    return f"{line[: LONGEST - 12]} … {hashlib.sha256(line.encode()).hexdigest()[:8]}"
