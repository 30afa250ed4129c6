"""The answer of a condition is composed of its leading findings, chosen without favour."""

import pytest

from acuinfo.publishing import actions
from acuinfo.publishing.models import Publication
from tests.cast import Cast, condition_document, evidence_document, published, rewrite

SHAM, REAL = "knee-pain-sham", "knee-pain-usual-care"


def objections(page: Publication) -> list[str]:
    """Return what the check of the answer objects to in the draft."""
    results = actions.compile_draft(page).results
    return [o.message for result in results if result.check.id == "answer" for o in result.objections]


@pytest.fixture
def page(cast: Cast, knee: Publication) -> Publication:
    """Return a condition with one finding against sham and one against usual care."""
    published(cast, SHAM, evidence_document())
    published(cast, REAL, evidence_document(comparator="usual-care", estimate=-0.6, ci_low=-0.9, ci_high=-0.3))
    return knee


@pytest.mark.parametrize(
    ("leading", "missing"),
    [((), ("a sham", "something real")), ((SHAM,), ("something real",)), ((REAL,), ("a sham",)), ((REAL, SHAM), ())],
)
def test_one_against_sham_and_one_against_something_real_lead_where_there_are_both(
    cast: Cast, page: Publication, leading: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    actions.write_draft(draft=actions.draft_of(page), document=condition_document(leading=leading), by=cast.ada)

    said = objections(page)

    assert len(said) == len(missing)
    assert all(any(word in told for told in said) for word in missing)


def test_what_disagrees_about_the_same_comparison_leads_too(cast: Cast, page: Publication) -> None:
    published(
        cast, "knee-pain-sham-two", evidence_document(estimate=-0.05, ci_low=-0.1, ci_high=0.0, source="other2020")
    )
    rewrite(cast, page, condition_document(leading=(SHAM, REAL)))
    alone = objections(page)
    rewrite(cast, page, condition_document(leading=(SHAM, "knee-pain-sham-two", REAL)))

    assert len(alone) == 1
    assert "Let it lead too." in alone[0]
    assert objections(page) == []


def test_the_answer_keeps_the_order_of_the_editor(cast: Cast, page: Publication) -> None:
    rewrite(cast, page, condition_document(leading=(REAL, SHAM)))

    assert actions.compile_draft(page).document.summary == f"[[finding:{REAL}]] [[finding:{SHAM}]]"


def test_a_condition_without_findings_says_so(knee: Publication) -> None:
    assert knee.summary == "We have not published any finding on acupuncture for this yet: Knee osteoarthritis."


def test_an_answer_tells_no_finding_about_another_condition(cast: Cast, page: Publication) -> None:
    published(cast, "neck-pain", condition_document(title="Neck pain"))
    published(cast, "neck-pain-sham", evidence_document(condition="neck-pain"))
    messages = ("[[finding:neck-pain-sham]]", "Exercise comes first.")
    rewrite(cast, page, condition_document(leading=(SHAM, REAL), key_messages=messages))

    results = actions.compile_draft(page).results
    said = [o.message for result in results if result.check.id == "of-this-condition" for o in result.objections]

    assert len(said) == 1
    assert "is about another condition" in said[0]
