"""The WSGI application that answers from what is kept, and asks Django for the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from acuinfo.accounts.visitors import DESK
from acuinfo.publishing import process_caches
from acuinfo.publishing.actions import after_commit

from .answer import Answer, Headers, answer_of, preferred
from .memory import Key, Memory
from .redis import RedisStore, SharedStore
from .version import Bell, State, VersionReader, Watch, bell_file, build_of

LARGEST = 1 << 20
"""Bytes of the largest body that is kept; a large download passes through."""
LONGEST_ADDRESS = 2000
KEPT_STATUSES = ("200", "301", "410")
"""404 is left out: there is no end of addresses that lead nowhere, and they would crowd out pages."""
NEVER = (DESK, "/static/", "/healthz", "/readyz", "/metrics")
PRIVATE_HEADERS = ("HTTP_COOKIE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_ACCEPT_ENCODING", "HTTP_RANGE")
"""What a kept answer must not depend on; the application never sees them."""


class PageCache:
    """A WSGI application that answers for another one what it has answered before."""

    def __init__(
        self, application: WSGIApplication, watch: Watch, limit: int, store: SharedStore | None = None
    ) -> None:
        self.application, self.watch, self.store = application, watch, store
        self.memory = Memory(limit)
        self._clears = watch.bell.clears
        self._hosts: set[str] = set()
        self._encodings: dict[str, str] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, from the shared store, or by asking the application."""
        if self.watch.bell.clears != self._clears:
            self._clear_everything()
        state = self.watch.state() if self._is_public(environ) else None
        if state is None:
            return self.application(environ, start_response)
        key = (_scheme(environ), _address(environ))
        answer = self.memory.get(state, key) or self._from_store(state, key)
        if answer is None:
            return self._ask(environ, start_response, state, key)
        return self._send(answer, environ, start_response)

    def clear(self) -> None:
        """Drop every answer of this worker, and what it knows about the site."""
        self.watch.forget()
        self.memory.clear()
        self._hosts.clear()
        self._encodings.clear()

    def _clear_everything(self) -> None:
        clears = self.watch.bell.clears
        process_caches.clear()
        self._clears = clears  # last, so that no other thread answers before all is gone

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
            if self.memory.put(state, key, answer) and self.store is not None:
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


def wrap(application: WSGIApplication) -> WSGIApplication:
    """Put the page cache before Django, unless PAGE_CACHE_MB is 0 or templates are being worked on (DEBUG)."""
    if settings.DEBUG or not settings.PAGE_CACHE_BYTES:
        return application
    bell = Bell(bell_file())
    after_commit(bell.ring)
    store = RedisStore(settings.CACHE_URL, build_of(settings.BASE_DIR)) if settings.CACHE_URL else None
    cache = PageCache(application, Watch(VersionReader(), bell), settings.PAGE_CACHE_BYTES, store)
    process_caches.add(cache.clear)
    return cache
