"""Who may make something public: the one rule, in words.

* Whoever changed words of the draft since the current edition, or asked for its review, is a *writer*.
* The approval of a colleague counts when the colleague is no writer. So two people answer for an edition.
* The approval of somebody without an account counts when the colleague who invited them is no writer, and whoever
  publishes is neither a writer nor that colleague. So three people answer for it, two of them with accounts.
* A team of one (``SELF_APPROVAL``) is exempt, and its pages name it as writer and reviewer.
"""

from collections.abc import Collection

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext

from ..models import Review


def why_not(approval: Review, writers: Collection[int], publisher: User | None) -> str:
    """Return why an approval lets nobody publish, or "" when it does. Without a publisher, whether anybody might."""
    problem = ""
    if settings.SELF_APPROVAL:
        return problem
    if approval.by_id is not None:
        if approval.by_id in writers:
            problem = gettext("The approval is by the person who wrote the draft. Somebody else has to approve it.")
    elif approval.invited_by_id is None:
        problem = gettext("Nobody knows who invited the outside reviewer. Ask a colleague for an approval.")
    elif approval.invited_by_id in writers:
        problem = gettext("Whoever invited the outside reviewer wrote in the draft. Ask a colleague for an approval.")
    elif publisher is not None and publisher.pk in {*writers, approval.invited_by_id}:
        problem = gettext(
            "An outside reviewer approved this draft. Then somebody has to publish it who neither wrote it nor invited "
            "the reviewer."
        )
    return problem
