"""The version, here once: looking it up in the installed metadata costs a tenth of the start."""

VERSION = "0.1.0"
