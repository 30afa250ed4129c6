"""Editions that go live at a set time."""

import datetime as dt
import logging
from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from .. import edit_log, notifications
from ..models import Change, Edition, Publication, Review, Schedule
from ..people import name_of
from ..upgrades import load
from .drafts import Compiled, draft_of, with_checks
from .editions import _blocking_in_words, _must_fit, _overridden, as_reviewed, publish_compiled, ready
from .guards import Refused, locked, must
from .reviews import is_spent

logger = logging.getLogger(__name__)


@transaction.atomic
def schedule(
    *,
    publication: Publication,
    by: User,
    digest: str,
    change_note: str,
    due_at: dt.datetime,
    weight: str = Edition.Weight.MAJOR,
    overrides: Mapping[str, str] | None = None,
) -> Schedule:
    """Set exactly the approved draft that was shown to go live at a time. Later edits of the draft do not change it."""
    publication = locked(publication)
    if due_at <= timezone.now():
        raise Refused(gettext("That time is over. Choose a time to come, or publish now."))
    if Schedule.objects.filter(publication=publication).exists():
        raise Refused(gettext("Something is scheduled for this page already. Cancel that first."))
    compiled, approval = ready(publication, by, digest, change_note, weight, overrides or {})
    with override(None):  # the log is in English
        due = date_format(due_at, "j F Y, H:i")
    edit_log.record(draft_of(publication), by, f"Set to go live on {due}.")
    return Schedule.objects.create(
        publication=publication,
        due_at=due_at,
        body=compiled.body,
        schema_version=compiled.schema_version,
        digest=compiled.digest,
        weight=weight,
        change_note=change_note.strip(),
        overrides=dict(overrides or {}),
        approval=approval,
        by=by,
    )


@transaction.atomic
def cancel_schedule(*, publication: Publication, by: User) -> None:
    """Call off what was scheduled."""
    publication = locked(publication)
    must(by, "publishing.publish_publication", gettext("cancel what is scheduled"))
    deleted, _rows = Schedule.objects.filter(publication=publication).delete()
    if not deleted:
        raise Refused(gettext("Nothing is scheduled for this page."))
    edit_log.record(draft_of(publication), by, "Called off what was set to go live.")


def _still_stands(publication: Publication, due: Schedule, compiled: Compiled) -> None:
    """Refuse what was approved and scheduled when something has happened since that speaks against it."""
    must(due.by, "publishing.publish_publication", gettext("publish"))
    if not due.by.is_active:
        raise Refused(gettext("The account of %(name)s, who scheduled it, is closed.") % {"name": name_of(due.by)})
    answering = due.approval.by or due.approval.invited_by
    if answering is not None and not answering.is_active:
        raise Refused(gettext("The account of %(name)s, who approved it, is closed.") % {"name": due.approval.name})
    last = Review.objects.filter(publication=publication, digest=due.digest).exclude(verdict=Review.Verdict.REQUESTED)[
        :1
    ]
    if last and last[0].verdict != Review.Verdict.APPROVED:
        raise Refused(gettext("%(name)s asked for changes after the approval.") % {"name": last[0].name})
    moved = Change.objects.filter(
        what=Change.What.STANDING, at__gt=due.approval.at, source__slug__in=compiled.document.cited_slugs()
    )
    for change in moved.select_related("source"):
        if change.source is not None and not change.source.is_current:
            told = gettext("A source became “%(standing)s” after the approval: %(source)s.")
            said = {"standing": change.source.get_standing_display(), "source": change.source.slug}
            raise Refused(told % said)


@transaction.atomic
def publish_scheduled(*, publication: Publication) -> Edition | None:
    """Publish what is due for a page. The checks run again; when one stands in the way now, it waits and says why."""
    publication = locked(publication)
    due = (
        Schedule.objects.filter(publication=publication, due_at__lte=timezone.now())
        .select_related("approval__by", "by")
        .first()
    )
    if due is None:
        return None
    document = load(publication.spec, due.body, due.schema_version)
    try:
        compiled = with_checks(publication, document, due.body, due.schema_version)
        still = {result.check.id for result in compiled.blocking}
        compiled = _overridden(compiled, {check: reason for check, reason in due.overrides.items() if check in still})
        if publication.withdrawn_at is not None:
            raise Refused(gettext("The page was withdrawn in the meantime."))
        if compiled.blocking:
            raise Refused(_blocking_in_words(compiled))
        _must_fit(publication, compiled.digest, due.weight)
        if is_spent(publication, due.approval):
            raise Refused(gettext("The page was published in the meantime, and nobody has reviewed it since."))
        _still_stands(publication, due, compiled)
    except Refused as refused:
        if due.problem != str(refused):
            notifications.of_stopped_schedule(due, draft_of(publication), str(refused))
        Schedule.objects.filter(pk=due.pk).update(problem=str(refused))
        logger.error("scheduled page not published", extra={"data": {"page": str(publication), "why": str(refused)}})
        return None
    edition = publish_compiled(publication, compiled, as_reviewed(due.approval), due.by, due.change_note, due.weight)
    due.delete()
    return edition
