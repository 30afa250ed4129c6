"""A reviewer without an account reads one draft, comments and signs."""

import datetime as dt

import pytest
from django.utils import timezone

from acuinfo.publishing import actions
from acuinfo.publishing.models import Review, ReviewInvitation

from . import cast as people


@pytest.fixture
def link(cast, knee):
    """The address of the page for Dr Jo Field, with new words in the draft."""
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>Words nobody has seen.</p>"))
    _invitation, token = actions.invite_reviewer(publication=knee, by=cast.ada, name="Dr Jo Field")
    return f"/admin/outside-review/{token}/"


def _said(client, link, **fields):
    digest = client.get(link).context["form"].initial["digest"]
    return {
        "digest": digest,
        "verdict": "approved",
        "name": "Jo Field",
        "role": "rheumatologist",
        "comment": "",
        "read_every_sentence": "on",
        **fields,
    }


def test_the_word_is_recorded_when_a_clinician_signs(client, link, knee):
    answer = client.post(link, _said(client, link, is_clinician="on"))

    review = Review.objects.first()
    assert "Your word is recorded" in answer.content.decode()
    assert (review.name, review.role, review.is_clinician, review.by) == ("Jo Field", "rheumatologist", True, None)
    assert actions.approval_of(knee, review.digest) == review


def test_the_draft_can_be_read_and_nothing_else_when_somebody_has_the_link(client, link):
    page = client.get(link + "page/")

    assert "Words nobody has seen." in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get("/admin/conditions/condition/").status_code == 302


@pytest.mark.parametrize("how", ["expired", "revoked", "wrong"])
def test_the_link_opens_nothing_when_it_no_longer_works(cast, client, link, how):
    invitation = ReviewInvitation.objects.get()
    if how == "expired":
        ReviewInvitation.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    elif how == "revoked":
        actions.revoke_invitation(invitation=invitation, by=cast.ada)
    else:
        link = "/admin/outside-review/something-else/"

    answers = [client.get(link), client.get(link + "page/"), client.post(link, {"verdict": "approved"})]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert "Words nobody has seen." not in "".join(answer.content.decode() for answer in answers)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"verdict": "changes-requested"}, "Say what should change."), ({"digest": "0" * 64}, "was changed after")],
)
def test_the_word_is_refused_with_a_sentence_when_something_is_missing(client, link, fields, sentence):
    answer = client.post(link, _said(client, link, **fields))

    assert sentence in answer.content.decode()
    assert not Review.objects.filter(by=None).exists()


def test_only_a_hash_of_the_link_is_kept_when_somebody_is_invited(link):
    assert ReviewInvitation.objects.get().token_hash not in link


def test_the_link_is_sent_when_an_address_is_given(cast, client, knee, mailoutbox, django_capture_on_commit_callbacks):
    client.force_login(cast.ada)
    draft = actions.draft_of(knee)
    said = {"name": "Dr Jo Field", "email": "jo@example.org", "note": "Please look at the dose.", "days": "7"}

    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(f"/admin/conditions/condition/{draft.pk}/invite/", said)

    [mail] = mailoutbox
    link = page.context["link"]
    assert mail.to == ["jo@example.org"]
    assert link in mail.body
    assert "> Please look at the dose." in mail.body
    assert client.get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200
