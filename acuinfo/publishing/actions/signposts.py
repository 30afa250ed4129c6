"""Signposts of the search: a row of the log each time, so that every process reads them anew."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from .. import search
from ..models import Change, Signpost
from .changes import record
from .guards import must


@transaction.atomic
def save_signpost(*, signpost: Signpost, by: User) -> Signpost:
    """Save a signpost. Its words correct slips from now on, as those of pages do."""
    right = "publishing.change_signpost" if signpost.pk else "publishing.add_signpost"
    must(by, right, gettext("change what the search is told"))
    signpost.save()
    search.learn(signpost.phrases)
    record(Change.What.SEARCH_EDITED, by=by, subject=str(signpost), is_minor=True)
    return signpost


@transaction.atomic
def remove_signpost(*, signpost: Signpost, by: User) -> None:
    """Take a signpost down."""
    must(by, "publishing.delete_signpost", gettext("change what the search is told"))
    record(Change.What.SEARCH_EDITED, by=by, subject=str(signpost), note="Removed.", is_minor=True)
    signpost.delete()
