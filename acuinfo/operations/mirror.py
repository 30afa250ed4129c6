"""A static copy of the public site: every page, feed and file, served by any web server from its root.

What a copy cannot do (search, combined filters, the API) leads to a page that says so. Filters by one tag and later
pages of a list get addresses of their own: ``/conditions/?tag=knee&page=2`` becomes ``/conditions/tag-knee/page-2/``.
"""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import get_language, gettext as _

from acuinfo.accounts.visitors import DESK, takes_letters

NOT_HERE = "/not-in-this-copy/"
LEFT_OUT = (DESK, "/api/", "/search/", "/healthz", "/readyz", "/metrics")
STARTS = ("/", NOT_HERE, "/sitemap.xml", "/robots.txt", "/.well-known/security.txt", "/feeds/changes.atom", "/changes/")
IN_HTML = re.compile(r'(?<=[\s])(href|src|action)="([^"]*)"')
SHARED_PICTURE = re.compile(r'property="og:image" content="([^"]+)"')
IN_CSS = re.compile(r"""url\(\s*['"]?([^'")]+)['"]?\s*\)|@import\s+['"]([^'"]+)['"]""")
IN_SCRIPT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*['"](\.{0,2}/[^'"]+)['"]""")
IN_MANIFEST = re.compile(r'"src":\s*"([^"]+)"')
LINKS = {".css": IN_CSS, ".js": IN_SCRIPT, ".webmanifest": IN_MANIFEST}
IN_SITEMAP = re.compile(r"<loc>([^<]+)</loc>")


KEPT_STATE = re.compile(r"|(tag|comparator)=[\w-]+|page=[1-9]\d*|(tag|comparator)=[\w-]+&page=[1-9]\d*", re.ASCII)
"""The states of a list that the copy holds: any page, with at most one tag, and the map of each comparator."""


@dataclass
class Mirror:
    """The state of one copy under way."""

    folder: Path
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    waiting: deque[str] = field(default_factory=lambda: deque(STARTS))
    seen: set[str] = field(default_factory=lambda: set(STARTS))
    broken: list[str] = field(default_factory=list)
    """Addresses that some page links to but that do not answer, with what they answered."""

    def write(self) -> Iterator[str]:
        """Write everything that can be reached; yield each address when it is written."""
        while self.waiting:
            address = self.waiting.popleft()
            self._save(address, self._read(address))
            yield address

    def take(self, address: str) -> None:
        """Put an address on the list, once."""
        if address not in self.seen:
            self.seen.add(address)
            self.waiting.append(address)

    # --- Reading ------------------------------------------------------------------------------------------------
    def _read(self, address: str) -> bytes:
        if address == NOT_HERE:
            request = RequestFactory().get(address)
            return self._relink(address, render_to_string("not_in_this_copy.html", request=request))
        return self._file(address) if address.startswith(settings.STATIC_URL) else self._page(address)

    def _page(self, address: str) -> bytes:
        answer = self.client.get(
            address, secure=settings.IS_HTTPS, headers={"host": urlsplit(settings.SITE_URL).netloc}
        )
        if answer.status_code in (301, 302):
            return _signpost(self._link(address, answer["Location"].removeprefix(settings.SITE_URL)))
        if answer.status_code not in (200, 410):
            self.broken.append(f"{address} ({answer.status_code})")
        body = b"".join(answer)
        if answer["Content-Type"].startswith("text/html"):
            return self._relink(address, body.decode())
        if address.startswith("/sitemap"):
            for found in IN_SITEMAP.findall(body.decode()):
                self.take(html.unescape(found).removeprefix(settings.SITE_URL))
        return body

    def _file(self, address: str) -> bytes:
        name = unquote(address.removeprefix(settings.STATIC_URL))
        collected = Path(staticfiles_storage.path(name))
        path = collected if collected.is_file() else Path(str(finders.find(name) or ""))
        if not path.is_file():
            self.broken.append(f"{address} (no such file; run collectstatic)")
            return b""
        body = path.read_bytes()
        pattern = LINKS.get(path.suffix)
        for match in pattern.finditer(body.decode()) if pattern else ():
            target = urlsplit(urljoin(address, next(filter(None, match.groups())))).path
            if target.startswith(settings.STATIC_URL):
                self.take(target)
        return body

    # --- Links --------------------------------------------------------------------------------------------------
    def _relink(self, address: str, text: str) -> bytes:
        def relink(match: re.Match[str]) -> str:
            return f'{match[1]}="{html.escape(self._link(address, html.unescape(match[2])))}"'

        for picture in SHARED_PICTURE.findall(text):
            self.take(html.unescape(picture).removeprefix(settings.SITE_URL))
        return IN_HTML.sub(relink, text).encode()

    def _link(self, address: str, link: str) -> str:
        """Return where a link on a page leads in the copy, and put that page on the list."""
        if link.startswith("#") or urlsplit(link).scheme or link.startswith("//"):
            return link
        target = urlsplit(urljoin(address, link))
        if target.path.startswith(LEFT_OUT) or takes_letters(target.path) or not KEPT_STATE.fullmatch(target.query):
            return NOT_HERE
        self.take(f"{target.path}?{target.query}" if target.query else target.path)
        return place(target.path, target.query) + (f"#{target.fragment}" if target.fragment else "")

    # --- Writing ------------------------------------------------------------------------------------------------
    def _save(self, address: str, body: bytes) -> None:
        target = urlsplit(address)
        path = self.folder / unquote(place(target.path, target.query)).lstrip("/")
        if target.path.endswith("/"):
            path /= "index.html"
        if not path.resolve().is_relative_to(self.folder.resolve()):
            self.broken.append(f"{address} (leads out of the copy)")
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


def place(path: str, query: str) -> str:
    """Return the address in the copy of a path and query: a folder for each part of the query."""
    parts = [f"{name}-{value}" for name, value in parse_qsl(query)]
    if not parts:
        return path
    if path.endswith("/"):
        return path + "".join(f"{part}/" for part in parts)
    stem, dot, suffix = path.rpartition(".")
    return ".".join([stem, *parts]) + dot + suffix


def _signpost(target: str) -> bytes:
    """Return a page that leads on: a copy cannot redirect."""
    safe, moved, go_on = html.escape(target), _("This page has moved"), _("go on")
    return (
        f'<!doctype html>\n<html lang="{get_language()}"><head><meta charset="utf-8"><title>{moved}</title>'
        f'<meta http-equiv="refresh" content="0; url={safe}"></head>'
        f'<body><p>{moved}: <a href="{safe}">{go_on}</a>.</p></body></html>\n'
    ).encode()
