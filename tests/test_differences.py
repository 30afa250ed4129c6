"""What an editor or a reader is shown as the difference between two documents."""

from hypothesis import given, strategies as st

from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.differences import between, text, words

from . import cast as people


def told(old, new):
    """Return the differences as plain data."""
    return {d.label: (d.kind, [(p.op, p.text) for p in d.parts]) for d in between(old, new)}


def test_the_changed_words_are_marked_when_a_sentence_changes():
    old = people.condition_document(without_treatment="<p>Wear and pain in the knee joint.</p>")
    new = people.condition_document(without_treatment="<p>Wear and stiffness in the knee joint.</p>")

    assert told(old, new) == {
        "What happens without treatment": (
            "changed",
            [("same", "Wear and "), ("removed", "pain "), ("added", "stiffness "), ("same", "in the knee joint.")],
        )
    }


def test_nothing_differs_when_nothing_changed():
    assert between(people.evidence_document(), people.evidence_document()) == []


def test_everything_is_new_when_there_was_no_edition_before():
    found = between(None, people.article_document())

    assert {d.kind for d in found} == {"added"}
    assert [d.label for d in found][:3] == ["Title", "Summary", "Authors"]


def test_a_row_is_told_by_what_it_is_called_when_it_is_added_changed_or_removed():
    nice = {"body": "NICE", "year": 2022, "position": "against", "statement": "Do not offer it."}
    acr = {"body": "ACR", "year": 2019, "position": "consider", "statement": "It may be tried."}
    acp = {"body": "ACP", "year": 2017, "position": "for", "statement": "Offer it."}

    found = told(
        people.condition_document(guidelines=[nice, acr]),
        people.condition_document(guidelines=[{**nice, "statement": "Do not offer acupuncture."}, acp]),
    )

    assert {label: kind for label, (kind, _parts) in found.items()} == {
        "Guideline statements: NICE": "changed",
        "Guideline statements: ACP": "added",
        "Guideline statements: ACR": "removed",
    }
    assert ("removed", "it.") in found["Guideline statements: NICE"][1]


def test_only_the_new_row_differs_when_two_rows_have_the_same_name():
    row = {"body": "NICE", "year": 2022, "position": "against", "statement": "Do not offer it."}

    found = between(people.condition_document(guidelines=[row]), people.condition_document(guidelines=[row, row]))

    assert [(d.label, d.kind) for d in found] == [("Guideline statements: NICE (2)", "added")]


def test_numbers_choices_and_yes_or_no_are_told_in_words():
    found = told(
        people.evidence_document(),
        people.evidence_document(estimate="-0.30", certainty="moderate", hartung_knapp=True, scale={"small": "0.2"}),
    )

    assert found["Estimate"][1] == [("removed", "−0.28"), ("added", "−0.3")]
    assert found["Certainty"][1] == [("removed", "Low "), ("added", "Moderate "), ("same", "certainty")]
    assert found["With Hartung-Knapp interval"][1] == [("removed", "no"), ("added", "yes")]
    assert found["Scale large from"] == ("removed", [("removed", "0.8")])


def test_a_row_has_a_line_for_each_of_its_fields_and_says_its_name_once():
    nice = {"body": "NICE", "year": 2022, "position": "against", "statement": "Do not offer it [[nice2022]]."}

    [found] = between(people.condition_document(), people.condition_document(guidelines=[nice]))

    assert "".join(p.text for p in found.parts) == (
        "Sort of statement: Guideline\nYear: 2022\nIs about other people: no\nPosition: Recommends against it\n"
        "Statement: Do not offer it [nice2022]."
    )


def test_tags_are_told_as_words_one_a_line():
    [found] = between(people.article_document(), people.article_document(tags=("how-well-it-works", "knee")))

    assert "".join(p.text for p in found.parts) == "How well it works\nKnee"


def test_rich_text_is_compared_by_its_words():
    old = people.article_document(body="<p>Thin <em>needles</em>.</p>")
    new = people.article_document(body="<p>Thick <em>needles</em>.</p>")

    assert told(old, new)["Text"][1][:2] == [("removed", "Thin "), ("added", "Thick ")]


def test_the_snapshot_of_citations_is_left_out():
    cited = people.article_document(citations={"a": {"text": "A"}})

    assert between(people.article_document(), cited) == []


def test_the_order_is_that_of_the_page_when_several_fields_differ():
    new = people.condition_document(
        title="New", unknowns="<p>New.</p>", without_treatment="<p>New.</p>", questions=("New?",)
    )

    found = [d.label for d in between(people.condition_document(), new)]

    assert found == ["Title", "What happens without treatment", "What we do not know", "Questions"]


def test_two_long_texts_are_told_whole_when_comparing_words_would_take_too_long():
    old, new = "a " * 2001, "b " * 2001

    assert [(p.op, p.text) for p in words(old, new)] == [("removed", old), ("added", new)]


def test_values_are_told_as_an_editor_reads_them():
    assert [text(v) for v in (None, True, False, Certainty.LOW, "a < b", "<p>One</p><p>two</p>", 3)] == [
        "",
        "yes",
        "no",
        "Low certainty",
        "a < b",
        "One\ntwo",
        "3",
    ]


@given(old=st.text(), new=st.text())
def test_both_texts_can_be_read_back_from_the_pieces(old, new):
    pieces = list(words(old, new))

    assert "".join(p.text for p in pieces if p.op != "added").split() == old.split()
    assert "".join(p.text for p in pieces if p.op != "removed").split() == new.split()


def test_a_row_tells_its_fields_by_the_names_of_the_form():
    old = people.evidence_document()
    trial = {"label": "Berman 2004", "n_treatment": 190, "sd_treatment": 1.5}

    found = between(old, people.evidence_document(trials=(trial,)))

    assert "".join(piece.text for piece in found[0].parts) == "N, acupuncture: 190\nSD, acupuncture: 1.5"
