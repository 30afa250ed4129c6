"""Addresses that browsers and crawlers ask without being led there."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.utils import timezone

from acuinfo.accounts.visitors import DESK


def favicon(request: HttpRequest) -> HttpResponse:
    """Lead browsers that ask without looking to the icon."""
    return HttpResponsePermanentRedirect(static("acuinfo/favicon.svg"))


def robots(request: HttpRequest) -> HttpResponse:
    """Say what search engines may read."""
    lines = [
        "User-agent: *",
        f"Disallow: {DESK}",
        "Disallow: /search/",
        "Disallow: /*?*tag=*&tag=",
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def security_txt(request: HttpRequest) -> HttpResponse:
    """Say whom to tell about a hole."""
    expires = (timezone.now() + dt.timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    contact = settings.CONTACT or f"{settings.SITE_URL}/about/"
    lines = (
        f"Contact: {contact}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        "",
    )
    text = "\n".join(lines)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
