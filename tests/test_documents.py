"""Documents: one canonical form, one digest, and nothing lost between rows, documents and files."""

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings as hypothesis_settings, strategies as st
from pydantic import ValidationError

from acuinfo.publishing import actions
from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.documents import CITATION_MARK, canonical, canonical_json, digest, plain_number
from acuinfo.publishing.kinds import kind, kinds
from acuinfo.publishing.richtext import clean
from acuinfo.publishing.upgrades import load
from acuinfo.site import content_files
from articles.documents import ArticleDocument, Section
from conditions import terms
from conditions.documents import ConditionDocument, EvidenceDocument, SafetyDocument

from . import cast as people

SOURCES = ("vickers2018", "linde2010", "ng226")
TAGS = ("hip", "knee", "neck")
CONDITIONS = ("knee-osteoarthritis", "neck-pain")

KNEE_DIGEST = "6d53e31c511a6880d3f1a4187ca12bd13b67d522e92022c4db9f4727fe04cde0"
EVIDENCE_DIGEST = "05819406a137013e9745735416d7b2e5af22023c4c5616f2ff945f7cc9091295"

within_a_test = hypothesis_settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


# --- Strategies: documents as editors could write them ----------------------------------------------------------
def words(least=1, most=40):
    """One line as a form field accepts it: no control characters, no space at its ends."""
    letters = st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"), exclude_characters="\x85")
    return st.text(letters, min_size=least, max_size=most).map(str.strip).filter(lambda t: len(t) >= least)


def numbers(low="-9999", high="9999"):
    """Numbers as sources print them, with up to 4 decimals."""
    return st.decimals(Decimal(low), Decimal(high), places=4)


def paragraphs():
    """Rich text that is clean already, some of it citing a source."""
    cited = st.one_of(st.just(""), st.sampled_from(SOURCES).map(lambda slug: f" [[{slug}]]"))
    return st.builds(lambda text, mark: clean(f"<p>{text}{mark}</p>"), words(), cited)


def some(strategy, most=3):
    """A tuple of up to three."""
    return st.lists(strategy, max_size=most).map(tuple)


def chosen(values):
    """Some of these, sorted, each once."""
    return st.sets(st.sampled_from(values)).map(lambda found: tuple(sorted(found)))


def maybe(strategy):
    """A value or None."""
    return st.none() | strategy


SHARED = {
    "title": words(),
    "summary": words(),
    "authors": some(words()),
    "review_cycle_months": st.integers(1, 120),
    "tags": chosen(TAGS),
}
SOURCE = st.sampled_from(("", *SOURCES))


def one_of(choices):
    """Any value of a list of terms."""
    return st.sampled_from(list(choices))


def condition_documents():
    """Conditions."""
    guideline = st.fixed_dictionaries(
        {
            "body": words(),
            "country": words(0),
            "year": st.integers(1950, 2100),
            "population": words(0),
            "position": one_of(terms.Position),
            "statement": words(),
            "source": SOURCE,
            "superseded_by": words(0),
            "url": st.sampled_from(("", "https://example.org/a")),
        }
    )
    codes = st.lists(
        st.fixed_dictionaries({"system": one_of(terms.CodeSystem), "code": words(), "label": words(0)}),
        max_size=3,
        unique_by=lambda code: (code["system"], code["code"]),
    )
    cautions = st.lists(
        st.fixed_dictionaries({"caution": one_of(terms.Caution), "reason": words()}),
        max_size=3,
        unique_by=lambda c: c["caution"],
    )
    fields = {
        **SHARED,
        "other_names": some(words()),
        "key_messages": some(words()),
        "red_flags": some(st.fixed_dictionaries({"text": words(), "how_soon": one_of(terms.HowSoon)})),
        "questions": some(words()),
        "what_it_is": paragraphs(),
        "without_treatment": paragraphs(),
        "unknowns": paragraphs(),
        "what_it_involves": paragraphs(),
        "why_guidelines_differ": paragraphs(),
        "guidelines": some(guideline),
        "codes": codes,
        "other_options": some(st.fixed_dictionaries({"title": words(), "text": words(0)})),
        "cautions_not_applicable": cautions,
    }
    return st.fixed_dictionaries(fields).map(ConditionDocument.model_validate)


def intervals(low="-9999", high="9999"):
    """An estimate with its interval, or neither."""
    three = st.lists(numbers(low, high), min_size=3, max_size=3).map(sorted)
    return st.none() | three


def rising(steps):
    """Name the steps of a scale, those that are known in rising order."""
    known = iter(sorted(step for step in steps if step is not None))
    return {name: step and next(known) for name, step in zip(("small", "moderate", "large"), steps, strict=True)}


def evidence_documents():
    """Findings."""

    def build(fields, interval, trials, downgrades):
        low, middle, high = interval or (None, None, None)
        numbers_ = {
            "ci_low": low,
            "estimate": middle,
            "ci_high": high,
            "no_trials": interval is None and fields["no_trials"],
        }
        if interval is not None:
            numbers_["size_in_words"] = None
        if fields["comparator"] != terms.Comparator.SHAM:
            numbers_["sham_kind"] = None
        if fields["participants"] is not None and fields["participants_in_trials"] is not None:
            numbers_["participants_in_trials"] = fields["participants"] + fields["participants_in_trials"]
        return EvidenceDocument.model_validate({**fields, **numbers_, "trials": trials, "downgrades": downgrades})

    positive = numbers("0.0001", "99")
    steps = st.lists(maybe(positive), min_size=3, max_size=3).map(rising)
    scale = st.fixed_dictionaries(
        {
            "name": words(0),
            "minimum": maybe(numbers()),
            "maximum": maybe(numbers()),
            "better": one_of(terms.Better),
            "steps": steps,
            "thresholds_source": SOURCE,
            "noticeable_difference": maybe(positive),
            "noticeable_source": SOURCE,
        }
    ).map(lambda said: {name: value for name, value in said.items() if name != "steps"} | said["steps"])
    reexpression = st.fixed_dictionaries(
        {
            "scale": words(),
            "minimum": numbers(),
            "maximum": numbers(),
            "sd": positive,
            "source": st.sampled_from(SOURCES),
        }
    )
    fields = st.fixed_dictionaries(
        {
            **SHARED,
            "condition": st.sampled_from(CONDITIONS),
            "outcome": one_of(terms.Outcome),
            "outcome_detail": words(0),
            "tested": one_of(terms.Tested),
            "added_to_comparator": st.booleans(),
            "comparator": one_of(terms.Comparator),
            "sham_kind": maybe(one_of(terms.ShamKind)),
            "comparator_detail": words(0),
            "phrasing": one_of(terms.Phrasing),
            "population": words(0),
            "follow_up": words(0),
            "no_trials": st.booleans(),
            "searched": st.sampled_from(("", "2018", "2018-03", "2018-03-09")),
            "measure": st.sampled_from(["SMD", "MD", "RD", "none"]),
            "scale": scale,
            "ci_level": st.integers(50, 99),
            "size_in_words": maybe(one_of(terms.Size)),
            "direction_in_words": maybe(one_of(terms.Direction)),
            "baseline_risk": maybe(numbers("0", "1")),
            "baseline_note": words(0),
            "reexpression": maybe(reexpression),
            "studies": maybe(st.integers(0, 999)),
            "participants": maybe(st.integers(0, 99999)),
            "participants_in_trials": maybe(st.integers(0, 99999)),
            "i_squared": maybe(numbers("0", "100")),
            "certainty": one_of(Certainty),
            "certainty_reason": words(0),
            "rated_by": maybe(one_of(terms.RatedBy)),
            "source": SOURCE,
            "locator": words(0),
            "explanation": paragraphs(),
            "pooling": one_of(terms.PoolingModel),
            "hartung_knapp": st.booleans(),
        }
    )
    trial = st.builds(
        lambda label, year, three, n, arm, source: {
            "label": label,
            "year": year,
            "source": source,
            "n_treatment": n,
            "n_control": n,
            **(arm or {}),
            **(dict(zip(("ci_low", "effect", "ci_high"), three, strict=True)) if three else {}),
        },
        words(),
        maybe(st.integers(1950, 2100)),
        intervals(),
        st.integers(10, 999),
        maybe(
            st.fixed_dictionaries(
                {"mean_treatment": numbers(), "sd_treatment": positive, "events_control": st.integers(0, 10)}
            )
        ),
        SOURCE,
    )
    downgrades = st.lists(
        st.fixed_dictionaries({"domain": one_of(terms.Domain), "levels": st.integers(0, 3), "reason": words(0)}),
        max_size=3,
        unique_by=lambda row: row["domain"],
    )
    return st.builds(build, fields, intervals(), some(trial), downgrades)


def safety_documents():
    """Safety notes."""
    rate = st.builds(
        lambda three, unit, period: {
            **dict(zip(("low", "count", "high"), three, strict=True)),
            "denominator": 10_000,
            "unit": unit,
            "period": period,
        },
        st.lists(numbers("0", "9999"), min_size=3, max_size=3).map(sorted),
        one_of(terms.RateUnit),
        words(0),
    )
    fields = {
        **SHARED,
        "safety_kind": one_of(terms.SafetyKind),
        "urgency": one_of(terms.Urgency),
        "what_it_is": paragraphs(),
        "what_to_do": paragraphs(),
        "rate": maybe(rate),
        "source": SOURCE,
        "locator": words(0),
        "covers": maybe(one_of(terms.Caution)),
        "conditions": chosen(CONDITIONS),
    }
    return st.fixed_dictionaries(fields).map(SafetyDocument.model_validate)


def article_documents():
    """Articles."""
    fields = {
        **SHARED,
        "section": one_of(Section),
        "body": paragraphs(),
        "conditions": chosen(CONDITIONS),
        "sources": chosen(SOURCES),
    }
    return st.fixed_dictionaries(fields).map(ArticleDocument.model_validate)


DOCUMENTS = {
    "condition": condition_documents(),
    "evidence": evidence_documents(),
    "safety": safety_documents(),
    "article": article_documents(),
}
any_document = st.one_of(*DOCUMENTS.values())


def said(document):
    """Return what the editors say in a document: all but what the software fills in."""
    return document.model_dump(mode="json", exclude=set(document.DERIVED))


# --- One canonical form -----------------------------------------------------------------------------------------
def test_the_canonical_form_is_one_line_with_sorted_keys_and_plain_numbers():
    document = people.evidence_document(estimate="-0.280", ci_low="-4.5E-1", scale={"small": "0.20"})

    text = canonical(document)

    assert text.startswith('{"added_to_comparator":false,"authors":["Ada Lovelace, editor"],"baseline_note":"",')
    assert '"ci_low":"-0.45"' in text
    assert '"estimate":"-0.28"' in text
    assert '"small":"0.2"' in text
    assert "\n" not in text


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("3.40", "3.4"),
        ("3", "3"),
        ("30", "30"),
        ("1E+2", "100"),
        ("1e-6", "0.000001"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("0.0", "0"),
        ("100.00", "100"),
        ("-17.110", "-17.11"),
    ],
)
def test_a_number_is_written_in_one_way_however_it_came(written, plain):
    assert plain_number(Decimal(written)) == plain


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_a_document_refuses_what_is_not_a_number(number):
    with pytest.raises(ValidationError):
        people.evidence_document(estimate=Decimal(number))


@given(number=numbers(), zeros=st.integers(0, 4))
def test_numbers_have_one_form_when_zeros_are_added(number, zeros):
    padded = number.quantize(Decimal(1).scaleb(-4 - zeros))

    assert plain_number(padded) == plain_number(number)
    assert Decimal(plain_number(number)) == number


@given(document=any_document, order=st.randoms(use_true_random=False))
def test_the_digest_stays_when_fields_come_in_another_order(document, order):
    names = list(document.model_dump())
    order.shuffle(names)
    data = document.model_dump()

    again = type(document).model_validate({name: data[name] for name in names})

    assert digest(canonical(again)) == digest(canonical(document))


@given(document=any_document)
def test_a_document_is_the_same_when_it_was_stored_and_read(document):
    text = canonical(document)

    again = load(kind(document.KIND), text, document.SCHEMA)

    assert again == document
    assert canonical(again) == text
    assert canonical_json(json.loads(text)) == text


@given(document=any_document, other=any_document)
def test_two_documents_have_the_same_digest_only_when_they_say_the_same(document, other):
    assert (digest(canonical(document)) == digest(canonical(other))) == (document == other)


def test_the_digest_is_this_one_on_every_database_and_machine(cast, knee):
    page = people.published(cast, "knee-pain-sham", people.evidence_document(estimate="-0.280", baseline_risk="0.290"))

    assert page.current.digest == EVIDENCE_DIGEST
    assert knee.current.digest == KNEE_DIGEST


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("surprise", 1),
        ("tags", ["Knee"]),
        ("review_cycle_months", 0),
        ("title", "x" * 501),
        ("citations", {"a": {"texts": "x"}}),
    ],
)
def test_a_document_is_refused_when_a_field_is_unknown_or_out_of_bounds(field, value):
    with pytest.raises(ValidationError):
        people.condition_document(**{field: value})


def test_a_document_cannot_be_changed_once_made():
    with pytest.raises(ValidationError, match="frozen"):
        people.condition_document().title = "Another"


# --- Between rows and documents ---------------------------------------------------------------------------------
@pytest.fixture
def desk(cast):
    """Sources, tags, two conditions and one draft of each kind to write into."""
    for slug in SOURCES:
        people.source(slug)
    for slug in TAGS:
        actions.save_tag(slug=slug, name=slug.title(), group="body-area", scope_note="", aliases=(), by=cast.pia)
    for slug in CONDITIONS:
        people.reserve_draft(cast, slug, people.condition_document(title=slug))
    drafts = {
        "condition": people.reserve_draft(cast, "a-condition", people.condition_document()),
        "evidence": people.reserve_draft(cast, "a-finding", people.evidence_document()),
        "safety": people.reserve_draft(cast, "a-note", people.safety_document()),
        "article": people.reserve_draft(cast, "an-article", people.article_document()),
    }
    assert set(drafts) == {spec.name for spec in kinds()}
    return drafts


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_lost_when_a_document_goes_into_the_draft_and_comes_back(cast, desk, name):
    @within_a_test
    @given(document=DOCUMENTS[name])
    def check(document):
        people.rewrite(cast, desk[name], document)
        compiled = actions.compile_draft(desk[name]).document

        assert said(compiled) == said(document)
        assert set(compiled.citations) == set(document.cited_slugs())

    check()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_digest_stays_when_what_was_compiled_is_written_back(cast, desk, name):
    @hypothesis_settings(within_a_test, max_examples=8)
    @given(document=DOCUMENTS[name])
    def check(document):
        people.rewrite(cast, desk[name], document)
        first = actions.compile_draft(desk[name])
        people.rewrite(cast, desk[name], first.document)

        assert actions.compile_draft(desk[name]).digest == first.digest

    check()


@given(document=any_document)
def test_nothing_is_lost_when_a_document_is_written_to_a_content_file_and_read(document, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "page.yaml"
    path.write_text(content_files.as_text(document, people.AS_OF), "utf-8")

    again, _as_of = content_files.read_document(content_files.File(path, document.KIND, "page"), kind(document.KIND))

    assert said(again) == said(document)


@given(text=st.text(max_size=200))
def test_rich_text_is_clean_after_one_cleaning(text):
    assert clean(clean(text)) == clean(text)


def test_the_wording_is_kept_with_the_document_when_it_is_compiled(cast, desk):
    people.rewrite(cast, desk["evidence"], people.evidence_document())

    document = actions.compile_draft(desk["evidence"]).document

    assert (document.size, document.direction) == (terms.Size.SMALL, terms.Direction.BENEFIT)
    assert "sham" in document.statement


# --- Citations --------------------------------------------------------------------------------------------------
@given(document=any_document)
def test_every_source_is_cited_in_order_of_first_appearance(document):
    cited = document.cited_slugs()

    assert len(set(cited)) == len(cited)
    assert {slug for _path, text in document.texts() for slug in CITATION_MARK.findall(text)} <= set(cited)
    assert set(cited) <= set(SOURCES)


def test_the_citation_stays_as_asserted_when_the_source_is_corrected_later(cast, knee):
    page = people.published(cast, "knee-pain-sham", people.evidence_document())
    source = people.source()
    asserted = page.current.body

    source.title = "A corrected title"
    source.save()

    page.refresh_from_db()
    assert page.current.body == asserted
    assert "Title of vickers2018" in asserted
    assert "A corrected title" in actions.compile_draft(page).document.citations["vickers2018"].text


def test_compiling_is_refused_and_names_the_source_when_a_text_cites_an_unknown_one(cast, desk):
    draft = actions.draft_of(desk["article"])
    draft.body = "<p>As shown [[nobody1999]].</p>"
    draft.save()

    with pytest.raises(actions.Refused, match="no source with the short name nobody1999"):
        actions.compile_draft(desk["article"])


def test_writing_a_draft_is_refused_and_nothing_is_kept_when_the_rows_could_not_be_true(cast, desk):
    before = actions.compile_draft(desk["evidence"]).digest
    impossible = people.evidence_document(estimate=-0.9)

    with pytest.raises(actions.Refused, match="The interval does not contain the estimate"):
        people.rewrite(cast, desk["evidence"], impossible)

    assert actions.compile_draft(desk["evidence"]).digest == before


@pytest.mark.parametrize(
    ("fields", "message"),
    [({"title": "x" * 301}, "title: .*300"), ({"other_options": [{"title": "x" * 201}]}, "title: .*200")],
)
def test_writing_a_draft_is_refused_when_a_text_is_longer_than_its_field(cast, desk, fields, message):
    with pytest.raises(actions.Refused, match=message):
        people.rewrite(cast, desk["condition"], people.condition_document(**fields))
