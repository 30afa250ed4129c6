"""What every template may use."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from acuinfo.correspondence import alerts
from acuinfo.publishing import process_caches
from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.language import Label

TAGLINE = _("What the evidence says about acupuncture for long-lasting pain")


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the site's name, address, tagline and navigation, and this page's own absolute address."""
    return {
        "site": {
            "name": settings.SITE_NAME,
            "url": settings.SITE_URL,
            "tagline": TAGLINE,
            "navigation": _navigation,
            "lists": lambda: [(reverse(f"{spec.folder}:list"), spec.list_link) for spec in kinds()],
            "has_mail": alerts.are_on(),
            "place": _place(request.path),
            "page_url": settings.SITE_URL + request.path,
        }
    }


@cache
def _navigation() -> tuple[tuple[str, Label], ...]:
    """Return the main navigation: address and name of each list, of the map and of the page about this site."""
    lists = ((reverse(f"{spec.folder}:list"), spec.plural) for spec in kinds())
    return (
        *lists,
        (reverse("evidence-map"), _("Evidence map")),
        (reverse("site-page", args=["about"]), _("About")),
    )


process_caches.add(_navigation.cache_clear)


def _place(path: str) -> str:
    """Return where an address stands in the main navigation, which is all that the header depends on."""
    return "".join("here " if path == url else "below " if url in path else "- " for url, _label in _navigation())
