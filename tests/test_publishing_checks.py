"""Every publishing check: what it lets pass, what it objects to, where it points and how strictly.

The checks see a document and the standing of its sources and never ask the database, so neither do these tests.
"""

import datetime as dt

import pytest
from django.core.management import call_command

from acuinfo.publishing import checks
from acuinfo.publishing.kinds import kind, kinds
from acuinfo.publishing.readability import hardest_sentences, lay_sentences, length, reading_ages
from acuinfo.sources.models import Source
from conditions.compiling import with_wording
from conditions.terms import Domain

from . import cast as people


def evidence_document(**fields):
    """Return a complete finding with its words, as compiling composes them."""
    return with_wording(people.evidence_document(**fields), "Knee osteoarthritis", "Vickers 2018")


BUILDERS = {
    "condition": people.condition_document,
    "evidence": evidence_document,
    "safety": people.safety_document,
    "article": people.article_document,
}
THIS_MONTH = f"{dt.date.today():%Y-%m}"
THREE_YEARS_AGO = str(dt.date.today().year - 3)
NICE = {"body": "NICE", "year": 2022, "position": "against", "statement": "Do not offer it.", "source": "ng226"}
ACR = {
    "body": "ACR",
    "year": 2019,
    "position": "consider",
    "statement": "It may be tried.",
    "url": "https://example.org",
}
TRIAL = {"label": "Berman 2004", "effect": -0.28, "ci_low": -0.45, "ci_high": -0.11}
RATE = {"count": 1, "denominator": 100, "unit": "people"}
UNREASONED = {"domain": "imprecision", "levels": 1}
NARROW = {"estimate": -0.3, "ci_low": -0.4, "ci_high": -0.25}
"""An interval within the one word "small"."""
ARMS = {"n_treatment": 190, "n_control": 191}
ROWS = ("studies", "participants", "i_squared")
"""What the rows of trials tell as well."""
HARD = "<p>" + "Heterogeneous methodological considerations necessitate individualised interpretation. " * 30 + "</p>"
EASY = "<p>" + "The pain got less. " * 30 + "</p>"


def result_of(check_id, kind_name, fields, standing=None):
    """Run the checks of a kind on a complete document with these fields and return one check's result."""
    document = BUILDERS[kind_name](**fields)
    standings = standing or {}
    sources = {
        slug: Source(slug=slug, title=slug, standing=standings.get(slug, "current")) for slug in document.cited_slugs()
    }
    results = {r.check.id: r for r in checks.run(kind(kind_name), document, checks.Facts(sources))}
    return results[check_id]


def no(*names):
    """Return fields emptied."""
    return dict.fromkeys(names, "")


# Check, level, kind, fields it lets pass, fields it objects to, where it points.
CASES = [
    # every kind
    ("summary", "blocks", "article", {}, no("summary"), ["summary"]),
    ("authors", "blocks", "article", {}, {"authors": ()}, ["authors"]),
    (
        "authors",
        "blocks",
        "article",
        {"authors": ("Ada Lovelace, editor",)},
        {"authors": ("Ada Lovelace",)},
        ["authors"],
    ),
    ("overclaiming", "blocks", "article", {"summary": "It is no cure."}, {"summary": "It cures pain."}, ["summary"]),
    (
        "overclaiming",
        "blocks",
        "condition",
        {"key_messages": ("One.", "Nobody has proven it.")},
        {"key_messages": ("One.", "Proven to work.")},
        ["key_messages.2"],
    ),
    (
        "overclaiming",
        "blocks",
        "safety",
        {"what_to_do": "<p>Avoid whoever says it is “completely safe”.</p>"},
        {"what_to_do": "<p>Relax.</p><p>It is completely safe and has no side effects.</p>"},
        ["what_to_do"],
    ),
    (
        "links",
        "blocks",
        "article",
        {"body": '<p><a href="/about/">About this site</a></p>'},
        {"body": '<p>Read <a href="/about/">here</a>.</p>'},
        ["body"],
    ),
    ("links", "blocks", "article", {}, {"body": '<p><a href="/about/"><em></em></a></p>'}, ["body"]),
    (
        "headings",
        "blocks",
        "article",
        {"body": "<h2>A</h2><h3>B</h3><h4>C</h4><h2>D</h2>"},
        {"body": "<h2>A</h2><h4>C</h4>"},
        ["body"],
    ),
    ("headings", "blocks", "condition", {"unknowns": "<h3>A</h3>"}, {"unknowns": "<h4>A</h4>"}, ["unknowns"]),
    (
        "sentence-length",
        "warns",
        "article",
        {"summary": "word " * 19 + "end."},
        {"summary": "word " * 20 + "end."},
        ["summary"],
    ),
    ("reading-age", "informs", "article", {"body": EASY}, {"body": HARD}, ["text"]),
    # conditions
    *(
        ("condition-complete", "blocks", "condition", {}, {name: value}, [name])
        for name, value in {
            "what_it_is": "",
            "without_treatment": "<p> </p>",
            "what_it_involves": "",
            "unknowns": "",
            "key_messages": ("One.",),
            "other_options": ({"title": "Exercise"},),
            "questions": ("One?", "Two?"),
            "red_flags": (),
        }.items()
    ),
    (
        "condition-complete",
        "blocks",
        "condition",
        {},
        {"red_flags": ({"text": "you limp"},)},
        ["red_flags"],
    ),
    (
        "condition-complete",
        "blocks",
        "condition",
        {"key_messages": ("1.", "2.", "3.")},
        {"key_messages": ("1.", "2.", "3.", "4.")},
        ["key_messages"],
    ),
    (
        "guidelines-differ",
        "blocks",
        "condition",
        {"guidelines": [NICE, ACR], "why_guidelines_differ": "<p>They weigh sham trials differently.</p>"},
        {"guidelines": [NICE, ACR]},
        ["why_guidelines_differ"],
    ),
    (
        "guidelines-differ",
        "blocks",
        "condition",
        {"guidelines": [NICE, {**ACR, "superseded_by": "ACR 2026"}]},
        {"guidelines": [NICE, {**NICE, "position": "for"}]},
        ["why_guidelines_differ"],
    ),
    (
        "guideline-source",
        "blocks",
        "condition",
        {"guidelines": [NICE, ACR]},
        {"guidelines": [NICE, {**NICE, "source": ""}]},
        ["guidelines.2"],
    ),
    (
        "numbers-have-sources",
        "blocks",
        "condition",
        {"unknowns": "<p>It helped 12 of 100 people [[vickers2018]].</p>"},
        {"unknowns": "<p>It helped 12 of 100 people.</p>"},
        ["unknowns"],
    ),
    (
        "numbers-have-sources",
        "blocks",
        "condition",
        {"what_it_is": "<p>Your 2 knees, from the age of 45.</p>"},
        {"what_it_is": "<p>A loss of 3.4 points.</p>"},
        ["what_it_is"],
    ),
    # evidence
    ("finding-has-source", "blocks", "evidence", {}, no("source"), ["source"]),
    (
        "finding-has-source",
        "blocks",
        "evidence",
        {"source": "", "no_trials": True, "estimate": None, "ci_low": None, "ci_high": None},
        no("source"),
        ["source"],
    ),
    ("certainty-rated", "blocks", "evidence", {}, {"rated_by": None}, ["rated_by"]),
    (
        "certainty-rated",
        "blocks",
        "evidence",
        {"certainty": "not-rated", "certainty_reason": "Nobody looked."},
        {"certainty": "not-rated", "certainty_reason": ""},
        ["certainty_reason"],
    ),
    *(
        (
            "certainty-rated",
            "blocks",
            "evidence",
            {"rated_by": "acuinfo", "certainty": certainty, "downgrades": [{"domain": "imprecision", "levels": drop}]},
            {"rated_by": "acuinfo", "certainty": certainty, "downgrades": [{"domain": "imprecision", "levels": wrong}]},
            ["downgrades"],
        )
        for certainty, drop, wrong in (("high", 0, 1), ("moderate", 1, 0), ("low", 2, 1), ("very-low", 3, 2))
    ),
    ("interval", "blocks", "evidence", {}, {"ci_low": None, "ci_high": None}, ["ci_low"]),
    *(
        (
            "baseline",
            "blocks",
            "evidence",
            {"measure": measure, "estimate": 1.3, "ci_low": 1.1, "ci_high": 1.5, "baseline_risk": 0.29},
            {"measure": measure, "estimate": 1.3, "ci_low": 1.1, "ci_high": 1.5},
            ["baseline_risk"],
        )
        for measure in ("RR", "OR")
    ),
    (
        "baseline",
        "blocks",
        "evidence",
        {"measure": "RR", "estimate": 1.3, "ci_low": 1.1, "ci_high": 1.5, "baseline_risk": 0.29},
        {"measure": "RR", "estimate": 4, "ci_low": 2, "ci_high": 5, "baseline_risk": 0.29},
        ["baseline_risk"],
    ),
    (
        "no-trials-searched",
        "blocks",
        "evidence",
        {"no_trials": True, "estimate": None, "searched": "2018"},
        {"no_trials": True, "estimate": None, "searched": ""},
        ["searched"],
    ),
    ("explained", "blocks", "evidence", {}, {"explanation": "<p></p>"}, ["explanation"]),
    ("search-date", "warns", "evidence", {"searched": THIS_MONTH}, {"searched": THREE_YEARS_AGO}, ["searched"]),
    ("search-date", "warns", "evidence", {"searched": THIS_MONTH}, {"searched": ""}, ["searched"]),
    (
        "second-person",
        "warns",
        "evidence",
        {"extracted_by": "Ada", "checked_by": "Max"},
        {"checked_by": ""},
        ["checked_by"],
    ),
    ("trials-possible", "blocks", "evidence", {"trials": [TRIAL]}, {"trials": [{"label": "Berman 2004"}]}, ["trials"]),
    (
        "pooled-agrees",
        "warns",
        "evidence",
        {"trials": [TRIAL]},
        {"trials": [{**TRIAL, "effect": -3, "ci_low": -3.2, "ci_high": -2.8}]},
        ["trials"],
    ),
    *(
        (
            "comparator-phrase",
            "blocks",
            "evidence",
            {"comparator_detail": "sham needles, 2 mm deep"},
            {"comparator_detail": detail},
            ["comparator_detail"],
        )
        for detail in ("Sham needles. They did not pierce.", "sham: no needles", "x" * 81)
    ),
    (
        "comparator-phrase",
        "blocks",
        "evidence",
        {"comparator": "usual-care", "added_to_comparator": True},
        {"added_to_comparator": True},
        ["added_to_comparator"],
    ),
    # the interval crosses the mark of the target, so imprecision has to be spoken of
    ("grade", "blocks", "evidence", {}, {"downgrades": []}, ["downgrades"]),
    (
        "grade",
        "blocks",
        "evidence",
        {"downgrades": [{"domain": "imprecision", "levels": 0, "reason": "The authors saw no reason."}]},
        {"downgrades": [{"domain": "inconsistency", "levels": 2, "reason": "They differ."}]},
        ["downgrades"],
    ),
    *(
        (
            "grade",
            "blocks",
            "evidence",
            {"certainty": certainty, **NARROW, "downgrades": []},
            {"certainty": certainty, "downgrades": []},
            ["downgrades"],
        )
        for certainty in ("high", "moderate", "low", "very-low")
    ),
    ("grade", "blocks", "evidence", {"certainty": "not-rated", "downgrades": []}, {"downgrades": []}, ["downgrades"]),
    ("grade", "blocks", "evidence", {**people.NO_TRIALS, "downgrades": []}, {"downgrades": []}, ["downgrades"]),
    (
        "grade",
        "blocks",
        "evidence",
        {**NARROW, "scale": {"noticeable_difference": 0.2}, "downgrades": []},
        {**NARROW, "scale": {"noticeable_difference": 0.3}, "downgrades": []},
        ["downgrades"],
    ),
    (
        "grade",
        "blocks",
        "evidence",
        {"measure": "MD", "scale": {}, "downgrades": []},
        {"measure": "MD", "scale": {}, "ci_high": 0.1, "downgrades": []},
        ["downgrades"],
    ),
    # every domain that is spoken of has its reason
    *(
        (
            "grade",
            "blocks",
            "evidence",
            {**NARROW, "downgrades": [{**UNREASONED, "domain": domain, "reason": "Because."}]},
            {**NARROW, "downgrades": [{**UNREASONED, "domain": domain}]},
            ["downgrades"],
        )
        for domain in Domain
    ),
    ("grade", "blocks", "evidence", {}, {"downgrades": [UNREASONED]}, ["downgrades"]),
    # what is as certain as can be is exact
    (
        "grade",
        "blocks",
        "evidence",
        {"certainty": "high", "certainty_reason": "All trials agree."},
        {"certainty": "high", "certainty_reason": ""},
        ["certainty_reason"],
    ),
    (
        "grade",
        "blocks",
        "evidence",
        {"certainty": "high", "certainty_reason": "", **NARROW, "downgrades": []},
        {"certainty": "high", "certainty_reason": "", "estimate": -0.5, "ci_low": -0.6, "ci_high": -0.4},
        ["certainty_reason"],
    ),
    # what is said of the trials is what the rows of trials say
    *(
        (
            "rows-agree",
            "blocks",
            "evidence",
            {"trials": rows, **dict.fromkeys(ROWS), name: value},
            {"trials": rows, **dict.fromkeys(ROWS), name: wrong},
            [name],
        )
        for rows, name, value, wrong in (
            ([TRIAL, {**TRIAL, "label": "Witt"}], "studies", 2, 3),
            ([TRIAL, {**TRIAL, "label": "Berman 2004 (men)"}, {**TRIAL, "label": "berman 2004"}], "studies", 1, 3),
            ([{**TRIAL, **ARMS}, {**TRIAL, **ARMS, "label": "Witt"}], "participants", 762, 761),
            ([TRIAL, {**TRIAL, "label": "Witt"}], "i_squared", 1.9, 2.1),
        )
    ),
    (
        "rows-agree",
        "blocks",
        "evidence",
        {"trials": [{**TRIAL, **ARMS}, {**TRIAL, "label": "Witt"}], "studies": 2, "participants": 9},
        {"trials": [{**TRIAL, **ARMS}], "studies": 2, "participants": 9},
        ["studies", "participants"],
    ),
    ("rows-agree", "blocks", "evidence", {}, {"trials": [TRIAL]}, ["studies"]),
    (
        "numbers-have-sources",
        "blocks",
        "evidence",
        {"explanation": "<p>Pain fell by 0.28.</p>"},
        {"source": "", "scale": {}, "explanation": "<p>Pain fell by 0.28.</p>"},
        ["explanation"],
    ),
    *(
        ("numbers-known", "informs", name, {}, {field: "<p>It was 0.99 in one trial [[vickers2018]].</p>"}, [field])
        for name, field in (("condition", "unknowns"), ("safety", "what_it_is"))
    ),
    (
        "numbers-known",
        "informs",
        "evidence",
        {"explanation": "<p>Pain fell by 0.28 [[vickers2018]].</p>"},
        {"explanation": "<p>Pain fell by 0.29 [[vickers2018]].</p>"},
        ["explanation"],
    ),
    # safety
    ("safety-complete", "blocks", "safety", {}, no("what_it_is", "what_to_do"), ["what_it_is", "what_to_do"]),
    ("rate-has-source", "blocks", "safety", {"rate": RATE, "source": "lin2019"}, {"rate": RATE}, ["source"]),
    (
        "frequency-words",
        "blocks",
        "safety",
        {"summary": "Bruises are common: 3 of 100 people."},
        {"summary": "Bruises are common."},
        ["summary"],
    ),
    ("frequency-words", "blocks", "safety", {"summary": "Rare.", "rate": RATE}, {"summary": "Rare."}, ["summary"]),
    (
        "numbers-have-sources",
        "blocks",
        "safety",
        {"what_it_is": "<p>It bleeds in 3% of people.</p>", "source": "lin2019"},
        {"what_it_is": "<p>It bleeds in 3% of people.</p>"},
        ["what_it_is"],
    ),
]
IDS = [f"{case[2]}-{case[0]}-{i}" for i, case in enumerate(CASES)]
OF_STANDING = {"lost-sources", "standing", "internal-links", "inserts", "free-sentences"}
"""Tried by themselves: below, in test_internal_links, test_putting_in_findings and test_free_sentences."""


def test_every_check_of_every_kind_is_tried_here():
    tried = (
        {(case[2], case[0]) for case in CASES}
        | {("condition", "answer"), ("condition", "of-this-condition")}
        | {  # in test_leading_findings
            (spec.name, check.id) for spec in kinds() for check in checks.GENERIC
        }
    )
    generic = {case[0] for case in CASES} | OF_STANDING

    assert {(spec.name, check.id) for spec in kinds() for check in (*checks.GENERIC, *spec.checks)} == tried
    assert {check.id for check in checks.GENERIC} <= generic


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_check_passes_what_is_right_and_points_at_what_is_wrong(case):
    check, level, name, good, bad, where = case

    passed, objected = result_of(check, name, good), result_of(check, name, bad)

    assert [f.message for f in passed.objections] == []
    assert list(dict.fromkeys(f.field for f in objected.objections)) == where
    assert objected.check.level == level
    assert objected.blocks == (level == "blocks")
    assert all(f.message.endswith((".", "?")) or "[[" in f.message for f in objected.objections)


@pytest.mark.parametrize("standing", ["retracted", "withdrawn"])
def test_publishing_is_blocked_when_everything_rests_on_a_lost_source(standing):
    alone = result_of("lost-sources", "evidence", {}, {"vickers2018": standing})
    fields = {"scale": {"noticeable_source": "other2020"}}
    not_alone = result_of("lost-sources", "evidence", fields, {"vickers2018": standing})

    assert [(f.field, alone.blocks) for f in alone.objections] == [("citations", True)]
    assert "vickers2018" in alone.objections[0].message
    assert not_alone.passed


@pytest.mark.parametrize("standing", ["corrected", "concern", "superseded"])
def test_a_source_that_still_counts_does_not_block_but_is_named(standing):
    fields = {"summary": "As shown [[vickers2018]]."}

    assert result_of("lost-sources", "article", fields, {"vickers2018": standing}).passed
    named = result_of("standing", "article", fields, {"vickers2018": standing})
    assert [(f.field, named.check.level, named.blocks) for f in named.objections] == [("citations", "informs", False)]
    assert named.objections[0].message.startswith("vickers2018 is ")


def test_a_current_source_is_not_named():
    assert result_of("standing", "article", {"summary": "As shown [[vickers2018]]."}).passed


@pytest.mark.parametrize("name", BUILDERS)
def test_nothing_blocks_the_complete_pages_that_the_cast_writes(name):
    document = BUILDERS[name]()
    sources = {slug: Source(slug=slug, title=slug) for slug in document.cited_slugs()}

    assert [r.check.id for r in checks.run(kind(name), document, checks.Facts(sources)) if r.blocks] == []


def test_a_result_is_stored_with_all_that_readers_and_editors_may_ask():
    stored = result_of("summary", "article", {"summary": ""}).as_data()

    assert stored["id"] == "summary"
    assert (stored["level"], stored["passed"]) == ("blocks", False)
    assert stored["label"] == "The page has a summary of one sentence."
    assert stored["findings"] == [
        {"field": "summary", "message": "Write the one-sentence summary that lists and search results show."}
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"downgrades": []}, "The interval lies on both sides of the mark of 0.2."),
        ({"scale": {"noticeable_difference": 0.3}, "downgrades": []}, "on both sides of the mark of 0.3."),
        ({"measure": "MD", "scale": {}, "ci_high": 0.1, "downgrades": []}, "on both sides of no effect."),
        ({"downgrades": [UNREASONED]}, "Give the reason for what you say of “Imprecision”."),
        ({**NARROW, "downgrades": [UNREASONED]}, "The whole interval lies on one side of the mark of 0.2. Say why"),
        (
            {**NARROW, "downgrades": [{"domain": "publication-bias", "levels": 1}]},
            "Say what points to missing studies.",
        ),
        ({"certainty": "high", "certainty_reason": ""}, "The interval reaches over several words of size."),
    ],
)
def test_the_check_of_a_rating_tells_what_the_numbers_say(fields, words):
    assert [words in f.message for f in result_of("grade", "evidence", fields).objections] == [True]


def test_the_check_of_rows_names_both_numbers():
    objected = result_of("rows-agree", "evidence", {"trials": [TRIAL]})

    assert [f.message for f in objected.objections] == ["9 is given, but the rows of trials give 1."]


def test_the_reading_age_is_told_by_two_formulas(cast, capsys):
    people.published(cast, "easy", people.article_document(title="Easy", body=EASY))
    people.published(cast, "hard", people.article_document(title="Hard", body=HARD))

    call_command("check_reading")

    hard, worst, *others, easy, sums = capsys.readouterr().out.splitlines()
    assert hard.split()[-1] == "/articles/hard/"
    assert worst.split()[1:3] == ["body:", "Heterogeneous"]
    assert [line.split()[1] for line in others] == ["body:", "body:"]
    assert easy.split()[::3] == ["5", "/articles/easy/"]
    assert sums.startswith("1 of 2 pages of 100 words or more are comfortable at 11")


def test_what_readers_came_for_and_labels_do_not_make_a_page_hard():
    said = "<p>" + "They told us of {}: pain in {}, and {} is a\nway to meet it. " * 10 + "</p>"
    ours, others = (
        ["fibromyalgia", "Saskatchewan", "acupuncture"] * 10,
        ["heterogeneity", "extremities", "diathermy"] * 10,
    )
    known = people.article_document(
        title="Fibromyalgia", body=said.format(*ours), authors=("A. Methodological, adviser",)
    )
    unknown = people.article_document(title="Pain", body=said.format(*others).replace("heterog", "inhomog"))

    assert (reading_ages(known).age, reading_ages(unknown).age) == (6, 13)
    assert [length(sentence) for _path, sentence in lay_sentences(known)][-1] == 16  # over the end of a line
    assert hardest_sentences(people.article_document(body=EASY + HARD), 1)[0][2].startswith("Heterogeneous")
