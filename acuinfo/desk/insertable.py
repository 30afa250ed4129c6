"""What an editor can put into a text: the live pages with words to give, for the dialog of ``inserting.js``."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext, gettext_lazy as _

from acuinfo.publishing.inserted import MARK, Insert, insert_of, live, words_of
from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.models import Publication

MOST = 40
"""Pages that the dialog lists at once."""
FORMS = {
    "sentence": _("Sentence"),
    "full": _("Sentence, and what was set as worthwhile"),
    "clause": _("Part of a sentence"),
    "short": _("In a few words"),
}


def insertable(request: HttpRequest) -> JsonResponse:
    """Answer with the words of one mark (``mark``), or with the pages that fit some words (``q``)."""
    if "mark" in request.GET:
        return JsonResponse({"words": _words(f"[[{request.GET['mark'][:200]}]]")})
    labels = {
        "title": gettext("Put in what another page says"),
        "search": gettext("Search"),
        "list": gettext("Choose what to put in, and how it is told"),
        "insert": gettext("Put in"),
        "cancel": gettext("Cancel"),
    }
    return JsonResponse({"labels": labels, "found": [_offer(card) for card in _found(request.GET.get("q", ""))]})


def _words(typed: str) -> str:
    match = MARK.fullmatch(typed)
    shown = live([insert_of(match)]) if match else {}
    return next((words_of(insert, card) for insert, card in shown.items()), "")


def _found(query: str) -> list[Publication]:
    names = [spec.name for spec in kinds() if spec.insert_word]
    cards = Publication.objects.live().filter(kind__in=names).as_cards().in_list_order()
    for word in query.split()[:6]:
        cards = cards.filter(Q(title__icontains=word) | Q(slug__icontains=word))
    return [card for card in cards[: MOST * 2] if card.data.get("inserts")][:MOST]


def _offer(card: Publication) -> dict[str, Any]:
    offered = [Insert(card.spec.insert_word, card.slug, form) for form in card.spec.insert_forms]
    forms = [
        {"mark": str(insert)[2:-2], "label": str(FORMS[insert.form]), "words": words_of(insert, card)}
        for insert in offered
        if insert.form in card.data["inserts"]
    ]
    return {"title": card.title, "forms": forms}
