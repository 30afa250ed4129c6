"""What the code imports is what the requirements name, each with its reason."""

import re
import sys
from importlib.metadata import packages_distributions

import pytest

from .test_import_order import FILES, ROOT, imports

STARTED = {"granian": "the server", "psycopg2-binary": "loaded by Django for PostgreSQL"}
"""What the site runs with and no code of ours imports."""
LINE = re.compile(r"([\w-]+)(\[\w+\])?[<>=~.,\d]*\s+# \S.+")


def named(*files):
    """Return the distributions that requirement files name. Fails on a line without a reason."""
    lines = [line for file in files for line in (ROOT / file).read_text("utf-8").splitlines()]
    found = [LINE.fullmatch(line) for line in lines if line and not line.startswith(("#", "-"))]
    return {normal(match[1]) for match in found}


def normal(name):
    """Return the one spelling of a distribution's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(files):
    """Return the distributions that files import."""
    modules = {name.partition(".")[0] for path in files for name in imports(path)} - sys.stdlib_module_names
    known = packages_distributions()
    return {normal(known[module][0]) for module in modules if module in known}


def test_every_requirement_of_the_site_is_imported_and_every_import_required():
    assert imported(FILES) == named("requirements.in") - STARTED.keys()


@pytest.mark.parametrize("folder", ["tests", "tools"])
def test_every_import_is_required_when_only_tests_and_tools_have_it(folder):
    assert imported((ROOT / folder).rglob("*.py")) - named("requirements.in", "requirements-dev.in") == set()
