"""What every action asks first: the right of the person, and the publication for itself alone."""

from django.contrib.auth.models import User
from django.utils.translation import gettext

from ..kinds import Kind
from ..language import in_sentence
from ..models import Correction, Publication, SentenceKind


class Refused(Exception):  # noqa: N818  the word editors and code use for it
    """An action that was not done, and why, in the editor's words."""


class NotAllowed(Refused):
    """The person may not do this."""


def named(spec: Kind) -> dict[str, str]:
    """Return a kind's name as it stands within a sentence, for the sentence."""
    return {"kind": in_sentence(spec.label)}


def must(user: User, permission: str, doing: str) -> None:
    """Refuse a person who lacks a right; ``doing`` completes "You do not have the right to"."""
    if not user.has_perm(permission):
        raise NotAllowed(gettext("You do not have the right to %(doing)s.") % {"doing": doing})


def must_be_as_shown(record: Correction | SentenceKind, shown: str) -> None:
    """Refuse words that are not those a person was shown; ``shown`` is their digest."""
    if record.digest != shown:
        raise Refused(gettext("It was changed after this page was shown. Look at it again, then decide."))


def locked(publication: Publication) -> Publication:
    """Return the publication as it is once it is ours alone.

    Never joins the edition: after waiting for a lock PostgreSQL pairs the new row with the edition of before.
    """
    return Publication.objects.select_for_update().get(pk=publication.pk)


def draft_permission(spec: Kind, verb: str) -> str:
    """Return the name of the right to add or change drafts of a kind."""
    meta = spec.draft._meta
    return f"{meta.app_label}.{verb}_{meta.model_name}"
