"""Making a new draft on the desk: it takes its address with it, which no other page may have or have had."""

import pytest

from acuinfo.publishing import actions
from acuinfo.publishing.actions import addresses
from acuinfo.publishing.models import Publication
from articles.models import Article
from conditions.models import Condition, EvidenceSummary, SafetyNote

from . import cast as people
from .admin_forms import fields_of

ADD = "/admin/articles/article/add/"


@pytest.fixture
def ada(cast, client):
    """Ada at her desk, where the article at /articles/needles/ has moved to /articles/points/."""
    needles = people.published(cast, "needles", people.article_document())
    actions.move(publication=needles, slug="points", by=cast.pia)
    client.force_login(cast.ada)
    return client


def send(client, slug):
    """Send the form for a new article."""
    form = fields_of(client.get(ADD).content.decode(), "article_form")
    typed = {
        "title": "Of needles",
        "slug": slug,
        "section": "understanding",
        "summary": "In short.",
        "body": "<p>Long.</p>",
    }
    return client.post(ADD, form | typed)


def form_in(response):
    """Return the form that came back."""
    assert response.status_code == 200
    return response.context["adminform"].form


def test_the_address_is_reserved_when_a_draft_is_made(ada):
    response = send(ada, "moxa")

    assert response.status_code == 302
    assert Publication.objects.get(slug="moxa").current is None


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("points", "The address points is in use. Choose another."),
        ("needles", "The address needles led to another page before and still redirects there. Choose another."),
        ("Of_Needles", "An address is made of small letters, digits and single hyphens, at most 80 in all."),
    ],
)
def test_the_address_is_in_error_and_nothing_typed_is_lost_when_it_cannot_be_had(ada, slug, sentence):
    form = form_in(send(ada, slug))

    assert form.errors == {"slug": [sentence]}
    assert (form["title"].value(), form["slug"].value()) == ("Of needles", slug)
    assert Publication.objects.count() == 1


def test_the_address_is_in_error_when_somebody_takes_it_while_the_form_is_saved(ada, monkeypatch):
    check, asked = addresses.must_be_free, []

    def check_late(**address):
        asked.append(address)
        if len(asked) > 2:  # the form and the action look before the other is there
            check(**address)

    monkeypatch.setattr(addresses, "must_be_free", check_late)
    monkeypatch.setattr(actions, "must_be_free", check_late)

    form = form_in(send(ada, "points"))

    assert form.errors == {"slug": ["The address points is in use. Choose another."]}
    assert form["title"].value() == "Of needles"


# --- Half done ----------------------------------------------------------------------------------------------------
def add(client, model, **typed):
    """Send the form of a new draft with nothing but this typed and chosen; return its publication."""
    address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/add/"
    form = fields_of(client.get(address).content.decode(), f"{model._meta.model_name}_form")
    answer = client.post(address, {**form, **typed, "_continue": "1"})
    assert answer.status_code == 302, answer.context["errors"]
    return Publication.objects.latest("pk")


def test_a_half_done_draft_is_saved_and_what_is_missing_is_told_when_a_review_is_asked_for(cast, knee, client):
    client.force_login(cast.ada)
    condition = actions.draft_of(knee).pk
    row = {"guidelines-TOTAL_FORMS": "1", "guidelines-0-body": "NICE", "questions-TOTAL_FORMS": "1"}
    made = {
        add(client, Condition, title="Tennis elbow", **row): "guideline statement “NICE”: year, position, statement",
        add(client, EvidenceSummary, condition=condition, ci_low="1"): "outcome, compared with",
        add(client, SafetyNote, title="Fainting", rate_count="1"): "summary, kind",
        add(client, Article, title="Needles", review_cycle_months=""): "summary, section",
    }

    for publication, missing in made.items():
        with pytest.raises(actions.Refused, match=rf"not complete yet\. Still empty: {missing}\."):
            actions.request_review(publication=publication, by=cast.ada)
        assert publication.draft_card.problem
        assert "Not complete yet" in client.get(publication.draft_card.url()).content.decode()
    slugs = [publication.slug for publication in made]
    assert slugs == ["tennis-elbow", "knee-osteoarthritis", "fainting", "needles"]


def test_an_address_is_asked_for_in_words_when_the_title_gives_none(cast, client):
    client.force_login(cast.ada)

    form = form_in(client.post(ADD, {"title": "腰痛"}))

    assert form.errors == {
        "slug": ["The title holds no letters from a to z. Write the address in words, such as low-back-pain."]
    }


def test_a_contradiction_is_told_and_not_saved_when_the_rest_is_half_done(cast, knee, client):
    client.force_login(cast.ada)
    address = "/admin/conditions/evidencesummary/add/"
    form = fields_of(client.get(address).content.decode(), "evidencesummary_form")

    answer = client.post(address, {**form, "condition": actions.draft_of(knee).pk, "sham_kind": "device"})

    assert "Only a sham has a kind of sham" in str(form_in(answer).errors)
