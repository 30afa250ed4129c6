"""Taking a page away from readers, and bringing it back."""

import logging

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from .. import search
from ..models import Change, Publication
from ..upgrades import document_of
from .cards import point_to, refresh_hosts, written_by_this_build
from .changes import log_after_commit, record
from .guards import Refused, locked, must

logger = logging.getLogger(__name__)


@transaction.atomic
def withdraw(*, publication: Publication, by: User, reason: str, successor: Publication | None = None) -> Publication:
    """Take a page away from readers. Its address says why and since when, or leads to its successor."""
    publication = locked(publication)
    must(by, "publishing.publish_publication", gettext("withdraw pages"))
    if not publication.is_live:
        raise Refused(gettext("Only a page that readers can see can be withdrawn."))
    if not reason.strip():
        raise Refused(gettext("Write the reason. Readers who follow a link to this page will see it."))
    if successor is not None and (successor.pk == publication.pk or not successor.is_live):
        raise Refused(gettext("The successor must be another page that readers can see."))
    publication.withdrawn_at = timezone.now()
    publication.withdrawn_reason = reason.strip()
    publication.withdrawn_by = by
    publication.successor = successor
    publication.save()
    search.forget(publication)
    news = _news(publication)
    record(Change.What.WITHDRAWN, by=by, publication=publication, note=reason.strip(), news=news)
    refresh_hosts(publication, by=by, note="withdrawn.", news=news, is_minor=False)
    log_after_commit(logger, "withdrawn", page=str(publication), by=by.get_username())
    return publication


@transaction.atomic
def reinstate(*, publication: Publication, by: User, note: str = "") -> Publication:
    """Bring a withdrawn page back as it was."""
    publication = locked(publication)
    must(by, "publishing.publish_publication", gettext("reinstate pages"))
    if publication.withdrawn_at is None:
        raise Refused(gettext("This page is not withdrawn."))
    publication.withdrawn_at = None
    publication.withdrawn_reason = ""
    publication.withdrawn_by = None
    publication.successor = None
    publication.save()
    assert publication.current is not None  # noqa: S101  only published pages are withdrawn
    before = (publication.summary, publication.search_text)
    point_to(publication, publication.current, document_of(publication.current))  # what it shows may say something else
    if before != (publication.summary, publication.search_text):
        publication.changed_at = timezone.now()
        publication.save(update_fields=["changed_at"])
    news, build = _news(publication), written_by_this_build()
    record(Change.What.REINSTATED, by=by, publication=publication, note=note.strip(), news=news, payload=build)
    refresh_hosts(publication, by=by, note="reinstated.", news=news, is_minor=False)
    return publication


def _news(publication: Publication) -> str:
    """Return what sort of news it is that a page goes or comes: the same as when it came first."""
    assert publication.current is not None  # noqa: S101  only published pages are withdrawn
    publication.current.publication = publication
    return publication.spec.news(None, document_of(publication.current))
