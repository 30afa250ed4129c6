"""Who hears by e-mail of what happened to a draft, and that a mail never stands in the way."""

import re

import pytest
from django.core import mail
from django.db import transaction

from acuinfo.accounts.roles import give_role
from acuinfo.publishing import actions
from acuinfo.publishing.models import Edition, Review
from acuinfo.site import content_files

from . import cast as people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(db):
    """Everybody, and Olive, who owns the page, with Sam as her substitute."""
    return people.make_cast()


@pytest.fixture
def draft(cast):
    """Knee osteoarthritis, written by Ada, not published."""
    return people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())


def colleague(name, **fields):
    """Make somebody who can sign in and has no right."""
    values = {"email": f"{name}@example.org", "first_name": name.title(), **fields}
    return people.User.objects.create_user(name, password=people.PASSWORD, **values)


def told():
    """Return (to, subject) of each mail."""
    return [(message.to[0].split("@")[0], message.subject) for message in mail.outbox]


def test_reviewers_and_the_owner_are_told_when_a_review_is_asked_for(cast, draft):
    people.keep(draft, colleague("olive"), colleague("sam"))

    actions.request_review(publication=draft, by=cast.ada, comment="Please look at the red flags.")

    subject = "[AcuInfo] Review requested: Knee osteoarthritis"
    assert told() == [("ruth", subject), ("pia", subject), ("olive", subject), ("sam", subject)]
    body = mail.outbox[0].body
    assert body.startswith(
        "Hello Ruth,\n\nAda: review requested for “Knee osteoarthritis” (condition).\n\n> Please look"
    )
    assert mail.outbox[0].message().get_content_type() == "text/plain"


def test_every_link_is_absolute_and_leads_to_the_page_when_it_is_followed(cast, draft, client, settings):
    actions.request_review(publication=draft, by=cast.ada)

    links = re.findall(r"https?://\S+", mail.outbox[0].body)

    assert len(links) == 2
    client.force_login(cast.ruth)
    for link in links:
        assert link.startswith(f"{settings.SITE_URL}/admin/")
        assert client.get(link.removeprefix(settings.SITE_URL)).status_code == 200


def test_who_asked_and_who_wrote_and_who_publishes_are_told_when_a_draft_is_approved(cast, draft):
    asked = colleague("amy")
    give_role(asked, "author")
    actions.request_review(publication=draft, by=asked)
    mail.outbox.clear()

    actions.approve(
        publication=draft,
        by=cast.ruth,
        digest=actions.compile_draft(draft).digest,
        answers=people.harmless(draft),
        read_every_sentence=True,
    )

    subject = "[AcuInfo] Approved: Knee osteoarthritis"
    assert told() == [("ada", subject), ("pia", subject), ("amy", subject)]


def test_the_author_reads_what_should_change_when_changes_are_asked_for(cast, draft):
    actions.request_changes(
        publication=draft, by=cast.ruth, digest=actions.compile_draft(draft).digest, comment="Shorter.\nAnd a source."
    )

    assert told() == [("ada", "[AcuInfo] Changes requested: Knee osteoarthritis")]
    assert "> Shorter.\n> And a source." in mail.outbox[0].body


def test_everybody_concerned_gets_the_public_address_when_a_page_is_published(cast, draft, settings):
    people.keep(draft, colleague("olive"))
    digest = people.approve(cast, draft)
    mail.outbox.clear()

    actions.publish(publication=draft, by=cast.pia, digest=digest, change_note="First edition.")

    subject = "[AcuInfo] Published: Knee osteoarthritis"
    assert told() == [("ada", subject), ("olive", subject)]
    assert f"{settings.SITE_URL}/conditions/knee-osteoarthritis/" in mail.outbox[0].body
    assert "Published by Pia, approved by Ruth." in mail.outbox[0].body


def test_a_person_is_told_once_when_they_have_several_parts(cast, draft):
    people.keep(draft, cast.ruth, cast.ruth)

    actions.request_review(publication=draft, by=cast.ada)

    assert [to for to, _subject in told()] == ["ruth", "pia"]


def test_nobody_is_told_what_they_did_themselves_or_without_an_address_or_account(cast, draft):
    people.keep(draft, colleague("gone", is_active=False), colleague("mute", email=""))
    people.User.objects.filter(username="ruth").update(email="")

    actions.request_review(publication=draft, by=cast.ada)

    assert [to for to, _subject in told()] == ["pia"]


def test_each_person_sees_only_their_own_address(cast, draft):
    actions.request_review(publication=draft, by=cast.ada)

    assert [(len(m.to), m.cc, m.bcc) for m in mail.outbox] == [(1, [], [])] * 2


def test_no_mail_leaves_when_the_action_is_rolled_back(cast, draft):
    with transaction.atomic():
        actions.request_review(publication=draft, by=cast.ada)
        transaction.set_rollback(True)

    assert mail.outbox == []
    assert Review.objects.count() == 0


def test_the_page_is_published_when_the_mail_server_is_down(cast, draft, settings, caplog):
    settings.EMAIL_BACKEND = f"{people.__name__}.BrokenBackend"

    edition = people.publish(cast, draft)

    assert list(Edition.objects.all()) == [edition]
    assert "the mail server is down" in caplog.text


def test_the_subject_stays_one_line_when_the_title_has_several(cast):
    page = people.reserve_draft(cast, "odd", people.article_document(title="Odd\nBcc: all@example.org"))

    actions.request_review(publication=page, by=cast.ada)

    assert mail.outbox[0].subject == "[AcuInfo] Review requested: Odd Bcc: all@example.org"
    assert "\nBcc" not in mail.outbox[0].message().as_string().split("\n\n")[0]


def test_nobody_is_told_when_pages_are_loaded_from_files_and_again_afterwards(cast, tmp_path):
    (tmp_path / "articles").mkdir()
    text = content_files.as_text(people.article_document(), people.AS_OF)
    (tmp_path / "articles" / "needles.yaml").write_text(text, "utf-8")

    edition = content_files.load_page(content_files.files(tmp_path)[0], cast.pia)
    loaded = list(mail.outbox)
    actions.request_review(publication=edition.publication, by=cast.ada)

    assert loaded == []
    assert {subject for _to, subject in told()} == {"[AcuInfo] Review requested: What is acupuncture?"}


def test_the_page_is_published_when_a_listener_fails(cast, draft, monkeypatch, caplog):
    def fail(version):
        raise RuntimeError("the listener failed")

    monkeypatch.setattr(actions.changes, "_LISTENERS", [fail])

    people.publish(cast, draft)

    assert Edition.objects.count() == 1
    assert "the listener failed" in caplog.text
