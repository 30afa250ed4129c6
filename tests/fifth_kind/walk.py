"""Where a fifth kind of page is found; run by ``tests/test_a_fifth_kind.py`` with this package's settings."""

import json

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from acuinfo.accounts.roles import give_role
from acuinfo.publishing import actions
from acuinfo.publishing.models import TagGroup
from acuinfo.site import content_files
from tests import cast as people

from .kinds import ExerciseDocument
from .models import Exercise


@pytest.fixture
def page(db):
    cast = people.make_cast()
    people.knee(cast)
    actions.save_tag(slug="knee", name="Knee", group=TagGroup.BODY_AREA, scope_note="", aliases=(), by=cast.pia)
    document = ExerciseDocument(
        title="Heel slides",
        summary="A gentle way to bend the knee.",
        authors=("Jo Field, editor",),
        steps=("Lie down.", "Slide the heel towards you."),
        conditions=("knee-osteoarthritis",),
        tags=("knee",),
    )
    return people.published(cast, "heel-slides", document)


@pytest.fixture
def client(page):
    return Client()


WHERE = {
    "/": "/exercises/",
    "/exercises/": "Heel slides",
    "/exercises/?tag=knee": "Heel slides",
    "/exercises/heel-slides/": "Slide the heel",
    "/exercises/heel-slides/editions/": "Heel slides",
    "/exercises/heel-slides/editions/1/": "Slide the heel",
    "/exercises.atom": "Heel slides",
    "/feeds/changes.atom": "Heel slides",
    "/tags/knee/": "Heel slides",
    "/tags/knee.atom": "Heel slides",
    "/search/?q=heel": "slides",
    "/search/?q=heel&kind=exercise": "Exercises",
    "/search/suggest?q=heel": "Heel slides",
    "/conditions/knee-osteoarthritis/": "Heel slides",
    "/changes/": "Heel slides",
    "/sitemap-1.xml": "/exercises/heel-slides/",
    "/api/v1/": "/api/v1/exercise/",
    "/api/v1/exercise/": "Heel slides",
    "/api/v1/exercise/heel-slides/": "Slide the heel",
}


def test_readers_and_programs_find_it(client):
    def text_at(address):
        response = client.get(address)
        return (b"".join(response) if response.streaming else response.content).decode()

    assert [address for address, text in WHERE.items() if text not in text_at(address)] == []


def test_its_structured_data_says_what_it_is(client):
    text = client.get("/exercises/heel-slides/").content.decode()

    data = json.loads(text.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert (data["@type"], data["step"]) == ("HowTo", ["Lie down.", "Slide the heel towards you."])


def test_its_old_address_leads_on_when_it_moves(client, page):
    actions.move(publication=page, slug="knee-bends", by=User.objects.get(username="pia"))

    assert client.get("/exercises/heel-slides/")["Location"] == "/exercises/knee-bends/"


def test_authors_may_write_it_and_find_it_on_the_desk(client, page):
    writer = User.objects.create_user("wes")
    give_role(writer, "author")
    client.force_login(writer)
    draft = Exercise.objects.get(publication=page)

    assert {"exercises.add_exercise", "exercises.change_step"} <= writer.get_all_permissions()
    assert "Heel slides" in client.get(reverse("admin:exercises_exercise_changelist")).content.decode()
    assert client.get(reverse("admin:exercises_exercise_change", args=[draft.pk])).status_code == 200
    draft.title = "Heel slides, slowly"
    draft.save()
    actions.draft_edited(publication=page)
    assert "Heel slides, slowly" in client.get(reverse("admin:index")).content.decode()


def test_it_is_written_to_content_files_and_loaded_from_them(page, tmp_path):
    texts = dict(content_files.export_texts())
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "again.yaml").write_text(texts["exercises/heel-slides.yaml"], "utf-8")

    [file] = content_files.files(tmp_path)
    edition = content_files.load_page(file, User.objects.get(username="pia"))

    assert edition.publication.get_absolute_url() == "/exercises/again/"
