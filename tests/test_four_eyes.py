"""Nobody makes something public alone: over everybody who may write, invite, approve and publish."""

from itertools import product

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from acuinfo.accounts.roles import give_role
from acuinfo.publishing import actions
from acuinfo.publishing.models import Publication, Review
from tests import admin_forms
from tests.cast import Cast, article_document, harmless, reserve_draft

PEOPLE = ("wes", "ines", "paul")


@pytest.fixture
def team(db: None) -> dict[str, User]:
    """Three people who may each do everything."""
    team = {name: User.objects.create_user(name, f"{name}@example.org", first_name=name.title()) for name in PEOPLE}
    for user in team.values():
        give_role(user, "publisher")
    return team


def draft_by(cast: Cast, writer: User) -> Publication:
    """Return a draft that one person wrote, with its sentences answered for by somebody else."""
    page = reserve_draft(cast, "a-page", article_document())
    draft = actions.draft_of(page)
    actions.write_draft(draft=draft, document=article_document(), by=writer)
    digest = actions.compile_draft(page).digest
    actions.answer_for_sentences(publication=page, by=cast.ruth, digest=digest, answers=harmless(page))
    return page


def approve_from_outside(page: Publication, invited_by: User) -> None:
    """Invite somebody from outside, who approves."""
    invitation, _token = actions.invite_reviewer(publication=page, by=invited_by, name="Dr Jo Field")
    actions.review_from_outside(
        invitation=invitation,
        digest=actions.compile_draft(page).digest,
        verdict=Review.Verdict.APPROVED,
        name="Jo Field",
        role="rheumatologist",
        read_every_sentence=True,
    )


def publish(page: Publication, by: User) -> bool:
    """Try to publish; tell whether it worked."""
    digest = actions.compile_draft(page).digest
    try:
        actions.publish(publication=page, by=by, digest=digest, change_note="First edition.")
    except actions.Refused:
        return False
    return True


@pytest.mark.parametrize(("writer", "approver", "publisher"), [*product(PEOPLE, repeat=3)])
def test_a_colleague_other_than_the_writer_approves(
    cast: Cast, team: dict[str, User], writer: str, approver: str, publisher: str
) -> None:
    page = draft_by(cast, team[writer])
    digest = actions.compile_draft(page).digest
    try:
        actions.approve(publication=page, by=team[approver], digest=digest, read_every_sentence=True)
    except actions.Refused:
        assert writer == approver

    assert publish(page, team[publisher]) == (writer != approver)


@pytest.mark.parametrize(("writer", "inviter", "publisher"), [*product(PEOPLE, repeat=3)])
def test_an_outside_approval_counts_with_three_people_only(
    cast: Cast, team: dict[str, User], writer: str, inviter: str, publisher: str
) -> None:
    page = draft_by(cast, team[writer])
    approve_from_outside(page, invited_by=team[inviter])

    assert publish(page, team[publisher]) == (len({writer, inviter, publisher}) == 3)


def test_readers_are_told_who_invited_an_outside_reviewer(cast: Cast, team: dict[str, User], client) -> None:
    page = draft_by(cast, team["wes"])
    approve_from_outside(page, invited_by=team["ines"])
    publish(page, team["paul"])
    page.refresh_from_db()

    said = client.get(page.get_absolute_url()).content.decode()
    assert "Jo Field, rheumatologist (outside reviewer, invited by Ines)" in said


def test_everybody_who_changed_words_is_a_writer_and_saving_without_a_change_makes_nobody_one(
    cast: Cast, team: dict[str, User], client
) -> None:
    page = draft_by(cast, team["wes"])
    address = reverse("admin:articles_article_change", args=[actions.draft_of(page).pk])

    def save(by: User, **changed: str) -> None:
        client.force_login(by)
        fields = admin_forms.fields_of(client.get(address).content.decode(), "article_form")
        client.post(address, {**fields, **changed, "_continue": "1"})

    save(team["ines"], summary="Thin needles and older ideas.")
    save(team["wes"], summary="Thin needles and very old ideas.")
    save(team["paul"])
    digest = actions.compile_draft(page).digest
    who = actions.writers(page, digest)

    assert {team["wes"].pk, team["ines"].pk} <= who
    assert team["paul"].pk not in who
    with pytest.raises(actions.Refused, match="You wrote this draft"):
        actions.approve(publication=page, by=team["ines"], digest=digest, read_every_sentence=True)


def test_a_link_opens_one_draft_and_takes_one_word(cast: Cast, team: dict[str, User]) -> None:
    page = draft_by(cast, team["wes"])
    invitation, _token = actions.invite_reviewer(publication=page, by=team["ines"], name="Jo")
    said = {
        "invitation": invitation,
        "verdict": Review.Verdict.APPROVED,
        "name": "Jo",
        "role": "doctor",
        "read_every_sentence": True,
    }
    actions.review_from_outside(digest=actions.compile_draft(page).digest, **said)
    with pytest.raises(actions.Refused, match="You have said what you think"):
        actions.review_from_outside(digest=actions.compile_draft(page).digest, **said)
    actions.write_draft(draft=actions.draft_of(page), document=article_document(summary="New words."), by=team["wes"])
    with pytest.raises(actions.Refused, match="Only whoever made the link"):
        actions.reopen_invitation(invitation=invitation, by=team["paul"])
    actions.reopen_invitation(invitation=invitation, by=team["ines"])
    actions.write_draft(draft=actions.draft_of(page), document=article_document(summary="Newer words."), by=team["wes"])

    with pytest.raises(actions.Refused, match="The draft has changed since you were asked"):
        actions.review_from_outside(digest=actions.compile_draft(page).digest, **said)


def test_a_link_ends_with_the_account_of_whoever_made_it(cast: Cast, team: dict[str, User]) -> None:
    page = draft_by(cast, team["wes"])
    _invitation, token = actions.invite_reviewer(publication=page, by=team["ines"], name="Jo")
    User.objects.filter(pk=team["ines"].pk).update(is_active=False)

    assert actions.invitation_for(token) is None


def test_one_person_makes_a_handful_of_links_an_hour(cast: Cast, team: dict[str, User]) -> None:
    page = draft_by(cast, team["wes"])
    for i in range(6):
        actions.invite_reviewer(publication=page, by=team["ines"], name=f"Jo {i}")

    with pytest.raises(actions.Refused, match="6 links within an hour"):
        actions.invite_reviewer(publication=page, by=team["ines"], name="Jo")
