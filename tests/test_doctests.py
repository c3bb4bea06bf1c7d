"""The `>>>` examples of the docstrings hold."""

import doctest
import importlib
import pkgutil

import pytest

import onrecord

MODULES = sorted(
    m.name
    for m in pkgutil.walk_packages(onrecord.__path__, "onrecord.")
    if not m.name.endswith(("__main__", "migrations.env"))  # run by other programs alone
)


@pytest.mark.parametrize("name", ["onrecord", *MODULES])
def test_the_examples_of_a_module_hold(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0
