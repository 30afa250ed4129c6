"""What every template may use."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

TAGLINE = gettext_noop("What the evidence says about acupuncture for long-lasting pain")


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the site's name, address and tagline, and this page's own absolute address."""
    return {
        "site": {
            "name": settings.SITE_NAME,
            "url": settings.SITE_URL,
            "tagline": gettext(TAGLINE),
            "place": _place(request.path),
            "page_url": settings.SITE_URL + request.path,
        }
    }


@cache
def _navigation() -> tuple[str, ...]:
    names = ("conditions:list", "conditions:evidence-list", "conditions:safety-list", "articles:list", "conditions:map")
    return (*(reverse(name) for name in names), reverse("site-page", args=["about"]))


def _place(path: str) -> str:
    """Return where an address stands in the main navigation, which is all that the header depends on."""
    return "".join("here " if path == url else "below " if url in path else "- " for url in _navigation())
