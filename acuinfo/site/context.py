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
    """Return the site's name, address, licence, tagline and navigation, and this page's own absolute address."""
    section = _section(request.path)
    return {
        "site": {
            "name": settings.SITE_NAME,
            "url": settings.SITE_URL,
            "tagline": TAGLINE,
            "licence": settings.CONTENT_LICENCE,
            "licence_url": settings.CONTENT_LICENCE_URL,
            "navigation": _navigation,
            "lists": lambda: [(reverse(f"{spec.folder}:list"), spec.list_link) for spec in kinds()],
            "section": section,
            "is_at_section": request.path == section,
            "has_mail": alerts.are_on(),
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


def _section(path: str) -> str:
    """Return the address in the main navigation that a page stands at or below, "" for none."""
    return next((url for url, _label in _navigation() if path.startswith(url)), "")
