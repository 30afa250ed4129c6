"""What readers write to the editors: taken at the door, closed or answered at the desk, forgotten after a year."""

import datetime as dt
import logging

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from acuinfo.publishing.actions import Refused
from acuinfo.publishing.actions.guards import must
from acuinfo.publishing.models import Edition

from .models import Clarity, Remark
from .post import Delivery, Post
from .sealed import Unreadable, seal, unseal

logger = logging.getLogger(__name__)

MOST_OPEN = 100
"""Open remarks about one page; beyond it the door says that the editors have to catch up."""
KEPT = dt.timedelta(days=365)
"""How long remarks are kept: after they were closed, or, should nobody close them, after they came."""
AT_ONCE = 100
"""Answers sent in one turn."""
TRIED_FOR = dt.timedelta(days=3)
"""How long an answer is tried at an address that takes none for now, as mail servers do."""


class QueueFull(Exception):  # noqa: N818  no error: the reader is told
    """There are more open remarks about this page than anybody reads."""


@transaction.atomic
def take(edition: Edition, about: str, text: str, address: str = "") -> Remark:
    """Keep what a reader wrote about an edition. Raises QueueFull."""
    if Remark.objects.filter(edition__publication=edition.publication_id, status="open").count() >= MOST_OPEN:
        raise QueueFull
    sealed = seal(address) if address else ""
    return Remark.objects.create(edition=edition, about=about, text=text, sealed_address=sealed)


def count(edition: Edition, *, is_clear: bool) -> None:
    """Count one reader of an edition who found it clear, or did not."""
    found, _made = Clarity.objects.get_or_create(edition=edition)
    name = "clear" if is_clear else "unclear"
    Clarity.objects.filter(pk=found.pk).update(**{name: F(name) + 1})


@transaction.atomic
def close(*, remark: Remark, by: User, note: str, answer: str = "") -> Remark:
    """Close what a reader wrote, with a note for colleagues and, where they want one, an answer.

    The answer leaves with the next turn of ``send_letters``, and the address with it; without an answer it goes now.
    """
    must(by, "correspondence.change_remark", gettext("close what readers wrote"))
    remark = Remark.objects.select_for_update().get(pk=remark.pk)
    if remark.status != Remark.Status.OPEN:
        raise Refused(gettext("Somebody has closed this already."))
    if not note.strip():
        raise Refused(gettext("Write what was done, or why nothing was."))
    if answer.strip() and not remark.wants_answer:
        raise Refused(gettext("This reader left no address, so nobody would get the answer."))
    remark.note, remark.answer = note.strip(), answer.strip()
    remark.status = Remark.Status.ANSWERED if remark.answer else Remark.Status.CLOSED
    if not remark.answer:
        remark.sealed_address = ""
    remark.closed_by, remark.closed_at = by, timezone.now()
    remark.save()
    return remark


def send_answers(post: Post) -> int:
    """Send the answers that wait, and forget where they went. Return how many could not be sent, for the next turn.

    An address is forgotten before its answer is sent, so that a crash in between sends nothing twice.
    """
    failed = 0
    waiting = Remark.objects.filter(status=Remark.Status.ANSWERED).exclude(sealed_address="")
    for remark in waiting.select_related("edition__publication").order_by("closed_at")[:AT_ONCE]:
        if post.is_down:
            break
        try:
            address = unseal(remark.sealed_address)
        except Unreadable:  # a wrong SECRET_KEY, say, which somebody will put right
            logger.error("address of a reader cannot be read", extra={"data": {"remark": remark.pk}})
            failed += 1
            continue
        row = Remark.objects.filter(pk=remark.pk)
        if row.filter(sealed_address=remark.sealed_address).update(sealed_address=""):
            failed += not _sent(post, remark, address)
    return failed


def _sent(post: Post, remark: Remark, address: str) -> bool:
    row = Remark.objects.filter(pk=remark.pk)
    outcome = post.send(_answer(remark, address), remark=remark.pk)
    is_tried_enough = remark.closed_at is not None and remark.closed_at < timezone.now() - TRIED_FOR
    if outcome == Delivery.NO_SUCH_ADDRESS or (outcome == Delivery.NOT_NOW and is_tried_enough):
        told = gettext("The reader did not get the answer: the mail server refused the address, which is deleted.")
        row.update(note=f"{remark.note}\n\n{told}")
    elif outcome != Delivery.SENT:
        row.update(sealed_address=remark.sealed_address)
        return False
    return True


def _answer(remark: Remark, address: str) -> EmailMessage:
    page = remark.edition.publication
    paragraphs = [
        gettext("You wrote to us about “%(title)s”:") % {"title": page.title},
        "\n".join(f"> {line}" for line in remark.text.splitlines()),
        remark.answer,
        gettext("We have deleted your address, so please write again on the page if you want to go on:")
        + f"\n{settings.SITE_URL}{page.get_absolute_url()}",
        settings.SITE_NAME,
    ]
    subject = gettext("Your words about “%(title)s”") % {"title": " ".join(page.title.split())}
    return EmailMessage(f"[{settings.SITE_NAME}] {subject}", "\n\n".join(paragraphs) + "\n", to=[address])


def forget() -> int:
    """Delete what is older than we keep it. Return how many."""
    limit = timezone.now() - KEPT
    closed, _rows = Remark.objects.filter(closed_at__lt=limit).delete()
    unread, _rows = Remark.objects.filter(status=Remark.Status.OPEN, sent_at__lt=limit).delete()
    return closed + unread
