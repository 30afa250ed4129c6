"""What a request costs: CPU time and queries of each kind of page, beside a plain Django page of the same run.

CPU time of this process only: what a database server spends is not in it. The ratio to the plain page travels between
machines better than the milliseconds do.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any
from urllib.parse import quote, urlencode
from wsgiref.types import WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.contrib.auth.models import User
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import Client
from django.test.utils import override_settings, setup_test_environment, teardown_test_environment
from django.urls import path, reverse

from acuinfo.finding.facets import FacetIndex, facet_index
from acuinfo.finding.pagination import pages_for
from acuinfo.operations.page_cache.version import Bell, VersionReader, Watch
from acuinfo.operations.page_cache.wsgi import PageCache
from acuinfo.publishing import fragments
from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.models import TagGroup
from conditions.models import Condition

BATCHES = 7
SECONDS = 0.4
"""CPU seconds of a batch, roughly."""
HOST = "localhost"
SEARCHES = (
    "knee pain", "stiffness hip", "gentle exercise", "osteoarthritis", "needle therapy relief", '"sharp pain"',
    "morning", "sprain of the wrist", "numbness tingling", "sleep", "shoulder", "walking recovery strength",
)  # fmt: skip
PLAIN = Template(
    "<!doctype html><title>{{ title }}</title>"
    "<ul>{% for i in rows %}<li><a href='/{{ i }}/'>{{ i }}</a></li>{% endfor %}</ul>"
)


def plain(request: HttpRequest) -> HttpResponse:
    """Answer with a title and twenty links: the page that all others are compared with."""
    return HttpResponse(PLAIN.render(Context({"title": "A plain page", "rows": range(20)})))


urlpatterns = [path("plain/", plain)]
PLAIN_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
"""What ``startproject`` puts there."""


# --- Measuring --------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Cost:
    """What one kind of request costs."""

    name: str
    cpu_ms: float
    queries: int
    body: int
    """Bytes."""


def environ(address: str, **headers: str) -> WSGIEnvironment:
    """Return the WSGI environment of an anonymous GET."""
    where, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": where, "QUERY_STRING": query, "SERVER_NAME": HOST, "SERVER_PORT": "80",
        "HTTP_HOST": HOST, "REMOTE_ADDR": "127.0.0.1", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, **headers,
    }  # fmt: skip


def call(application: WSGIApplication, request: WSGIEnvironment) -> tuple[str, dict[str, str], int]:
    """Ask a WSGI application; return status, headers and the length of the body."""
    got: list[Any] = []
    chunks = application(request, lambda status, headers, exc_info=None: got.extend((status, headers)))  # type: ignore[arg-type]  # Django never uses write()
    length = sum(len(chunk) for chunk in chunks)
    getattr(chunks, "close", lambda: None)()
    return got[0], dict(got[1]), length


def measure(name: str, ask: Callable[[], int]) -> Cost:
    """Return the median CPU time of batches of calls. ``ask`` returns the length of the body."""
    ask()
    started = time.process_time()
    body = ask()
    once = max(time.process_time() - started, 1e-6)
    number = max(1, min(5000, int(SECONDS / once)))
    batches = []
    for _ in range(BATCHES):
        started = time.process_time()
        for _ in range(number):
            ask()
        batches.append((time.process_time() - started) / number)
    return Cost(name, statistics.median(batches) * 1000, _queries(ask), body)


def _queries(ask: Callable[[], int]) -> int:
    """Return the most queries that ten calls needed."""
    most = count = 0

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal count
        count += not sql.startswith(("SAVEPOINT", "RELEASE"))
        return execute(sql, params, many, context)

    for _ in range(10):
        count = 0
        with connection.execute_wrapper(note):
            ask()
        most = max(most, count)
    return most


def _pages(name: str, application: WSGIApplication, addresses: Sequence[str], is_first: bool = False) -> Cost:
    """Measure addresses in turn, each asked before; ``is_first`` drops before each whatever was rendered or counted."""
    turn = cycle(addresses)
    indexes = [facet_index(kind) for kind in (None, *(spec.name for spec in kinds()))] if is_first else []

    def ask() -> int:
        address = next(turn)
        if is_first:
            _drop_what_was_made(indexes)
        status, _headers, length = call(application, environ(address))
        if not status.startswith("200"):
            raise RuntimeError(f"{address} answered {status}")
        return length

    for _address in addresses:
        ask()
    return measure(name, ask)


def _drop_what_was_made(indexes: Iterable[FacetIndex]) -> None:
    fragments.forget()
    for index in indexes:
        index.most_carried.clear()


# --- What is measured -------------------------------------------------------------------------------------------
def costs() -> Iterator[Cost]:
    """Measure every kind of page on the database as it is, the plain page first."""
    settings.ALLOWED_HOSTS.append(HOST)
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=PLAIN_MIDDLEWARE):
        yield _pages("plain Django page", WSGIHandler(), ["/plain/"])
    application = WSGIHandler()
    for name, addresses in samples():
        yield _pages(name, application, addresses)
    for name, addresses in samples():
        yield _pages(f"{name}, first time", application, addresses, is_first=True)
    yield measure("save in the admin", _saving())
    yield from _cached(application)


def samples() -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each kind of public page with the addresses to take in turn, spread over the whole site."""
    yield "home", ["/"]
    for kind, where in (("condition", "/conditions/"), ("evidence", "/evidence/")):
        index = facet_index(kind)
        last = pages_for(len(index.ids))
        yield f"{where}", [where]
        yield f"{where} one tag", _lists(where, kind, 1)
        yield f"{where} two tags", _lists(where, kind, 2)
        yield f"{where} last page", [f"{where}?page={last}" if last > 1 else where]
    yield "condition page", [f"/conditions/{slug}/" for slug in _slugs("condition")]
    yield "evidence page", [f"/evidence/{slug}/" for slug in _slugs("evidence")]
    yield "search", [f"/search/?{urlencode({'q': words})}" for words in SEARCHES if words]


def _lists(where: str, kind: str, number: int) -> list[str]:
    """Return lists with one tag of each popularity, or two of different groups that have pages in common."""
    index = facet_index(kind)
    tags = index.vocabulary.tags
    popular = sorted(
        (s for s in index.bits if tags[s].group != TagGroup.CONDITION), key=lambda s: -index.bits[s].bit_count()
    )
    found = []
    for slug in popular[:200:5]:
        partner = [s for s in popular[:40] if tags[s].group != tags[slug].group and index.bits[s] & index.bits[slug]]
        chosen = [slug, *partner[: number - 1]]
        if len(chosen) == number:
            ordered = sorted((tags[s] for s in chosen), key=lambda tag: tag.order)
            found.append(f"{where}?{urlencode([('tag', tag.slug) for tag in ordered])}")
    return found


def _slugs(kind: str, number: int = 50) -> list[str]:
    from acuinfo.publishing.models import Publication  # noqa: PLC0415  beside its only use

    index = facet_index(kind)
    ids = index.ids[:: max(1, len(index.ids) // number)]
    return [quote(slug) for slug in Publication.objects.filter(pk__in=list(ids)).values_list("slug", flat=True)]


def _saving() -> Callable[[], int]:
    """Return a function that saves a condition's draft in the admin, with all its rows, as an editor does."""
    user = User.objects.filter(username="bench").first() or User.objects.create_superuser(
        "bench", "bench@example.org", None
    )
    client = Client(HTTP_HOST=HOST)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    draft = Condition.objects.order_by("pk")[:1].get()
    address = reverse("admin:conditions_condition_change", args=[draft.pk])

    def ask() -> int:
        draft.refresh_from_db(fields=["revision"])
        form["revision"] = form["base_revision"] = str(draft.revision)
        response = client.post(address, form)
        if response.status_code != 302:
            raise RuntimeError(f"the admin did not save: {response.status_code}")
        return len(response.content)

    form = _filled_in(client, address)
    return ask


def _filled_in(client: Client, address: str) -> dict[str, Any]:
    """Return the change form as a browser would send it back unchanged."""
    setup_test_environment()
    try:
        context = client.get(address).context
    finally:
        teardown_test_environment()
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values = {form.add_prefix(name): form[name].value() for form in forms for name in form.fields}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def _cached(application: WSGIApplication) -> Iterator[Cost]:
    cache = PageCache(application, Watch(VersionReader(), Bell(None)), 64 << 20)
    address = f"/conditions/{_slugs('condition', 1)[0]}/"
    request = environ(address, HTTP_ACCEPT_ENCODING="gzip, br")
    etag = call(cache, request)[1]["ETag"]
    yield measure("condition page, cached", lambda: call(cache, request)[2])
    again = {**request, "HTTP_IF_NONE_MATCH": etag}
    yield measure("condition page, 304", lambda: call(cache, again)[2])
