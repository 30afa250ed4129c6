"""No free sentence where it counts, unless a second person has answered that it claims nothing."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from acuinfo.publishing import actions
from acuinfo.publishing.documents import digest as digest_of
from acuinfo.publishing.models import Publication, SentenceAnswer, SentenceKind
from tests.cast import (
    AS_OF,
    Cast,
    article_document,
    condition_document,
    evidence_document,
    published,
    reserve_draft,
    rewrite,
    safety_document,
)

CLAIM = "Acupuncture relieves neck pain a lot and lasts for years."
HARMLESS = "Bring a list of your medicines to the first visit."


def open_sentences(page: Publication) -> list[str]:
    """Return what nobody has answered for in a draft."""
    return [s.text for s in actions.compile_draft(page).sentences if not s.is_settled]


def approve(cast: Cast, page: Publication, by: Any = None, **answers: Any) -> None:
    """Approve a draft as it is, with answers by sentence."""
    digest = actions.compile_draft(page).digest
    actions.approve(publication=page, by=by or cast.ruth, digest=digest, **answers, read_every_sentence=True)


def answer_all(cast: Cast, page: Publication, *, claims: bool = False) -> None:
    """Have Ruth answer for every open sentence."""
    digest = actions.compile_draft(page).digest
    answers = dict.fromkeys(open_sentences(page), claims)
    actions.answer_for_sentences(publication=page, by=cast.ruth, digest=digest, answers=answers)


EVERY_FIELD = [
    ("condition", {"title": CLAIM}),
    ("condition", {"key_messages": (CLAIM, "It hurts.")}),
    ("condition", {"questions": (CLAIM, "What else?", "How many?")}),
    ("condition", {"other_names": (CLAIM,)}),
    ("condition", {"red_flags": ({"text": CLAIM, "how_soon": "soon"},)}),
    ("condition", {"what_it_is": f"<p>{CLAIM}</p>"}),
    ("condition", {"without_treatment": f"<p>{CLAIM}</p>"}),
    ("condition", {"what_it_involves": f"<ul><li>{CLAIM}</li></ul>"}),
    ("condition", {"unknowns": f"<p>Much. {CLAIM}</p>"}),
    ("condition", {"other_options": ({"title": CLAIM}, {"title": "Rest", "text": CLAIM})}),
    ("condition", {"why_guidelines_differ": f"<p>{CLAIM}</p>"}),
    ("condition", {"guidelines": ({"body": "NICE", "year": 2021, "position": "for", "statement": CLAIM, "url": "https://example.org"},)}),
    ("evidence", {"comparator_detail": "usual care that it beats by far"}),
    ("evidence", {"outcome_detail": CLAIM}),
    ("evidence", {"population": CLAIM}),
    ("evidence", {"follow_up": CLAIM}),
    ("evidence", {"certainty_reason": CLAIM}),
    ("evidence", {"explanation": f"<p>{CLAIM}</p>"}),
    ("evidence", {"downgrades": ({"domain": "imprecision", "levels": 0, "reason": CLAIM},)}),
    ("safety", {"title": CLAIM}),
    ("safety", {"summary": CLAIM}),
    ("safety", {"what_it_is": f"<p>{CLAIM}</p>"}),
    ("safety", {"what_to_do": f"<p>{CLAIM}</p>"}),
    ("safety", {"summary": "A bruise <acupuncture cures knee pain>"}),
    ("condition", {"questions": ("Rest <b acupuncture cures it>", "What else?", "How many?")}),
    ("evidence", {"locator": CLAIM}),
    ("evidence", {"authors": (f"Jo Field, {CLAIM}",)}),
    ("article", {"title": CLAIM}),
    ("article", {"summary": CLAIM}),
    ("article", {"body": f"<h2>{CLAIM}</h2><p>Text.</p>"}),
    ("article", {"body": f"<blockquote><p>{CLAIM}</p></blockquote>"}),
]  # fmt: skip
DOCUMENTS = {
    "condition": condition_document, "evidence": evidence_document, "safety": safety_document,
    "article": article_document,
}  # fmt: skip


@pytest.mark.parametrize(("kind", "fields"), EVERY_FIELD)
def test_a_claim_is_asked_about_in_every_field_an_editor_has(
    cast: Cast, knee: Publication, kind: str, fields: dict[str, Any]
) -> None:
    page = reserve_draft(cast, "a-page", DOCUMENTS[kind](**fields))
    claimed = fields.get("comparator_detail", "cures" if "cures" in str(fields) else CLAIM)

    assert any(claimed in sentence for sentence in open_sentences(page))
    with pytest.raises(actions.Refused, match="Answer for each sentence first"):
        approve(cast, page)


def test_nobody_answers_for_their_own_sentence(cast: Cast) -> None:
    cast.ada.user_permissions.set(cast.ruth.groups.get().permissions.all())
    page = reserve_draft(cast, "a-page", article_document(summary=CLAIM))
    digest = actions.compile_draft(page).digest

    with pytest.raises(actions.Refused, match="somebody else has to answer"):
        actions.answer_for_sentences(publication=page, by=cast.ada, digest=digest, answers={CLAIM: False})


def test_what_claims_something_is_never_published(cast: Cast) -> None:
    page = reserve_draft(cast, "a-page", article_document(summary=CLAIM))
    answer_all(cast, page)
    digest = actions.compile_draft(page).digest
    actions.answer_for_sentences(publication=page, by=cast.ruth, digest=digest, answers={CLAIM: True})

    assert open_sentences(page) == [CLAIM]
    with pytest.raises(actions.Refused, match="Answer for each sentence first"):
        approve(cast, page)


def test_no_reason_stands_in_for_an_answer(cast: Cast) -> None:
    page = reserve_draft(cast, "a-page", article_document(summary=CLAIM))
    digest = actions.compile_draft(page).digest

    with pytest.raises(actions.Refused, match="No reason stands in for an answer"):
        actions.publish(
            publication=page,
            by=cast.pia,
            digest=digest,
            change_note="First.",
            overrides={"free-sentences": "We are sure that this is quite harmless."},
        )


def test_any_edit_of_a_sentence_asks_again_and_an_answer_lasts_while_it_stays(cast: Cast) -> None:
    page = reserve_draft(cast, "a-page", article_document(summary=HARMLESS))
    answer_all(cast, page)
    rewrite(cast, page, article_document(summary=HARMLESS, body="<p>Thin needles go into the skin.</p>"))
    same = open_sentences(page)
    rewrite(cast, page, article_document(summary=HARMLESS.replace("list", "long list")))

    assert same == []
    assert open_sentences(page) == [HARMLESS.replace("list", "long list")]


def test_the_answers_are_kept_with_the_edition_and_shown(cast: Cast, client) -> None:
    page = reserve_draft(cast, "a-page", article_document(summary=HARMLESS))
    approve(cast, page, answers=dict.fromkeys(open_sentences(page), False))
    digest = actions.compile_draft(page).digest
    edition = actions.publish(publication=page, by=cast.pia, digest=digest, change_note="First.")
    check = next(check for check in edition.checks if check["id"] == "free-sentences")
    page.refresh_from_db()

    assert check["passed"]
    assert {a["sentence"] for a in check["answers"]} >= {HARMLESS}
    assert {a["by"] for a in check["answers"]} == {"Ruth"}
    assert f"“{HARMLESS}”" in client.get(page.get_absolute_url()).content.decode()


@pytest.fixture
def caution(cast: Cast) -> SentenceKind:
    """Return a kind of sentence that Pia wrote and nobody has approved."""
    kind = SentenceKind(
        template="Tell the practitioner before you start if {caution}.",
        choices="caution: you bleed easily | an arm is swollen, or could swell",
    )
    return actions.save_sentence_kind(kind=kind, by=cast.pia)


INSTANCE = "Tell the practitioner before you start if an arm is swollen, or could swell."


def test_an_instance_of_an_approved_kind_needs_no_answer(cast: Cast, caution: SentenceKind, settings) -> None:
    page = reserve_draft(cast, "a-page", article_document(title="[[guidelines:x]]", summary=INSTANCE))
    before = open_sentences(page)
    settings.SELF_APPROVAL = True
    actions.approve_sentence_kind(kind=caution, by=cast.pia, digest=caution.digest)

    assert before == [INSTANCE]
    assert open_sentences(page) == []


@pytest.mark.parametrize(
    "typed",
    [
        "Tell the practitioner before you start if it heals.",
        "Tell the practitioner before you start if you bleed easily. It saves lives.",
        "You will dance. Tell the practitioner before you start if you bleed easily.",
    ],
)
def test_a_kind_lets_nothing_else_through(cast: Cast, caution: SentenceKind, settings, typed: str) -> None:
    settings.SELF_APPROVAL = True
    actions.approve_sentence_kind(kind=caution, by=cast.pia, digest=caution.digest)

    assert open_sentences(reserve_draft(cast, "a-page", article_document(summary=typed)))[1:]


def test_the_writer_of_a_kind_does_not_approve_it_and_an_edit_takes_the_approval_back(
    cast: Cast, caution: SentenceKind, settings
) -> None:
    with pytest.raises(actions.Refused, match="somebody else has to approve it"):
        actions.approve_sentence_kind(kind=caution, by=cast.pia, digest=caution.digest)
    other = User.objects.get(pk=cast.pia.pk)
    other.pk, other.username = None, "quentin"
    other.save()
    other.groups.set(cast.pia.groups.all())
    caution.choices += " | you are pregnant"
    actions.save_sentence_kind(kind=caution, by=other)
    for writer in (cast.pia, other):  # everybody whose words are in it, not the last only
        with pytest.raises(actions.Refused, match="somebody else has to approve it"):
            actions.approve_sentence_kind(kind=caution, by=writer, digest=caution.digest)
    settings.SELF_APPROVAL = True
    approved = actions.approve_sentence_kind(kind=caution, by=cast.pia, digest=caution.digest)
    shown = approved.digest
    approved.template = "It cures {caution}."

    assert actions.save_sentence_kind(kind=approved, by=cast.pia).approved_by is None
    with pytest.raises(actions.Refused, match="changed after this page was shown"):
        actions.approve_sentence_kind(kind=approved, by=cast.pia, digest=shown)


def test_text_around_a_clause_is_free_too(cast: Cast, knee: Publication) -> None:
    published(cast, "knee-pain-sham", evidence_document())
    typed = "Throw your stick away: [[finding:knee-pain-sham|clause]]."

    assert typed in open_sentences(reserve_draft(cast, "a-page", article_document(summary=typed)))
    assert "[[finding:knee-pain-sham]]" not in open_sentences(
        reserve_draft(cast, "another", article_document(summary="[[finding:knee-pain-sham]]"))
    )


def test_the_review_page_asks_and_keeps_the_answers(cast: Cast, client) -> None:
    page = reserve_draft(cast, "a-page", article_document(summary=HARMLESS))
    client.force_login(cast.ruth)
    address = reverse("admin:articles_article_review", args=[actions.draft_of(page).pk])
    asked = client.get(address).content.decode()
    digest = actions.compile_draft(page).digest
    given = {f"answer_{digest_of(text)[:24]}": "no" for text in open_sentences(page)}
    client.post(address, {"digest": digest, "_answers": "1", **given})

    assert f"“{HARMLESS}”" in asked
    assert open_sentences(page) == []
    assert SentenceAnswer.objects.filter(by=cast.ruth, claims=False).count() == len(given)


def test_files_of_the_software_say_that_nobody_answered(cast: Cast) -> None:
    page = reserve_draft(cast, "a-page", article_document(summary=HARMLESS))
    edition = actions.publish_from_file(
        publication=page,
        by=cast.pia,
        digest=actions.compile_draft(page).digest,
        change_note="First.",
        evidence_as_of=AS_OF,
    )
    check = next(check for check in edition.checks if check["id"] == "free-sentences")

    assert not check["passed"]
    assert "nobody at this site has answered" in check["override"]


def test_whoever_approves_answers_for_every_sentence(cast: Cast) -> None:
    page = reserve_draft(cast, "a-page", article_document(summary=HARMLESS))
    answer_all(cast, page)
    digest = actions.compile_draft(page).digest

    with pytest.raises(actions.Refused, match="Read every sentence"):
        actions.approve(publication=page, by=cast.ruth, digest=digest, read_every_sentence=False)


def test_an_answer_is_about_its_sentence_whatever_was_answered_meanwhile(cast: Cast, client) -> None:
    page = reserve_draft(cast, "a-page", article_document(summary=CLAIM))
    client.force_login(cast.ruth)
    address = reverse("admin:articles_article_review", args=[actions.draft_of(page).pk])
    digest, title = actions.compile_draft(page).digest, open_sentences(page)[0]
    given = {f"answer_{digest_of(title)[:24]}": "no", f"answer_{digest_of(CLAIM)[:24]}": "yes"}
    actions.answer_for_sentences(publication=page, by=cast.pia, digest=digest, answers={title: False})
    client.post(address, {"digest": digest, "_answers": "1", **given})

    assert SentenceAnswer.objects.filter(sentence=CLAIM).latest("pk").claims
