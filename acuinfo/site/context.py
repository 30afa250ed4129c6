"""What every template may use."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from acuinfo.publishing import process_caches
from acuinfo.publishing.kinds import kinds

TAGLINE = gettext_noop("What the evidence says about acupuncture for long-lasting pain")


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the site's name, address, tagline and navigation, and this page's own absolute address."""
    return {
        "site": {
            "name": settings.SITE_NAME,
            "url": settings.SITE_URL,
            "tagline": gettext(TAGLINE),
            "navigation": lambda: [(url, gettext(name)) for url, name in _navigation()],
            "lists": lambda: [(reverse(f"{spec.folder}:list"), gettext(spec.list_link)) for spec in kinds()],
            "place": _place(request.path),
            "page_url": settings.SITE_URL + request.path,
        }
    }


@cache
def _navigation() -> tuple[tuple[str, str], ...]:
    """Return the main navigation: address and name of each list, of the map and of the page about this site."""
    lists = ((reverse(f"{spec.folder}:list"), spec.plural) for spec in kinds())
    return (
        *lists,
        (reverse("evidence-map"), gettext_noop("Evidence map")),
        (reverse("site-page", args=["about"]), gettext_noop("About")),
    )


process_caches.add(_navigation.cache_clear)


def _place(path: str) -> str:
    """Return where an address stands in the main navigation, which is all that the header depends on."""
    return "".join("here " if path == url else "below " if url in path else "- " for url, _name in _navigation())
