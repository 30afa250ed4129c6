"""Numbers for Prometheus, at ``/metrics`` when METRICS is on.

Each worker counts for itself. With several workers set PROMETHEUS_MULTIPROC_DIR to an empty folder that they share (on
tmpfs); then any worker answers for all. Our nginx does not pass ``/metrics`` on: scrape the application directly.
"""

import os
import time
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily, Metric

from acuinfo.middleware import Handler
from acuinfo.publishing.models import Change

NOWHERE = "none"
"""The route of addresses that lead nowhere, so that nonsense makes no new series."""

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
    "acuinfo_cache_errors", "Calls to the shared cache that failed and were done without.", registry=OWN
)


class SiteVersion:
    """The site version, read when somebody asks; absent while the database is away."""

    def collect(self) -> Iterator[Metric]:
        """Yield the one value."""
        try:
            version = Change.objects.aggregate(last=Max("pk"))["last"] or 0
        except DatabaseError:
            return
        yield GaugeMetricFamily("acuinfo_site_version", "The highest id in the change log.", value=version)


def count_requests(get_response: Handler) -> Handler:
    """Count every request and how long it took, by URL name and class of status."""
    if not settings.METRICS:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        count(match.view_name if match else NOWHERE, response.status_code, time.perf_counter() - started)
        return response

    return middleware


def count(route: str, status: int, seconds: float) -> None:
    """Count one answer: its route's name, its status code and how long it took."""
    REQUESTS.labels(route, f"{status // 100}xx").inc()
    DURATION.labels(route).observe(seconds)


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
    multiprocess.MultiProcessCollector(together)
    return together
