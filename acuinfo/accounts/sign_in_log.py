"""One line of JSON for everybody who came in, was refused or left (see `acuinfo.operations.logs`).

Who came in and left is also kept in the admin's log for a year, for the page “Who did what” (see `forget_sign_ins`).

Codes and passwords are never written. Names are cut to what an account's name may be, for a refused name can be
anything, and sometimes is a password typed into the wrong field.
"""

import logging

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from acuinfo.accounts.visitors import visitor_address

from .passwords import MAX_NAME

logger = logging.getLogger("acuinfo.accounts")

SIGNED_IN, SIGNED_OUT = 101, 102
SIGN_IN_FLAGS = {SIGNED_IN: _("Signed in"), SIGNED_OUT: _("Signed out")}
"""Our own flags in the admin's log; Django's are 1 to 3."""


def signed_in(request: HttpRequest, name: str, *, with_second_factor: bool) -> None:
    """Record a sign-in."""
    logger.info("signed in", extra={"data": {**_who(request, name), "second_factor": with_second_factor}})
    how = "with a second factor" if with_second_factor else "with a password alone"
    _keep(name, SIGNED_IN, f"From {visitor_address(request)}, {how}.")


def refused(request: HttpRequest, name: str, reason: str) -> None:
    """Record a refused sign-in. The reason is for us; the page says less."""
    logger.warning("sign-in refused", extra={"data": {**_who(request, name), "reason": reason}})


def signed_out(request: HttpRequest, name: str, reason: str) -> None:
    """Record the end of a session."""
    logger.info("signed out", extra={"data": {**_who(request, name), "reason": reason}})
    _keep(name, SIGNED_OUT, f"{reason.capitalize()}.")


def second_factor(request: HttpRequest, name: str, what: str) -> None:
    """Record that a second factor was set up, or that setting it up failed."""
    logger.info("second factor", extra={"data": {**_who(request, name), "what": what}})


def _keep(name: str, flag: int, sentence: str) -> None:
    user = User.objects.filter(username=name).first()
    if user is not None:
        LogEntry.objects.create(
            user=user,
            content_type=ContentType.objects.get_for_model(User),
            object_id=str(user.pk),
            object_repr=name,
            action_flag=flag,
            change_message=sentence,
        )


def _who(request: HttpRequest, name: str) -> dict[str, str]:
    return {"name": name[:MAX_NAME], "address": visitor_address(request)}
