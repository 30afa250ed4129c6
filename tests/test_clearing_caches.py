"""An operator drops everything that the site keeps, and nobody adds a cache that stays."""

import ast
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest
from django.core.management import call_command

from acuinfo.operations.page_cache.wsgi import wrap
from acuinfo.publishing import process_caches
from tools.page_costs import call, environ

from .test_import_order import FILES, module_of

ASIDE = (".migrations", ".management", "acuinfo.settings", "acuinfo.wsgi")
"""What runs once in a process of its own, or starts the site."""
NOT_CACHES = {
    "acuinfo.publishing.process_caches._CLEARERS": "what is called to drop the others",
    "acuinfo.publishing.kinds._KINDS": "the kinds of page",
    "acuinfo.publishing.actions.changes._LISTENERS": "who is told of a change",
}
PUBLIC = [("Content-Type", "text/html"), ("Cache-Control", "public, max-age=0")]


def modules() -> Iterator[tuple[ModuleType, Path]]:
    """Yield every module of the site that works while it runs, with its file."""
    for path in FILES:
        name = module_of(path)
        if not any(part in f"{name}." for part in ASIDE):
            yield import_module(name), path


def empty_containers(module: ModuleType, path: Path) -> Iterator[str]:
    """Yield the names of a module that begin as an empty container, so that something may be put in later."""
    for node in ast.parse(path.read_text("utf-8")).body:
        value = getattr(node, "value", None)
        is_literal = isinstance(value, ast.Dict | ast.List) and not ast.unparse(value).strip("[]{}")
        is_call = isinstance(value, ast.Call) and (not value.args or ast.unparse(value.func) == "defaultdict")
        if isinstance(node, ast.Assign | ast.AnnAssign) and (is_literal or is_call):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(getattr(module, ast.unparse(target), None), dict | list | set):
                yield ast.unparse(target)


def _put(container, thing) -> None:
    if isinstance(container, dict):
        container[thing] = ""
    else:
        (container.append if isinstance(container, list) else container.add)(thing)


def _take(container, thing) -> None:
    (container.pop if isinstance(container, dict) else container.remove)(thing)


# --- Nothing is forgotten ---------------------------------------------------------------------------------------
def test_no_function_keeps_answers_that_are_not_dropped_with_the_rest():
    kept = {
        f"{module.__name__}.{name}": thing.cache_clear
        for module, _path in modules()
        for holder in [module, *[thing for thing in vars(module).values() if isinstance(thing, type)]]
        for name, thing in vars(holder).items()
        if callable(getattr(thing, "cache_clear", None)) and thing.__module__ == module.__name__
    }

    assert "acuinfo.publishing.upgrades.load" in kept
    assert [name for name, clear in kept.items() if clear not in process_caches._CLEARERS] == []


def test_no_module_keeps_things_in_a_container_that_is_not_emptied_with_the_rest():
    containers = {
        f"{module.__name__}.{name}": getattr(module, name)
        for module, path in modules()
        for name in empty_containers(module, path)
    }
    kept = {name: container for name, container in containers.items() if name not in NOT_CACHES}
    for container in kept.values():
        _put(container, "something")

    process_caches.clear()

    stayed = [name for name, container in kept.items() if "something" in container]
    for name in stayed:
        _take(kept[name], "something")
    assert stayed == []
    assert {"acuinfo.finding.facets._KEPT", "acuinfo.publishing.fragments._KEPT"} <= set(kept)
    assert set(NOT_CACHES) <= set(containers)


def test_no_object_of_a_module_computes_something_once_for_ever():
    lasting = {
        f"{module.__name__}.{name}"
        for module, _path in modules()
        for name, thing in vars(module).items()
        if type(thing).__module__.split(".")[0] in ("acuinfo", "conditions", "articles")
        and any(isinstance(value, cached_property) for kind in type(thing).__mro__ for value in vars(kind).values())
    }

    assert lasting == set()


# --- In every worker --------------------------------------------------------------------------------------------
@pytest.fixture
def worker(settings, tmp_path, monkeypatch):
    """Return a function that starts a web worker and returns how to ask it: the version that its answer shows."""
    settings.ALLOWED_HOSTS, settings.VAR_DIR, settings.DEBUG = ["localhost"], tmp_path, False
    monkeypatch.setattr(process_caches, "_CLEARERS", list(process_caches._CLEARERS))
    monkeypatch.setattr("acuinfo.publishing.actions.changes._LISTENERS", [])

    def start(version):
        def application(request, start_response):
            start_response("200 OK", [*PUBLIC, ("X-Version", str(version()))])
            return [b"Hello"]

        cache = wrap(application)
        cache.watch._read = version
        return lambda address="/": int(call(cache, environ(address))[1]["X-Version"])

    return start


def clear_caches() -> str:
    told = StringIO()
    call_command("clear_caches", stdout=told)
    return told.getvalue()


def test_workers_answer_anew_when_the_caches_are_cleared(worker):
    versions = [7]
    first, second = (worker(lambda: versions[0]) for _ in range(2))
    first(), second()
    versions[0] = 5  # an older backup was restored: no worker goes back by itself
    assert (first(), second()) == (7, 7)

    told = clear_caches()

    assert (first(), second()) == (5, 5)
    assert told == "Every web worker of this machine drops what it keeps before its next answer.\n"


def test_a_worker_drops_its_other_caches_too_when_it_hears_of_the_clearing(worker):
    dropped = []
    answer = worker(lambda: 1)
    answer()
    clear_caches()
    process_caches.add(lambda: dropped.append(True))

    answer("/admin/"), answer("/admin/")

    assert dropped == [True]


def test_the_operator_is_told_when_no_worker_can_be_reached(settings, tmp_path):
    settings.VAR_DIR = tmp_path

    assert "restart the workers" in clear_caches()
    assert list(tmp_path.iterdir()) == []  # a file of the operator's could not be opened by the workers


# --- In Redis ---------------------------------------------------------------------------------------------------
class Redis(dict):
    """What Redis does for the clearing."""

    def scan_iter(self, pattern, count):
        return [name for name in self if name.startswith(pattern.removesuffix("*"))]

    def unlink(self, *names):
        return len([self.pop(name) for name in names])


def test_only_our_pages_are_deleted_when_others_use_the_same_redis(settings, monkeypatch):
    redis = Redis({f"acuinfo:page:{number}": b"" for number in range(1200)}, somebody="else's")
    settings.CACHE_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr("acuinfo.operations.page_cache.redis.Redis.from_url", lambda *args, **kwargs: redis)

    told = clear_caches()

    assert redis == {"somebody": "else's"}
    assert "Pages deleted in Redis: 1200." in told


def test_the_operator_is_told_when_redis_does_not_answer(settings):
    settings.CACHE_URL = "redis://127.0.0.1:1/0"

    assert "Redis does not answer" in clear_caches()
