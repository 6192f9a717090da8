"""The examples in the docstrings of the installed package."""

import doctest
import importlib
import pkgutil

import pytest

import factx

MODULES = ["factx", *(module.name for module in pkgutil.walk_packages(factx.__path__, "factx."))]


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0
