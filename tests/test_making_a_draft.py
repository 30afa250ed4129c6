"""Making a new draft on the desk: it takes its address with it, which no other page may have or have had."""

import pytest

from acuinfo.publishing import actions
from acuinfo.publishing.actions import addresses
from acuinfo.publishing.models import Publication

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
