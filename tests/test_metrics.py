"""Watching the site: numbers for Prometheus and mails about errors."""

import logging
import re
import sys

import pytest
from django.core import mail
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory
from django.utils.log import AdminEmailHandler

from acuinfo.operations import metrics
from acuinfo.operations.logs import Seldom
from acuinfo.operations.page_cache.redis import RedisStore
from acuinfo.publishing.models import Change

pytestmark = pytest.mark.django_db


def value(text: str, series: str) -> float:
    """Return the value of one series in Prometheus's text format; 0 when it is not there."""
    found = re.search(rf"^{re.escape(series)} (\S+)$", text, re.M)
    return float(found.group(1)) if found else 0.0


def scrape() -> str:
    answer = Client().get("/metrics")
    assert answer.status_code == 200
    return answer.content.decode()


def get(path: str, application=None) -> int:
    """Ask for a page as granian does; return the status."""
    answered = []
    served = metrics.counted(application or WSGIHandler())
    request_started.disconnect(close_old_connections)  # as Django's test client does: the test's transaction is on it
    try:
        body = served(RequestFactory().get(path).environ, lambda status, headers, *_: answered.append(status))
    finally:
        request_started.connect(close_old_connections)
    b"".join(body)
    return int(answered[0].split()[0])


def test_requests_are_counted_by_route_and_status_when_metrics_are_on(settings, knee):
    settings.METRICS = True
    series = 'acuinfo_requests_total{route="conditions:detail",status="2xx"}'
    before = scrape()

    statuses = [get("/conditions/knee-osteoarthritis/") for _ in range(2)]

    after = scrape()
    assert statuses == [200, 200]
    assert value(after, series) == value(before, series) + 2
    timed = 'acuinfo_request_seconds_count{route="conditions:detail"}'
    assert value(after, timed) == value(before, timed) + 2


def test_an_answer_of_the_page_cache_is_counted_when_django_was_not_asked(settings):
    settings.METRICS = True
    series = f'acuinfo_requests_total{{route="{metrics.PAGE_CACHE}",status="3xx"}}'
    before = value(scrape(), series)

    def kept(environ, start_response):
        start_response("304 Not Modified", [])
        return []

    assert get("/", kept) == 304
    assert value(scrape(), series) == before + 1


def test_nothing_is_counted_when_metrics_are_off(settings):
    settings.METRICS = False
    application = WSGIHandler()

    assert metrics.counted(application) is application


def test_metrics_are_not_there_when_they_are_off(client, settings):
    settings.METRICS = False

    answer = client.get("/metrics")

    assert answer.status_code == 404
    assert b"acuinfo_requests" not in answer.content


def test_nonsense_makes_one_series_only_when_many_addresses_are_tried(settings):
    settings.METRICS = True

    for number in range(5):
        get(f"/no/such/place/{number}/at/all")

    text = scrape()
    assert value(text, f'acuinfo_requests_total{{route="{metrics.NOWHERE}",status="4xx"}}') >= 5
    assert "such" not in text


def test_site_version_is_told_when_something_was_published(settings, knee):
    settings.METRICS = True

    text = scrape()

    assert value(text, "acuinfo_site_version") == Change.objects.latest("pk").pk


def test_metrics_are_never_stored_when_scraped(settings):
    settings.METRICS = True

    answer = Client().get("/metrics")

    assert "no-store" in answer["Cache-Control"]


def test_an_error_of_the_shared_page_store_is_counted_when_redis_is_away(settings):
    settings.METRICS = True
    before = value(scrape(), "acuinfo_cache_errors_total")

    found = RedisStore("redis://127.0.0.1:1/0", "build").get("anything")

    assert found is None
    assert value(scrape(), "acuinfo_cache_errors_total") == before + 1


def failed() -> logging.LogRecord:
    """Return the record of an error that was always raised in the same place."""
    try:
        raise RuntimeError("the database went away")
    except RuntimeError:
        return logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Server Error: /", None, sys.exc_info())


def test_one_mail_is_sent_when_the_same_error_comes_a_hundred_times(settings):
    settings.ADMINS = [("Operator", "operator@example.org")]
    handler = AdminEmailHandler()
    handler.addFilter(Seldom())

    for _ in range(100):
        handler.handle(failed())

    assert [message.to for message in mail.outbox] == [["operator@example.org"]]
    assert "the database went away" in mail.outbox[0].body


def test_another_mail_is_sent_when_the_pause_is_over(monkeypatch):
    seldom = Seldom()
    clock = iter([0.0, 1.0, Seldom.PAUSE + 1.0])
    monkeypatch.setattr("acuinfo.operations.logs.time.monotonic", lambda: next(clock))

    passed = [seldom.filter(failed()) for _ in range(3)]

    assert passed == [True, False, True]
