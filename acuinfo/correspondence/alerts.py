"""Telling readers by e-mail what changed, if they asked for it and said so again from their own mail.

**Once for each change, never twice.** An alert knows the change up to which it was told. A turn moves that mark and
only then sends: whoever moves it sends, so two schedulers never send the same, and a crash between the two sends
nothing twice. A mail server that is down puts the mark back, one that knows no such address ends
the alert. After a crash nobody knows whether the mail left; the
next one says so and leads to the whole list.

**Nothing by opening a link.** Mail scanners open every link, so confirming and leaving are a POST; leaving takes one
click in the reader's mail program (RFC 8058).
"""

import datetime as dt
import logging
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from acuinfo.finding.change_list import ChangeList, chosen_changes
from acuinfo.publishing.models import Change, site_version

from .models import Alert
from .post import Delivery, Post, without_address
from .sealed import Unreadable, fingerprint, seal, unseal

logger = logging.getLogger(__name__)

MOST_FOR_ONE = 10
"""Alerts that one address can have."""
CONFIRM_WITHIN = dt.timedelta(days=3)
"""After it, what was not confirmed is deleted."""
MOST_ASKED = 3
"""Questions that one address gets while it confirms none: nobody can make us write to a stranger again and again."""
PAUSE = dt.timedelta(hours=20)
"""Between two mails of one alert: what changes in one day comes together."""
AT_ONCE = 200
"""Mails in one turn."""
LISTED = 20
"""Changes that a mail names; the rest is behind its link."""

_signer = Signer(salt="correspondence.alert")


def are_on() -> bool:
    """Tell whether mail is set up: without it nobody is asked for an address."""
    return bool(settings.EMAIL_BACKEND != "django.core.mail.backends.dummy.EmailBackend")


# --- Asking, confirming, leaving --------------------------------------------------------------------------------
@transaction.atomic
def ask(address: str, wanted: ChangeList) -> None:
    """Note a wish and send the question whether it is theirs. Who may ask learns nothing about who has asked before."""
    name, _at, domain = address.strip().rpartition("@")
    address = f"{name}@{domain.lower()}"
    mark, wish = fingerprint(address.casefold(), "alert"), QueryDict(mutable=True)
    wish.update(dict(wanted.parameters))
    theirs = Alert.objects.filter(fingerprint=mark)
    theirs.filter(confirmed_at=None, asked_at__lt=timezone.now() - CONFIRM_WITHIN).delete()
    unconfirmed = theirs.filter(confirmed_at=None).count()
    if theirs.filter(wanted=wish.urlencode()).exists() or unconfirmed >= MOST_ASKED or theirs.count() >= MOST_FOR_ONE:
        return
    try:
        with transaction.atomic():
            made = Alert.objects.create(
                fingerprint=mark, wanted=wish.urlencode(), sealed_address=seal(address), told_until=site_version()
            )
    except IntegrityError:  # asked twice at the same moment
        return
    message = _question(made, address, wanted)
    transaction.on_commit(lambda: _send(message, made), robust=True)


def _send(message: EmailMessage, alert: Alert) -> None:
    """Send the question. Who cannot get it has not asked, and may ask again."""
    try:
        message.send()
    except OSError as error:
        logger.error("question not sent", extra={"data": {"alert": alert.pk, **without_address(error)}})
        Alert.objects.filter(pk=alert.pk, confirmed_at=None).delete()


def token_of(alert: Alert) -> str:
    """Return what the links of an alert hold: the right to confirm and to end it."""
    return _signer.sign_object([alert.pk, alert.fingerprint])


def alert_for(token: str) -> Alert | None:
    """Return the alert of a link, or None when it has ended or never was."""
    try:
        pk, mark = _signer.unsign_object(token)
    except (BadSignature, ValueError):
        return None
    return Alert.objects.filter(pk=pk, fingerprint=mark).first()


def confirm(alert: Alert) -> None:
    """Begin to tell this reader, from now on."""
    Alert.objects.filter(pk=alert.pk, confirmed_at=None).update(confirmed_at=timezone.now(), told_until=site_version())


def leave(alert: Alert) -> None:
    """Delete an alert with the address."""
    alert.delete()


def wanted_by(alert: Alert) -> ChangeList | None:
    """Return the list of changes that an alert is about; None when it can no longer be asked for."""
    try:
        return chosen_changes(QueryDict(alert.wanted), reverse("publishing:changes"))
    except Http404:
        return None


def forget() -> int:
    """Delete what nobody confirmed in time. Return how many."""
    deleted, _rows = Alert.objects.filter(confirmed_at=None, asked_at__lt=timezone.now() - CONFIRM_WITHIN).delete()
    return deleted


# --- Telling ----------------------------------------------------------------------------------------------------
def tell(post: Post) -> int:
    """Send each alert what changed since its last mail. Return how many mails could not be sent, for a later turn.

    Whose address is refused for now, or cannot be read with today's key, waits for a `PAUSE` behind the others.
    """
    version, now, failed = site_version(), timezone.now(), 0
    due = Alert.objects.filter(confirmed_at__isnull=False, told_until__lt=version)
    for alert in due.exclude(told_at__gt=now - PAUSE).order_by("told_until", "pk")[:AT_ONCE]:
        if post.is_down:
            break
        wanted = wanted_by(alert)
        changes = list(_between(wanted, alert.told_until, version)) if wanted else []
        if not changes or wanted is None:
            Alert.objects.filter(pk=alert.pk, told_until=alert.told_until).update(told_until=version)
        elif _claimed(alert, version, now):
            failed += not _told(post, alert, wanted, changes, now)
    return failed


def _between(wanted: ChangeList, after: int, until: int) -> QuerySet[Change]:
    rows = wanted.all_rows.filter(pk__gt=after, pk__lte=until).select_related("publication", "source")
    return rows.defer("publication__search_text")


def _claimed(alert: Alert, version: int, now: dt.datetime) -> bool:
    """Move the mark, which only one can."""
    mine = Alert.objects.filter(pk=alert.pk, told_until=alert.told_until)
    return bool(mine.update(told_until=version, told_at=now, is_being_told=True))


def _told(post: Post, alert: Alert, wanted: ChangeList, changes: Sequence[Change], now: dt.datetime) -> bool:
    row, before = Alert.objects.filter(pk=alert.pk), (alert.told_until, alert.is_being_told)
    try:
        address = unseal(alert.sealed_address)
    except Unreadable:  # a wrong SECRET_KEY, say, which somebody will put right
        logger.error("address of an alert cannot be read", extra={"data": {"alert": alert.pk}})
        row.update(told_until=before[0], told_at=now, is_being_told=before[1])
        return False
    outcome = post.send(_mail(alert, address, wanted, changes), alert=alert.pk)
    if outcome == Delivery.SENT:
        row.update(is_being_told=False)
    elif outcome == Delivery.NO_SUCH_ADDRESS:
        row.delete()
    else:
        told_at = alert.told_at if outcome == Delivery.SERVER_DOWN else now
        row.update(told_until=before[0], told_at=told_at, is_being_told=before[1])
    return outcome in (Delivery.SENT, Delivery.NO_SUCH_ADDRESS)


# --- The mails --------------------------------------------------------------------------------------------------
def _question(alert: Alert, address: str, wanted: ChangeList) -> EmailMessage:
    link = settings.SITE_URL + reverse("alert", args=[token_of(alert)])
    days = {"days": CONFIRM_WITHIN.days, "site": settings.SITE_NAME}
    body = [
        gettext("Somebody, we hope you, asked to be told by e-mail:") + f"\n{wanted.title}",
        gettext("If it was you, open this page and press the button there:") + f"\n{link}",
        gettext("If not, do nothing. We delete your address after %(days)d days and write no more.") % days,
        f"{settings.SITE_NAME}\n{settings.SITE_URL}",
    ]
    subject = gettext("Do you want to hear of changes?")
    return EmailMessage(f"[{settings.SITE_NAME}] {subject}", "\n\n".join(body) + "\n", to=[address])


def _mail(alert: Alert, address: str, wanted: ChangeList, changes: Sequence[Change]) -> EmailMessage:
    page = settings.SITE_URL + reverse("alert", args=[token_of(alert)])
    everything = gettext("Everything that changed:") + f"\n{settings.SITE_URL}{wanted.first_url}"
    body = ["\n\n".join(map(_line, changes[:LISTED]))]
    if len(changes) > LISTED:
        body.append(gettext("And %(count)d more.") % {"count": len(changes) - LISTED})
    if alert.is_being_told:
        body.append(gettext("An earlier mail may not have reached you; the list has what it told."))
    body += [everything, gettext("You asked for these mails. To end them and delete your address:") + f"\n{page}"]
    headers = {
        "List-Unsubscribe": f"<{page}leave/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    subject = f"[{settings.SITE_NAME}] {' '.join(wanted.title.split())}"
    return EmailMessage(subject, "\n\n".join([*body, settings.SITE_NAME]) + "\n", to=[address], headers=headers)


def _line(change: Change) -> str:
    said = [f"{change.get_news_display()}: {change.get_what_display()}: {change.subject}", change.note]
    return "\n".join([*filter(None, said), settings.SITE_URL + (change.url or reverse("publishing:changes"))])
