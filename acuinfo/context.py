"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

TAGLINE = "What the evidence says about acupuncture for long-lasting pain"


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the site's name, address and tagline, and this page's own absolute address."""
    return {
        "site": {
            "name": settings.SITE_NAME,
            "url": settings.SITE_URL,
            "tagline": TAGLINE,
            "page_url": settings.SITE_URL + request.path,
        }
    }
