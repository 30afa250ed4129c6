"""The page cache: outermost, before Django's own stack.

What a public address answers is a pure function of the address, the site version, the day (pages say when a review
is late) and the build. So an answer is rendered once for that key, compressed once, and given out until the key
changes. Nothing is ever expired by time and nothing has to be purged: a publish or a withdrawal moves the site version,
and with it every key. The decision, the bounds and the figures are in docs/adr/0005.

How fresh: the version is read from the database at most once a second. A worker that publishes, or sees a new version,
rings a bell that all workers of the machine hear at their next request, so no reader is sent back in time by another
worker. While the database is away the last known version stands, for at most a day.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
import mmap
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Any, Protocol
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import brotli
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections
from django.http.request import split_domain_port, validate_host
from django.utils import timezone
from redis import Redis
from redis.exceptions import RedisError

from acuinfo.publishing.actions import after_commit
from acuinfo.publishing.models import Change

logger = logging.getLogger(__name__)

READ_EVERY = 1.0
"""Seconds between two looks at the site version."""
LAST_RESORT = 86_400.0
"""Seconds for which the last known version stands while the database is away (as stale-if-error says)."""
PATIENCE = 0.25
"""Seconds a request waits for another thread that is looking at the version."""
LARGEST = 1 << 20
"""Bytes of the largest body that is kept; the sitemap of a large site passes through."""
LONGEST_ADDRESS = 2000
KEPT_STATUSES = ("200", "301", "410")
"""404 is left out: there is no end of addresses that lead nowhere, and they would crowd out pages."""
NEVER = ("/admin/", "/static/", "/healthz", "/readyz", "/metrics")
PRIVATE_HEADERS = ("HTTP_COOKIE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_ACCEPT_ENCODING", "HTTP_RANGE")
"""What a kept answer must not depend on; the application never sees them."""

Headers = list[tuple[str, str]]
Key = tuple[str, str]


# --- What the answers depend on ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class State:
    """What the whole public site is a function of, besides the address."""

    version: int
    day: str

    def __str__(self) -> str:
        return f"{self.version}:{self.day}"


class Bell:
    """A counter in memory that all workers of this machine share, through a small file; without the file, our own."""

    def __init__(self, path: Path | None) -> None:
        self._count = memoryview(bytearray(8)).cast("Q")
        with suppress(OSError):
            if path is not None:
                self._count = memoryview(_shared(path)).cast("Q")

    @property
    def count(self) -> int:
        """How often it was rung. Two workers that ring at one moment may count once: the move is what matters."""
        return self._count[0]

    def ring(self, _version: int = 0) -> None:
        """Tell every worker to look at the version before its next answer."""
        self._count[0] = (self._count[0] + 1) & 0xFFFFFFFF


def _shared(path: Path) -> mmap.mmap:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        os.truncate(descriptor, 8)
        return mmap.mmap(descriptor, 8)
    finally:
        os.close(descriptor)


class VersionReader:
    """Reads the site version through a connection of its own, which survives restarts of the database."""

    def __init__(self, alias: str = "default") -> None:
        self._connection = connections.create_connection(alias)
        self._connection.inc_thread_sharing()
        self._sql = f"SELECT max(id) FROM {Change._meta.db_table}"

    def __call__(self) -> int:
        """Return the site version. Raises DatabaseError when the database does not answer a second attempt either."""
        try:
            return self._read()
        except (DatabaseError, InterfaceError):
            self._connection.close()
            return self._read()

    def _read(self) -> int:
        with self._connection.cursor() as cursor:
            cursor.execute(self._sql)
            return cursor.fetchone()[0] or 0


class Watch:
    """The state of the site as this process knows it: at most a second old, and never going back."""

    def __init__(
        self,
        read: Callable[[], int],
        bell: Bell,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[], str] = lambda: timezone.localdate().isoformat(),
    ) -> None:
        self._read, self._bell, self._clock, self._today = read, bell, clock, today
        self._lock = Lock()
        self._state: State | None = None
        self._heard = -1
        self._look_at = self._good_until = float("-inf")

    def state(self) -> State | None:
        """Return what the answers depend on now; None while nobody can know."""
        if self._clock() < self._look_at and self._bell.count == self._heard:
            return self._state
        if not self._lock.acquire(timeout=PATIENCE):
            self._look_at = self._clock() + READ_EVERY  # the database hangs: let the others go on
            return self._state
        try:
            if self._clock() >= self._look_at or self._bell.count != self._heard:
                self._look()
            return self._state
        finally:
            self._lock.release()

    def _look(self) -> None:
        heard, now = self._bell.count, self._clock()
        try:
            version = self._read()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("the site version cannot be read: %s", error)
            if now >= self._good_until:
                self._state = None
        else:
            heard = self._learn(version, heard)
            self._good_until = now + LAST_RESORT
        self._heard, self._look_at = heard, now + READ_EVERY

    def _learn(self, version: int, heard: int) -> int:
        """Take in a version; a new one is told to the other workers before anybody is answered from it."""
        before = self._state
        state = State(max(version, before.version if before else 0), self._today())
        if state == before:
            return heard
        self._state = state
        if before is None or self._bell.count != heard:
            return heard
        self._bell.ring()
        return heard + 1  # not the count of now: somebody else's ring must not be taken for ours


# --- One answer -------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Variant:
    """An answer in one encoding, ready to be sent."""

    etag: str
    headers: Headers
    headers_304: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in every encoding that makes it smaller."""

    status: str
    variants: Mapping[str, Variant]

    @property
    def size(self) -> int:
        """Bytes it takes to keep, roughly."""
        return 4000 + sum(len(variant.body) for variant in self.variants.values())


SENT_WITH_BODY = frozenset(
    {"content-length", "content-encoding", "content-type", "content-disposition", "etag", "vary"}
)


def answer_of(status: str, headers: Headers, body: bytes) -> Answer:
    """Compress an answer and write its headers, for each encoding."""
    digest = hashlib.sha256(body).hexdigest()[:32]
    bodies = {"": body}
    if len(body) > 500:
        bodies |= {"br": brotli.compress(body, quality=5), "gzip": gzip.compress(body, 6, mtime=0)}
    shared = [(name, value) for name, value in headers if name.lower() not in SENT_WITH_BODY]
    about = [(name, value) for name, value in headers if name.lower() in ("content-type", "content-disposition")]
    return Answer(status, {name: _variant(name, digest, shared, about, text) for name, text in bodies.items()})


def _variant(encoding: str, digest: str, shared: Headers, about: Headers, body: bytes) -> Variant:
    etag = f'"{digest}-{encoding}"' if encoding else f'"{digest}"'
    always = [*shared, ("ETag", etag), ("Vary", "Accept-Encoding")]
    how = [("Content-Encoding", encoding)] if encoding else []
    return Variant(etag, [*always, *about, *how, ("Content-Length", str(len(body)))], always, body)


def preferred(accepted: str) -> str:
    """Return the encoding to use for an Accept-Encoding header: br, gzip or "" (RFC 9110, 12.5.3)."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        with suppress(ValueError):
            weights[name.strip()] = float(parameter.strip().removeprefix("q=") or 1)
    weight, best = max(
        ((weights.get(name, weights.get("*", 0.0)), name) for name in ("br", "gzip")), key=lambda offer: offer[0]
    )
    return best if weight > 0 and weight >= weights.get("identity", 0.0) else ""


# --- Where answers are kept -------------------------------------------------------------------------------------
class Shelf:
    """Answers within a number of bytes, the longest unused one first to go."""

    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()

    def get(self, key: Key) -> Answer | None:
        """Return an answer and count it as used."""
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def take(self, key: Key) -> Answer | None:
        """Return an answer and forget it."""
        answer = self._answers.pop(key, None)
        self.size -= answer.size if answer is not None else 0
        return answer

    def put(self, key: Key, answer: Answer) -> None:
        """Keep an answer; older ones make room."""
        self.take(key)
        self._answers[key] = answer
        self.size += answer.size
        while self.size > self.limit:
            _key, oldest = self._answers.popitem(last=False)
            self.size -= oldest.size

    def clear(self) -> None:
        """Forget everything."""
        self._answers.clear()
        self.size = 0


class Memory:
    """The answers of one state. What was asked for once makes room before what was asked for again.

    So a robot that walks through every filter or search does not push out the pages that people read.
    """

    def __init__(self, limit: int) -> None:
        self._once, self._again = Shelf(limit // 4), Shelf(limit - limit // 4)
        self._state: State | None = None
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Bytes kept now."""
        return self._once.size + self._again.size

    def get(self, state: State, key: Key) -> Answer | None:
        """Return what is kept for exactly this state."""
        with self._lock:
            self._enter(state)
            answer = self._again.get(key)
            if answer is None and (answer := self._once.take(key)) is not None:
                self._again.put(key, answer)
            return answer

    def put(self, state: State, key: Key, answer: Answer) -> None:
        """Keep an answer, unless the site has moved on while it was made."""
        with self._lock:
            if state == self._state:
                self._once.put(key, answer)

    def _enter(self, state: State) -> None:
        if state is not self._state and state != self._state:
            self._once.clear()
            self._again.clear()
            self._state = state


class SharedStore(Protocol):
    """Where the workers of several machines leave answers for each other."""

    def get(self, key: str) -> Answer | None:
        """Return an answer, or None; never raises."""

    def put(self, key: str, answer: Answer) -> None:
        """Leave an answer if that is possible; never raises."""


class RedisStore:
    """Answers in Redis, for an hour. The site can do without: after an error it is left alone for five seconds."""

    def __init__(self, url: str, build: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis = Redis.from_url(url, socket_timeout=0.1, socket_connect_timeout=0.1)
        self._build, self._clock, self._rest_until = build, clock, float("-inf")

    def get(self, key: str) -> Answer | None:
        """Return an answer; None also for what cannot be read."""
        stored = self._try(lambda: self._redis.get(self._name(key)))
        try:
            return unpacked(stored) if isinstance(stored, bytes) else None
        except (ValueError, KeyError, TypeError):
            logger.warning("an answer in the shared store cannot be read")
            return None

    def put(self, key: str, answer: Answer) -> None:
        """Leave an answer."""
        self._try(lambda: self._redis.set(self._name(key), packed(answer), ex=3600))

    def _name(self, key: str) -> str:
        return f"acuinfo:page:{hashlib.sha256(f'{self._build} {key}'.encode()).hexdigest()}"

    def _try(self, ask: Callable[[], Any]) -> Any:
        if self._clock() < self._rest_until:
            return None
        try:
            return ask()
        except (RedisError, OSError) as error:
            logger.warning("the shared page store is away: %s", error)
            self._rest_until = self._clock() + 5
            return None


def packed(answer: Answer) -> bytes:
    """Return an answer as bytes: one line of JSON that describes it, then the bodies."""
    parts = [[name, v.etag, v.headers, v.headers_304, len(v.body)] for name, v in answer.variants.items()]
    return b"\n".join([json.dumps([answer.status, parts]).encode(), b"".join(v.body for v in answer.variants.values())])


def unpacked(stored: bytes) -> Answer:
    """Return what ``packed`` packed. Raises ValueError for anything else."""
    line, _, rest = stored.partition(b"\n")
    status, parts = json.loads(line)
    variants, start = {}, 0
    for name, etag, headers, headers_304, length in parts:
        body = rest[start : start + length]
        variants[name] = Variant(etag, _pairs(headers), _pairs(headers_304), body)
        start += length
    if start != len(rest):
        raise ValueError("the bodies are not as long as they should be")
    return Answer(status, variants)


def _pairs(rows: Iterable[tuple[str, str]]) -> Headers:
    return [(name, value) for name, value in rows]


# --- The wrapper ------------------------------------------------------------------------------------------------
class PageCache:
    """A WSGI application that answers for another one what it has answered before."""

    def __init__(
        self, application: WSGIApplication, watch: Watch, limit: int, store: SharedStore | None = None
    ) -> None:
        self.application, self.watch, self.store = application, watch, store
        self.memory = Memory(limit)
        self._hosts: set[str] = set()
        self._encodings: dict[str, str] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, from the shared store, or by asking the application."""
        state = self.watch.state() if self._is_public(environ) else None
        if state is None:
            return self.application(environ, start_response)
        key = (_scheme(environ), _address(environ))
        answer = self.memory.get(state, key) or self._from_store(state, key)
        if answer is None:
            return self._ask(environ, start_response, state, key)
        return self._send(answer, environ, start_response)

    def _is_public(self, environ: WSGIEnvironment) -> bool:
        """Tell whether the answer can be everybody's: a page, asked for by its name on one of our hosts, unsigned."""
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and not environ["PATH_INFO"].startswith(NEVER)
            and len(environ["PATH_INFO"]) + len(environ.get("QUERY_STRING", "")) <= LONGEST_ADDRESS
            and settings.SESSION_COOKIE_NAME not in environ.get("HTTP_COOKIE", "")
            and "HTTP_AUTHORIZATION" not in environ
            and self._is_our_host(environ.get("HTTP_HOST", ""))
        )

    def _is_our_host(self, host: str) -> bool:
        if host in self._hosts:
            return True
        domain, _port = split_domain_port(host)
        if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
            return False
        if len(self._hosts) < 100:
            self._hosts.add(host)
        return True

    def _from_store(self, state: State, key: Key) -> Answer | None:
        answer = self.store.get(_name(state, key)) if self.store is not None else None
        if answer is not None:
            self.memory.put(state, key, answer)
        return answer

    def _ask(self, environ: WSGIEnvironment, start_response: StartResponse, state: State, key: Key) -> Iterable[bytes]:
        """Ask the application as an anonymous GET; keep the answer if it is for everybody."""
        plain = {name: value for name, value in environ.items() if name not in PRIVATE_HEADERS}
        got: list[Any] = []

        def note(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], object]:
            got[:] = [status, headers]
            return lambda _data: None

        chunks = self.application({**plain, "REQUEST_METHOD": "GET"}, note)
        status, headers = got
        body = _whole(chunks) if is_for_everybody(status, headers) else chunks
        if isinstance(body, bytes):
            answer = answer_of(status, headers, body)
            self.memory.put(state, key, answer)
            if self.store is not None:
                self.store.put(_name(state, key), answer)
            return self._send(answer, environ, start_response)
        start_response(status, headers)
        if environ["REQUEST_METHOD"] == "HEAD":
            _close(body)
            return []
        return body

    def _send(self, answer: Answer, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        variant = answer.variants.get(self._encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))) or answer.variants[""]
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and answer.status.startswith("200") and _matches(asked, variant.etag):
            start_response("304 Not Modified", list(variant.headers_304))
            return []
        start_response(answer.status, list(variant.headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [variant.body]

    def _encoding(self, accepted: str) -> str:
        encoding = self._encodings.get(accepted)
        if encoding is None:
            encoding = preferred(accepted)
            if len(self._encodings) < 1000:
                self._encodings[accepted] = encoding
        return encoding


def is_for_everybody(status: str, headers: Headers) -> bool:
    """Tell whether an answer may be kept: public, no cookie, nothing but the encoding to vary by, no nonce.

    A redirect to an absolute address is left out: it repeats the host it was asked on.
    """
    found = {name.lower(): value for name, value in headers}
    return (
        status[:3] in KEPT_STATUSES
        and "public" in found.get("cache-control", "")
        and "set-cookie" not in found
        and found.get("vary", "").lower() in ("", "accept-encoding")
        and "content-encoding" not in found
        and "'nonce-" not in found.get("content-security-policy", "")
        and "://" not in found.get("location", "")
    )


def _whole(chunks: Iterable[bytes]) -> bytes | Iterable[bytes]:
    """Return the whole body, or, when it is too large to keep, the same chunks again."""
    read, size, rest = [], 0, iter(chunks)
    for chunk in rest:
        read.append(chunk)
        size += len(chunk)
        if size > LARGEST:
            return _Chunks(chain(read, rest), chunks)
    _close(chunks)
    return b"".join(read)


class _Chunks:
    """Chunks that were begun, with the original to close."""

    def __init__(self, chunks: Iterable[bytes], original: Iterable[bytes]) -> None:
        self._chunks, self._original = iter(chunks), original

    def __iter__(self) -> _Chunks:
        return self

    def __next__(self) -> bytes:
        return next(self._chunks)

    def close(self) -> None:
        _close(self._original)


def _close(chunks: Iterable[bytes]) -> None:
    close = getattr(chunks, "close", None)
    if close is not None:
        close()


def _matches(asked: str, etag: str) -> bool:
    """Compare weakly, as If-None-Match wants (RFC 9110, 13.1.2)."""
    return asked == etag or any(tag.strip().removeprefix("W/") in (etag, "*") for tag in asked.split(","))


def _scheme(environ: WSGIEnvironment) -> str:
    if environ.get("REMOTE_ADDR") in settings.TRUSTED_PROXIES and environ.get("HTTP_X_FORWARDED_PROTO") == "https":
        return "https"
    return str(environ["wsgi.url_scheme"])


def _address(environ: WSGIEnvironment) -> str:
    return f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"


def _name(state: State, key: Key) -> str:
    return f"{state} {key[0]} {key[1]}"


def build_of(root: Path) -> str:
    """Return a digest of everything besides the database that an answer depends on: code, templates, settings."""
    state = hashlib.sha256(
        repr([settings.SITE_URL, settings.SITE_NAME, settings.CONTACT, settings.LANGUAGE_CODE]).encode()
    )
    for folder in ("acuinfo", "conditions", "articles", "locale", "templates"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".css", ".js", ".svg", ".mo"):
                state.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return state.hexdigest()[:16]


def wrap(application: WSGIApplication) -> WSGIApplication:
    """Put the page cache before Django, unless PAGE_CACHE_MB is 0 or templates are being worked on (DEBUG)."""
    if settings.DEBUG or not settings.PAGE_CACHE_BYTES:
        return application
    bell = Bell(settings.VAR_DIR / "site.bell")
    after_commit(bell.ring)
    store = RedisStore(settings.CACHE_URL, build_of(settings.BASE_DIR)) if settings.CACHE_URL else None
    return PageCache(application, Watch(VersionReader(), bell), settings.PAGE_CACHE_BYTES, store)
