"""Who asks, and whether for the desk: what every room that meets requests wants to know."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Handler = Callable[[HttpRequest], HttpResponseBase]

DESK = "/admin/"
"""Where the desk stands; cookies, policies and caching differ there."""


def is_desk(request: HttpRequest) -> bool:
    """Tell whether a request is for the editors' desk."""
    return request.path.startswith(DESK)


def takes_letters(path: str) -> bool:
    """Tell whether readers may send something to an address (``acuinfo.correspondence``)."""
    return path.startswith("/alerts/") or path.endswith("/feedback/")


def visitor_address(request: HttpRequest) -> str:
    """Return who is asking: the connection's address, or what one of our own proxies says."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if direct not in settings.TRUSTED_PROXIES:
        return direct
    said = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")[-1].strip()
    try:
        return str(ipaddress.ip_address(said))
    except ValueError:
        return direct
