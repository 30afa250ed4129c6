"""What happens to every request, from the outside in."""

import hashlib
import re

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.shortcuts import render
from django.utils.http import quote_etag

from acuinfo.accounts.visitors import Handler, is_desk, takes_letters
from acuinfo.publishing.models import site_version
from acuinfo.reading.about_me import NAME as ABOUT_ME

from .problems import problem_document

API = "/api/"
READING = ("GET", "HEAD")
PRIVATE = "private, no-store"
TELLING = ("/infobutton", "/alerts", "/admin/outside-review")
"""Where addresses tell of somebody, or open what is theirs: no cache keeps one, no mail about an error names one."""
PUBLIC = "public, max-age=0, s-maxage=5, stale-if-error=86400"
MAX_ADDRESS = 4000
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def security_headers(get_response: Handler) -> Handler:
    """Set the security headers on every answer, errors, redirects and static files included."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        is_ours = request.META.get("REMOTE_ADDR") in settings.TRUSTED_PROXIES
        if is_ours and request.META.get("HTTP_X_FORWARDED_PROTO") == "https":
            request.META["wsgi.url_scheme"] = "https"
        response = get_response(request)
        headers = response.headers
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        if not getattr(response, "xframe_options_exempt", False):
            headers.setdefault("X-Frame-Options", "DENY")
        if not (settings.DEBUG and response.status_code in (404, 500)):  # Django's own error pages have inline style
            headers.setdefault("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
        if settings.IS_HTTPS:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload")
        return response

    return middleware


OPEN = re.compile(
    r"/api/.*|/infobutton/|/oembed|/embed/.*|(?!/static/|/admin/).*\.(?:atom|csv|ris|bib|json)|/static/acuinfo/share\b[\w.]*\.png"
)
"""What programs on pages of other sites may read: API, tables, feeds, citation files, embeds and share pictures."""
FOR_OTHERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "AcuInfo-Version, ETag, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def open_to_other_origins(get_response: Handler) -> Handler:
    """Let pages of other sites read what is made for programs, and answer their question whether they may."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not OPEN.fullmatch(request.path):
            return get_response(request)
        response = _may_be_read() if request.method == "OPTIONS" else get_response(request)
        for name, value in FOR_OTHERS.items():
            response.headers[name] = value
        return response

    return middleware


def _may_be_read() -> HttpResponse:
    methods = ", ".join(READING)
    allowed = {"Access-Control-Allow-Methods": methods, "Access-Control-Allow-Headers": "If-None-Match"}
    return HttpResponse(status=204, headers={"Allow": methods, **allowed, "Access-Control-Max-Age": "86400"})


def polite_requests(get_response: Handler) -> Handler:
    """Answer nonsense with 400 and other methods with 405 before anything else looks at them."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        may_send = is_desk(request) or (request.method == "POST" and takes_letters(request.path))
        if request.method == "TRACE" or not (may_send or request.method in READING):
            return _other_method(request)
        if _is_nonsense(request):
            return _nonsense(request)
        if request.method == "HEAD" and request.path.startswith(API):
            return _head_of_api(request, get_response)
        return get_response(request)

    return middleware


def _head_of_api(request: HttpRequest, get_response: Handler) -> HttpResponseBase:
    """Answer as for GET, since django-ninja knows no HEAD; the server drops the body."""
    request.method = "GET"
    try:
        return get_response(request)
    finally:
        request.method = "HEAD"


VERSION = "AcuInfo-Version"


def api_version(get_response: Handler) -> Handler:
    """Name the site version on every answer of the API. It is read first: an answer is at least as new as it says."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(API):
            return get_response(request)
        version = site_version()
        response = get_response(request)
        response.headers[VERSION] = str(version)
        return response

    return middleware


def cookies_for_the_desk(get_response: Handler) -> Handler:
    """Keep cookies from everything but the desk, so that public pages can neither depend on one nor renew one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not is_desk(request):
            request.META.pop("HTTP_COOKIE", None)
        return get_response(request)

    return middleware


def _other_method(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(API):
        answer: HttpResponse = problem_document(405, "The API is for reading: use GET or HEAD.")
    else:
        answer = render(request, "405.html", status=405)
    answer.headers["Allow"] = ", ".join((*READING, "POST") if takes_letters(request.path) else READING)
    return answer


def _nonsense(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(API):
        return problem_document(400, "The address is too long or holds control characters.")
    return render(request, "400.html", status=400)


def _is_nonsense(request: HttpRequest) -> bool:
    if len(request.get_full_path()) > MAX_ADDRESS or FORBIDDEN.search(request.path):
        return True
    texts = [text for key, values in request.GET.lists() for text in (key, *values)]
    return any(FORBIDDEN.search(text) for text in texts)


EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
"""The one style element that the editor widget (django-prose-editor 0.28) makes."""


def editor_style_hash(get_response: Handler) -> Handler:
    """Allow the editor widget's style element, on the desk only."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if is_desk(request):
            response._csp_update = {"style-src": [EDITOR_STYLE]}  # type: ignore[attr-defined]  # read by django-csp
        return response

    return middleware


def caching(get_response: Handler) -> Handler:
    """Tell caches what they may keep, and answer 304 when the reader has it already."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if ABOUT_ME in request.GET:
            _keep_to_the_reader(response)
        elif is_desk(request) or response.cookies or request.path.startswith(TELLING):
            response.headers["Cache-Control"] = PRIVATE
        elif "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = PUBLIC if response.status_code in (200, 301, 410, 404) else PRIVATE
        if isinstance(response, HttpResponse) and response.status_code == 200 and not is_desk(request):
            return _not_modified(request, response)
        return response

    return middleware


def _keep_to_the_reader(response: HttpResponseBase) -> None:
    """Let nobody keep, pass on or list an answer whose address tells what a reader said of themselves."""
    response.headers["Cache-Control"] = PRIVATE
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"


def _not_modified(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response.headers["ETag"] = etag
    asked = [tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")]
    if etag not in asked:
        return response
    answer = HttpResponseNotModified()
    for name in ("Cache-Control", "Content-Location", "ETag", "Link", "Vary", VERSION):
        if name in response.headers:
            answer.headers[name] = response.headers[name]
    return answer
