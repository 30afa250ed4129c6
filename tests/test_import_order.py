"""Imports point one way, from a room only to those below it. Nothing looks up."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = (
    "acuinfo.sources",
    "acuinfo.publishing",
    "acuinfo.finding",
    "acuinfo.reading",
    "acuinfo.desk",
    "conditions",
    "articles",
    "acuinfo.accounts",
    "acuinfo.operations",
    "acuinfo.correspondence",
    "acuinfo.site",
    "acuinfo",
)
"""The rooms, from the ground up. What is in ``acuinfo`` and in none of them is settings and addresses, above all."""


def layer(module: str) -> int | None:
    """Return the number of a module's layer, None for what is not ours."""
    for number, name in enumerate(LAYERS):
        if module == name or module.startswith(f"{name}."):
            return number
    return None


def module_of(path: Path) -> str:
    """Return the dotted name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """Yield every module or name a file imports, late imports inside functions and for types included."""
    package = module_of(path) if path.name == "__init__.py" else module_of(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


FILES = sorted(path for app in ("acuinfo", "conditions", "articles") for path in (ROOT / app).rglob("*.py"))


def looking_up() -> set[tuple[str, str]]:
    """Return every import of a layer above one's own."""
    return {
        (module_of(path), name)
        for path in FILES
        for name in imports(path)
        if layer(name) is not None and layer(name) > layer(module_of(path))
    }


def test_no_module_imports_from_a_layer_above_its_own():
    assert looking_up() == set()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("import conditions.models", "conditions.models"),
        ("from conditions import models", "conditions.models"),
        ("def late():\n    from conditions.models import Condition", "conditions.models.Condition"),
        ("from ..site import content_files", "acuinfo.site.content_files"),
        ("from ..site.content_files import load_page", "acuinfo.site.content_files.load_page"),
        ("if TYPE_CHECKING:\n    from articles.models import Article", "articles.models.Article"),
    ],
)
def test_an_import_from_above_is_seen_however_it_is_written(monkeypatch, code, name):
    path = ROOT / "acuinfo" / "publishing" / "imaginary.py"
    monkeypatch.setattr(Path, "read_text", lambda self, encoding: code)

    found = list(imports(path))

    assert name in found
    assert layer(name) > layer(module_of(path))


@pytest.mark.parametrize(
    ("banned", "reason"),
    [
        ("django.db.models.signals", "what happens is written where it happens, in the actions"),
        ("django.dispatch", "what happens is written where it happens, in the actions"),
        ("django.contrib.contenttypes.fields", "each link of the engine names its table"),
        ("django.contrib.contenttypes.generic", "each link of the engine names its table"),
    ],
)
def test_the_engine_has_no_signals_and_no_generic_keys(banned, reason):
    engine = [
        path for path in FILES if layer(module_of(path)) < LAYERS.index("acuinfo") and "migrations" not in path.parts
    ]

    assert [module_of(path) for path in engine if any(name.startswith(banned) for name in imports(path))] == [], reason


def test_each_class_has_a_name_of_its_own():
    named_by_django = {"Command", "Media", "Meta", "Migration"}
    trees = [ast.parse(path.read_text("utf-8")) for path in FILES]
    times = Counter(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))

    assert {name for name, n in times.items() if n > 1} - named_by_django == set()


def test_no_module_is_called_by_a_name_that_says_nothing():
    assert {path.stem for path in FILES} & {"utils", "helpers", "misc", "common", "tools"} == set()
