"""One line of JSON for everybody who came in, was refused or left (see `acuinfo.logs`).

Codes and passwords are never written. Names are cut to what an account's name may be, for a refused name can be
anything, and sometimes is a password typed into the wrong field.
"""

import logging

from django.http import HttpRequest

from acuinfo.middleware import visitor_address

from .passwords import MAX_NAME

logger = logging.getLogger("acuinfo.accounts")


def signed_in(request: HttpRequest, name: str, *, with_second_factor: bool) -> None:
    """Record a sign-in."""
    logger.info("signed in", extra={"data": {**_who(request, name), "second_factor": with_second_factor}})


def refused(request: HttpRequest, name: str, reason: str) -> None:
    """Record a refused sign-in. The reason is for us; the page says less."""
    logger.warning("sign-in refused", extra={"data": {**_who(request, name), "reason": reason}})


def signed_out(request: HttpRequest, name: str, reason: str) -> None:
    """Record the end of a session."""
    logger.info("signed out", extra={"data": {**_who(request, name), "reason": reason}})


def second_factor(request: HttpRequest, name: str, what: str) -> None:
    """Record that a second factor was set up, or that setting it up failed."""
    logger.info("second factor", extra={"data": {**_who(request, name), "what": what}})


def _who(request: HttpRequest, name: str) -> dict[str, str]:
    return {"name": name[:MAX_NAME], "address": visitor_address(request)}
