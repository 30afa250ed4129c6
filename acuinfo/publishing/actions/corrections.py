"""The public list of our mistakes: one person writes an entry, another puts it out."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ..models import Change, Correction, Review
from .changes import record
from .four_eyes import why_not
from .guards import Refused, must, must_be_as_shown


@transaction.atomic
def save_correction(*, correction: Correction, by: User) -> Correction:
    """Save an entry as it was written. Nobody has approved these words yet, so readers no longer see it.

    What readers see, only who may publish takes off the list.
    """
    must(
        by,
        f"publishing.{'change' if correction.pk else 'add'}_correction",
        gettext("write in the list of our mistakes"),
    )
    was_public = (
        Correction.objects.select_for_update().filter(pk=correction.pk).exclude(approved_at=None).first() is not None
    )
    if was_public:
        must(by, "publishing.publish_publication", gettext("change what readers see in the list of our mistakes"))
    correction.approved_by = correction.approved_at = None
    correction.save()
    correction.writers.add(by)
    if was_public:
        _record(correction, by, is_minor=True)
    return correction


@transaction.atomic
def approve_correction(*, correction: Correction, by: User, digest: str) -> Correction:
    """Let readers see an entry, by somebody who wrote none of its words and was shown these (``Correction.digest``)."""
    must(by, "publishing.publish_publication", gettext("put out what is in the list of our mistakes"))
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.approved_at is not None:
        raise Refused(gettext("Readers see this entry already."))
    must_be_as_shown(correction, digest)
    if problem := why_not(Review(by=by), set(correction.writers.values_list("pk", flat=True)), by):
        raise Refused(problem)
    correction.approved_by, correction.approved_at = by, timezone.now()
    correction.save()
    _record(correction, by, is_minor=False)
    return correction


def _record(correction: Correction, by: User, *, is_minor: bool) -> None:
    """Tell readers of the change log, or with ``is_minor`` only those who keep pages of the site."""
    record(
        Change.What.CORRECTED,
        by=by,
        publication=correction.edition.publication,
        edition=correction.edition,
        note="" if is_minor else f"{correction.what_was_wrong} {correction.what_we_changed}",
        news=Change.News.CORRECTION,
        is_minor=is_minor,
    )
