"""Max gets finished pages from the page cache: never a stale one for long, never somebody else's."""

import gzip

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import OperationalError, close_old_connections
from django.utils import timezone
from redis.exceptions import OutOfMemoryError

from acuinfo.operations.page_cache.answer import Answer, Variant, preferred
from acuinfo.operations.page_cache.memory import Memory
from acuinfo.operations.page_cache.redis import RedisStore
from acuinfo.operations.page_cache.version import Bell, State, VersionReader, Watch, build_of
from acuinfo.operations.page_cache.wsgi import PageCache
from acuinfo.publishing import actions
from acuinfo.publishing.models import site_version
from tools.page_costs import environ

from . import cast as people

KNEE = "/conditions/knee-osteoarthritis/"
PUBLIC = [("Content-Type", "text/html"), ("Cache-Control", "public, max-age=0")]


class Clock:
    """A clock that moves when a test says so."""

    now = 1000.0

    def __call__(self):
        return self.now


class Site:
    """The site behind a page cache, with everything that a test wants to turn."""

    def __init__(self, application=None, bell=None, store=None, limit=1 << 20):
        self.asked = []
        self.clock = Clock()
        self.version = site_version
        self.today = "2026-11-22"
        self._application = application or WSGIHandler()
        watch = Watch(self._read, bell or Bell(None), self.clock, lambda: self.today)
        self.cache = PageCache(self._count, watch, limit, store)

    def _read(self):
        return self.version()

    def _count(self, request, start_response):
        self.asked.append(request)
        return self._application(request, start_response)

    def get(self, address=KNEE, method="GET", **headers):
        got = []

        def start(status, headers, exc_info=None):
            got[:] = [int(status[:3]), dict(headers)]

        chunks = self.cache({**environ(address, **headers), "REQUEST_METHOD": method}, start)
        body = b"".join(chunks)
        getattr(chunks, "close", lambda: None)()
        return got[0], got[1], body


def answering(status="200 OK", headers=PUBLIC, body=b"Hello"):
    def application(request, start_response):
        start_response(status, list(headers))
        return [body]

    return application


def unreachable():
    raise OperationalError("the database is away")


@pytest.fixture(autouse=True)
def _hosts(settings):
    settings.ALLOWED_HOSTS = ["localhost"]


@pytest.fixture(autouse=True)
def _open_connections():
    """Keep the test's transaction when a request ends, as Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def site(knee):
    """Knee osteoarthritis behind the page cache."""
    return Site()


# --- Kept -------------------------------------------------------------------------------------------------------
def test_a_page_is_rendered_once_when_it_is_asked_for_twice(site):
    first = site.get()
    second = site.get()

    assert first[0] == 200
    assert b"Knee osteoarthritis" in first[2]
    assert second == first
    assert len(site.asked) == 1


def test_the_cached_page_is_djangos_own_when_nothing_is_compressed(site, client):
    _status, headers, body = site.get()

    own = client.get(KNEE, HTTP_HOST="localhost")
    assert body == own.content
    assert headers["ETag"] == own.headers["ETag"]
    for name in ("Cache-Control", "Content-Security-Policy", "X-Content-Type-Options", "Content-Type"):
        assert headers[name] == own.headers[name]


def test_addresses_with_other_queries_are_kept_apart_when_their_path_is_the_same():
    site = Site(lambda request, start: answering(body=request["QUERY_STRING"].encode())(request, start))
    site.version = lambda: 1

    assert site.get("/x/?a=1")[2] == b"a=1"
    assert site.get("/x/?a=2")[2] == b"a=2"
    assert site.get("/x/?a=1")[2] == b"a=1"


# --- Fresh ------------------------------------------------------------------------------------------------------
def test_a_publish_shows_within_a_second_when_another_process_did_it(site, cast, knee):
    site.get()
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>Now said in other words.</p>"))
    people.publish(cast, knee)

    site.clock.now += 0.99
    before = site.get()
    site.clock.now += 0.02
    after = site.get()

    assert b"other words" not in before[2]
    assert b"other words" in after[2]


def test_a_withdrawal_shows_at_once_when_a_worker_of_this_machine_did_it(knee, cast, tmp_path):
    site, other = Site(bell=Bell(tmp_path / "bell")), Bell(tmp_path / "bell")
    assert site.get()[0] == 200
    actions.withdraw(publication=knee, by=cast.pia, reason="A trial was retracted.")

    other.ring()

    assert site.get()[0] == 410
    assert site.get()[0] == 410
    assert len(site.asked) == 2


def test_no_worker_sends_a_reader_back_in_time_when_another_one_saw_the_change_first(knee, cast, tmp_path):
    first, second = Site(bell=Bell(tmp_path / "bell")), Site(bell=Bell(tmp_path / "bell"))
    first.get(), second.get()
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>Now said in other words.</p>"))
    people.publish(cast, knee)

    first.clock.now += 1.1  # only the first one's second is over

    assert b"other words" in first.get()[2]
    assert b"other words" in second.get()[2]


def test_the_state_never_goes_back_when_an_older_version_is_read():
    site = Site(answering())
    site.version = lambda: 7
    site.get()
    site.version = lambda: 5

    site.clock.now += 2

    assert site.cache.watch.state() == State(7, "2026-11-22")


def test_pages_are_rendered_again_when_the_day_changes():
    site = Site(answering())
    site.version = lambda: 1
    site.get()

    site.today = "2026-11-23"
    site.clock.now += 1.1
    site.get()

    assert len(site.asked) == 2


def test_the_version_is_read_once_a_second_when_many_pages_are_asked_for():
    site, reads = Site(answering()), []
    site.version = lambda: len(reads.append(1) or reads) and 1

    for _ in range(50):
        site.get()
    assert len(reads) == 1
    site.clock.now += 1.1
    site.get()

    assert len(reads) == 2


# --- ETag, HEAD, encodings --------------------------------------------------------------------------------------
def test_nothing_is_sent_again_when_the_reader_has_it(site):
    etag = site.get()[1]["ETag"]

    status, headers, body = site.get(HTTP_IF_NONE_MATCH=f'"other", W/{etag}')

    assert (status, body) == (304, b"")
    assert headers["ETag"] == etag
    assert headers["Vary"] == "Accept-Encoding"
    assert "Cache-Control" in headers
    assert not {"Content-Length", "Content-Type", "Content-Encoding"} & set(headers)
    assert len(site.asked) == 1


def test_the_page_is_sent_when_the_reader_has_an_older_one(site):
    assert site.get(HTTP_IF_NONE_MATCH='"0123"')[0] == 200


def test_the_first_reader_gets_a_304_when_the_page_was_kept_in_the_browser(site):
    etag = site.get()[1]["ETag"]

    assert Site().get(HTTP_IF_NONE_MATCH=etag)[0] == 304


@pytest.mark.parametrize(("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_the_same_page_arrives_smaller_when_it_may_be_compressed(site, encoding, unpack):
    plain = site.get()

    status, headers, body = site.get(HTTP_ACCEPT_ENCODING=encoding)

    assert status == 200
    assert headers["Content-Encoding"] == encoding
    assert int(headers["Content-Length"]) == len(body) < len(plain[2]) / 2
    assert unpack(body) == plain[2]
    assert headers["ETag"] != plain[1]["ETag"]
    assert headers["Vary"] == plain[1]["Vary"] == "Accept-Encoding"
    assert site.get(HTTP_ACCEPT_ENCODING=encoding, HTTP_IF_NONE_MATCH=headers["ETag"])[0] == 304


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0.1, gzip", "gzip"),
        ("br;q=0, gzip;q=0", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity, gzip;q=0.5", ""),
        ("GZIP;Q=0.5", "gzip"),
        ("br;q=nonsense", ""),
        ("br;q=nan", ""),
        (",;,", ""),
    ],
)
def test_the_best_encoding_is_chosen_when_several_are_accepted(accepted, chosen):
    assert preferred(accepted) == chosen


def test_head_has_the_headers_of_get_when_nothing_else_is_wanted(site):
    got = site.get()
    head = site.get(method="HEAD")

    assert head == (200, got[1], b"")
    assert len(site.asked) == 1


def test_a_page_that_is_not_kept_has_no_body_when_only_its_head_is_asked_for(site):
    assert site.get("/conditions/nowhere/", method="HEAD")[::2] == (404, b"")


# --- Not kept ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("address", ["/admin/login/", "/healthz", "/readyz", "/metrics", "/static/acuinfo/x.css"])
def test_the_application_is_asked_each_time_when_the_address_is_not_a_page(address):
    site = Site(answering())
    site.version = lambda: 1

    site.get(address), site.get(address)

    assert len(site.asked) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_COOKIE": "session=abc"},
        {"HTTP_COOKIE": "theme=dark; session=abc"},
        {"HTTP_AUTHORIZATION": "Basic abc"},
    ],
)
def test_the_application_sees_the_request_as_it_is_when_somebody_is_signed_in(headers):
    site = Site(answering())
    site.version = lambda: 1
    site.get("/x/")

    site.get("/x/", **headers)

    assert len(site.asked) == 2
    assert headers.items() <= site.asked[1].items()


def test_no_cookie_reaches_the_application_when_an_answer_may_be_kept():
    site = Site(answering())
    site.version = lambda: 1

    site.get("/x/", HTTP_COOKIE="theme=dark")

    assert "HTTP_COOKIE" not in site.asked[0]


def test_the_application_is_asked_when_something_is_sent():
    site = Site(answering())
    site.version = lambda: 1
    site.get("/x/")

    site.get("/x/", method="POST")

    assert [request["REQUEST_METHOD"] for request in site.asked] == ["GET", "POST"]


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("200 OK", [*PUBLIC, ("Set-Cookie", "a=b")]),
        ("200 OK", [("Cache-Control", "private, no-store")]),
        ("200 OK", []),
        ("200 OK", [*PUBLIC, ("Vary", "Cookie")]),
        ("200 OK", [*PUBLIC, ("Vary", "Accept-Language, Accept-Encoding")]),
        ("200 OK", [*PUBLIC, ("Content-Security-Policy", "script-src 'nonce-abc'")]),
        ("301 Moved Permanently", [*PUBLIC, ("Location", "https://localhost/x/")]),
        ("302 Found", [*PUBLIC, ("Location", "/y/")]),
        ("404 Not Found", PUBLIC),
        ("500 Internal Server Error", PUBLIC),
        ("503 Service Unavailable", PUBLIC),
    ],
)
def test_an_answer_is_not_kept_when_it_is_not_everybodys(status, headers):
    site = Site(answering(status, headers))
    site.version = lambda: 1

    first, second = site.get("/x/"), site.get("/x/")

    assert len(site.asked) == 2
    assert first == second == (int(status[:3]), dict(headers), b"Hello")


@pytest.mark.parametrize("status", ["200 OK", "410 Gone"])
def test_an_answer_is_kept_when_it_is_a_page_or_tells_where_one_went(status):
    site = Site(answering(status))
    site.version = lambda: 1

    site.get("/x/"), site.get("/x/")

    assert len(site.asked) == 1


def test_a_redirect_is_kept_when_it_stays_on_the_site():
    site = Site(answering("301 Moved Permanently", [*PUBLIC, ("Location", "/y/")], b""))
    site.version = lambda: 1
    site.get("/x/")

    status, headers, body = site.get("/x/")

    assert (status, headers["Location"], body) == (301, "/y/", b"")
    assert len(site.asked) == 1


def test_a_large_answer_passes_through_when_it_would_crowd_out_pages():
    closed = []

    class Chunks:
        def __iter__(self):
            return iter([b"x" * 700_000] * 3)

        def close(self):
            closed.append(True)

    def application(request, start_response):
        start_response("200 OK", PUBLIC)
        return Chunks()

    site = Site(application)
    site.version = lambda: 1

    assert len(site.get("/x/")[2]) == 2_100_000
    assert len(site.get("/x/")[2]) == 2_100_000
    assert closed == [True, True]
    assert site.cache.memory.size == 0


# --- Hosts ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("host", ["evil.example", "", "localhost.evil.example", "localhost:x", "local host"])
def test_a_strange_host_is_refused_when_the_page_is_kept_already(site, host):
    site.get()

    status, _headers, body = site.get(HTTP_HOST=host)

    assert status == 400 or (host == "" and status == 200)  # without a Host, Django takes the server's own name
    assert b"evil" not in body
    assert len(site.asked) == 2


def test_http_and_https_are_kept_apart_when_only_a_trusted_proxy_says_https(settings):
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    site = Site(answering())
    site.version = lambda: 1

    site.get("/x/")
    site.get("/x/", HTTP_X_FORWARDED_PROTO="https")
    assert len(site.asked) == 1
    site.get("/x/", HTTP_X_FORWARDED_PROTO="https", REMOTE_ADDR="10.0.0.1")

    assert len(site.asked) == 2


# --- Things that go away ----------------------------------------------------------------------------------------
def test_kept_pages_are_served_for_a_day_when_the_database_is_away(site):
    page = site.get()
    site.version = unreachable

    site.clock.now += 80_000
    assert site.get() == page
    assert len(site.asked) == 1
    site.clock.now += 7_000
    site.get()

    assert len(site.asked) == 2


def test_the_application_answers_for_itself_when_the_database_was_never_there():
    site = Site(answering("500 Internal Server Error", [], b"Sorry"))
    site.version = unreachable

    assert site.get() == (500, {}, b"Sorry")


def test_pages_are_fresh_again_when_the_database_comes_back():
    site = Site(answering())
    site.version = lambda: 1
    site.get()
    site.version = unreachable
    site.clock.now += 60
    site.get()

    site.version = lambda: 2
    site.clock.now += 1.1
    site.get()

    assert len(site.asked) == 2
    assert site.cache.watch.state() == State(2, "2026-11-22")


@pytest.mark.django_db(transaction=True)
def test_the_version_is_read_when_the_connection_was_lost(monkeypatch):
    reader = VersionReader()
    read, lost = reader._read, [OperationalError("the server closed the connection")]

    def read_after_a_restart():
        if lost:
            raise lost.pop()
        return read()

    monkeypatch.setattr(reader, "_read", read_after_a_restart)

    assert reader() == 0
    assert lost == []
    reader._connection.connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_reader_says_so_when_the_database_stays_away(monkeypatch):
    reader = VersionReader()
    monkeypatch.setattr(reader, "_read", unreachable)

    with pytest.raises(OperationalError):
        reader()


def test_a_full_store_is_told_once_when_it_can_still_be_read(caplog):
    def refuse(*_args, **_kwargs):
        raise OutOfMemoryError("command not allowed when used memory > 'maxmemory'")

    clock = Clock()
    store = RedisStore("redis://127.0.0.1:1/0", "build", clock)
    store._redis = Kept()
    store._redis.set = refuse
    site = Site(answering(), store=store)
    site.version = lambda: 1

    for address in ("/x/", "/y/", "/z/"):
        assert site.get(address)[2] == b"Hello"
        clock.now += 60

    assert [r.message.split(":")[0] for r in caplog.records] == ["the shared page store is away"]


def test_the_site_serves_when_the_shared_store_is_not_there(caplog):
    clock = Clock()
    store = RedisStore("redis://127.0.0.1:1/0", "build", clock)
    site = Site(answering(), store=store)
    site.version = lambda: 1

    assert site.get("/x/")[2] == site.get("/x/")[2] == b"Hello"
    assert site.get("/y/")[2] == b"Hello"
    clock.now += 60
    assert site.get("/z/")[2] == b"Hello"
    assert [r.message.split(":")[0] for r in caplog.records] == ["the shared page store is away"]
    store._redis = Kept()
    clock.now += 60
    assert site.get("/z/?again")[2] == b"Hello"
    assert len(store._redis) == 1


class Kept(dict):
    """What Redis does for us."""

    def set(self, name, value, ex):
        self[name] = value


def test_another_machine_need_not_render_when_the_shared_store_has_the_page():
    redis, sites = Kept(), []
    for build in ("one", "one", "two"):
        store = RedisStore("redis://127.0.0.1:1/0", build)
        store._redis = redis
        sites.append(Site(answering(body=b"Hello " * 200), store=store))
        sites[-1].version = lambda: 1

    first, second, third = (site.get("/x/", HTTP_ACCEPT_ENCODING="br") for site in sites)

    assert first == second == third
    assert [len(site.asked) for site in sites] == [1, 0, 1]


@pytest.mark.parametrize(
    "stored", [b"", b"nonsense", b"[1]\n", b'["200 OK", [["", "e", [], [], 9]]]\nshort', b"\xff\n"]
)
def test_the_page_is_rendered_when_the_shared_store_holds_nonsense(stored):
    store = RedisStore("redis://127.0.0.1:1/0", "build")
    store._redis = Kept()
    store._redis.get = lambda name: stored
    site = Site(answering(), store=store)
    site.version = lambda: 1

    assert site.get("/x/")[2] == b"Hello"


# --- Memory -----------------------------------------------------------------------------------------------------
def _answer(size):
    return Answer("200 OK", {"": Variant('"e"', [], [], b"x" * size)})


def test_memory_stays_within_its_bounds_when_robots_ask_for_everything():
    memory, state = Memory(100_000), State(1, "2026-11-22")

    for n in range(500):
        memory.get(state, ("http", f"/{n}/"))
        memory.put(state, ("http", f"/{n}/"), _answer(2_000))

    assert 0 < memory.size <= 100_000


def test_pages_that_are_read_stay_when_robots_ask_for_everything():
    memory, state = Memory(100_000), State(1, "2026-11-22")
    memory.get(state, ("http", "/"))
    memory.put(state, ("http", "/"), _answer(2_000))
    memory.get(state, ("http", "/"))

    for n in range(500):
        memory.put(state, ("http", f"/{n}/"), _answer(2_000))

    assert memory.get(state, ("http", "/")) is not None
    assert memory.get(state, ("http", "/0/")) is None


def test_an_answer_is_not_kept_when_the_site_moved_on_while_it_was_made():
    memory, old, new = Memory(100_000), State(1, "2026-11-22"), State(2, "2026-11-22")
    memory.get(old, ("http", "/"))
    memory.get(new, ("http", "/other/"))

    memory.put(old, ("http", "/"), _answer(10))

    assert memory.get(new, ("http", "/")) is None


def test_an_answer_is_not_kept_when_everything_was_dropped_while_it_was_made():
    memory, before, after = Memory(100_000), State(1, "2026-11-22"), State(1, "2026-11-22")
    memory.get(before, ("http", "/"))
    memory.clear()
    memory.get(after, ("http", "/other/"))

    assert not memory.put(before, ("http", "/"), _answer(10))
    assert memory.get(after, ("http", "/")) is None


def test_the_bell_is_heard_in_one_process_when_its_file_cannot_be_made(tmp_path):
    bell = Bell(tmp_path / "nowhere" / "bell")

    bell.ring()

    assert bell.count == 1


def test_the_build_names_the_code_when_it_is_asked_for_twice(tmp_path, settings):
    (tmp_path / "templates").mkdir()
    page = tmp_path / "templates" / "home.html"
    page.write_text("one")
    first = build_of(tmp_path)

    page.write_text("two")

    assert build_of(tmp_path) != first
    page.write_text("one")
    assert build_of(tmp_path) == first


def test_today_is_the_sites_own_day_when_nothing_else_is_said(db):
    watch = Watch(site_version, Bell(None))

    assert watch.state() == State(0, timezone.localdate().isoformat())
