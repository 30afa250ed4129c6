"""Numbers for Prometheus, at ``/metrics`` when METRICS is on.

Each worker counts for itself. With several workers set PROMETHEUS_MULTIPROC_DIR to an empty folder that they share (on
tmpfs); then any worker answers for all. Our nginx does not pass ``/metrics`` on: scrape the application directly.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily, Metric

from acuinfo.accounts.visitors import Handler
from acuinfo.publishing.models import site_version

NOWHERE = "none"
"""The route of addresses that lead nowhere, so that nonsense makes no new series."""

PAGE_CACHE = "page-cache"
"""The route of answers that the page cache gave without asking Django."""
ROUTE = "acuinfo.route"
"""Where a request carries the list that its URL name is put into."""

OWN = CollectorRegistry()
REQUESTS = Counter("acuinfo_requests", "Requests answered.", ["route", "status"], registry=OWN)
DURATION = Histogram(
    "acuinfo_request_seconds",
    "Time to answer a request, in seconds.",
    ["route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
    registry=OWN,
)
CACHE_ERRORS = Counter(
    "acuinfo_cache_errors", "Calls to the shared page store that failed and were done without.", registry=OWN
)


class SiteVersion:
    """The site version, read when somebody asks; absent while the database is away."""

    def collect(self) -> Iterator[Metric]:
        """Yield the one value."""
        try:
            version = site_version()
        except DatabaseError:
            return
        yield GaugeMetricFamily("acuinfo_site_version", "The highest id in the change log.", value=version)


def name_route(get_response: Handler) -> Handler:
    """Tell ``counted`` the URL name of each request that Django answers."""
    if not settings.METRICS:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        match = request.resolver_match
        request.META.get(ROUTE, []).append(match.view_name if match else NOWHERE)
        return response

    return middleware


def counted(application: WSGIApplication) -> WSGIApplication:
    """Count every answer of a WSGI application and the time until it is ready, unless METRICS is off."""
    if not settings.METRICS:
        return application

    def counting(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        named: list[str] = []
        environ[ROUTE] = named
        started = time.perf_counter()

        def note(status: str, *rest: Any) -> Callable[[bytes], object]:
            route = named[-1] if named else PAGE_CACHE
            REQUESTS.labels(route, f"{status[0]}xx").inc()
            DURATION.labels(route).observe(time.perf_counter() - started)
            return start_response(status, *rest)

        return application(environ, note)

    return counting


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer Prometheus. 404 unless METRICS is on."""
    if not settings.METRICS:
        raise Http404("Metrics are off.")
    seen = CollectorRegistry()
    seen.register(SiteVersion())
    return HttpResponse(generate_latest(_counted()) + generate_latest(seen), content_type=CONTENT_TYPE_LATEST)


def _counted() -> CollectorRegistry:
    """Return what this worker counted, or all workers together where they share a folder."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return OWN
    together = CollectorRegistry()
    multiprocess.MultiProcessCollector(together)  # type: ignore[no-untyped-call]  # the library gives no type
    return together
