"""What must never be false (design, section 3): each rule is broken here on purpose."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from acuinfo.publishing import actions
from acuinfo.publishing.models import (
    AppendOnlyError,
    Change,
    Correction,
    Edition,
    FormerAddress,
    Insertion,
    Publication,
    Reminder,
    Review,
    SentenceKind,
    Signpost,
    Tag,
)
from acuinfo.sources.models import Source
from conditions.models import Condition, EvidenceSummary, SafetyNote

from . import cast as people

APPS = ("sources", "publishing", "conditions", "articles")
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def site(cast):
    """One page of each kind that has constraints, published by the actions."""
    people.knee(cast)
    people.published(
        cast,
        "knee-pain-sham",
        people.evidence_document(
            studies=1, trials=({"label": "Berman 2004", "effect": -0.28, "ci_low": -0.45, "ci_high": -0.11},)
        ),
    )
    people.published(cast, "bruising", people.safety_document())
    return cast


def force(model, **values):
    """Change the first row of a model behind the back of every guard."""
    first = model._base_manager.order_by("pk").values("pk")[:1]
    models.QuerySet(model).filter(pk__in=[row["pk"] for row in first]).update(**values)


def now():
    """Return this moment."""
    return timezone.now()


def add_source(**fields):
    """Add a source without asking anybody."""
    Source.objects.create(**{"slug": "another", "kind": "trial", "title": "Another", **fields})


def twice(model, **values):
    """Add the same row two times."""
    for _ in range(2):
        model.objects.create(**values)


def knee():
    """Return the draft of the knee."""
    return Condition.objects.get()


def finding():
    """Return the draft of the finding."""
    return EvidenceSummary.objects.get()


def row(name):
    """Return a model of the conditions app by name."""
    return apps.get_model("conditions", name)


def pia():
    """Return somebody."""
    return Edition.objects.first().published_by


def mistake(**fields):
    """List a mistake of ours without asking anybody."""
    said = {"what_was_wrong": "It said ten.", "what_we_changed": "It says one.", "wrong_since": now().date(), **fields}
    Correction.objects.create(edition=Edition.objects.first(), **said)


# How to break each named constraint. SQLite tells a broken uniqueness by its columns, so those are named here as well.
BREAKS = {
    # sources
    "source_doi_is_unique": lambda: twice_source("doi", "10.1000/x"),
    "source_pmid_is_unique": lambda: twice_source("pmid", "123"),
    "source_standing_is_known": lambda: force(Source, standing="lovely", standing_note="x"),
    "only_superseded_sources_have_a_successor": lambda: force(Source, superseded_by=Source.objects.first()),
    "standing_other_than_current_has_a_note": lambda: force(Source, standing="retracted"),
    # publishing
    "tag_name_is_unique_in_its_group": lambda: [
        Tag.objects.create(slug=slug, name="Knee", group="topic") for slug in ("one", "two")
    ],
    "tag_group_is_known": lambda: Tag.objects.create(slug="one", name="One", group="mood"),
    "one_address_for_each_publication": lambda: twice(Publication, kind="condition", slug="neck"),
    "withdrawal_has_date_and_reason_and_person": lambda: force(Publication, withdrawn_at=now(), withdrawn_by=pia()),
    "only_published_pages_are_withdrawn": lambda: Publication.objects.create(
        kind="condition", slug="neck", withdrawn_at=now(), withdrawn_by=pia(), withdrawn_reason="x"
    ),
    "only_withdrawn_pages_have_a_successor": lambda: force(Publication, successor=Publication.objects.last()),
    "former_address_leads_to_one_page": lambda: twice(
        FormerAddress, kind="condition", slug="old", publication=Publication.objects.first()
    ),
    "edition_number_is_unique": lambda: copy_edition(number=1),
    "edition_numbers_start_at_one": lambda: copy_edition(number=0),
    "edition_was_reviewed_or_came_with_the_software": lambda: copy_edition(number=9, reviewed_on=None),
    "edition_has_a_change_note": lambda: force(Edition, change_note=""),
    "review_verdict_is_known": lambda: force(Review, verdict="shrug"),
    "asking_for_changes_needs_a_comment": lambda: force(Review, verdict="changes-requested", comment=""),
    "one_reminder_a_page_person_and_day": lambda: twice(
        Reminder, publication=Publication.objects.first(), to=pia(), due_on=now().date(), sent_on=now().date()
    ),
    "publishing_change_names_its_edition": lambda: force(Change, edition=None),
    "one_insertion_each": lambda: twice(
        Insertion, publication=Publication.objects.first(), kind="evidence", slug="knee-pain-sham"
    ),
    "sentence_kind_is_approved_by_somebody": lambda: SentenceKind.objects.create(
        template="Ask.", written_by=User.objects.first(), approved_by=User.objects.first()
    ),
    "correction_is_approved_by_somebody": lambda: mistake(approved_by=pia()),
    "correction_says_what_was_and_what_is": lambda: mistake(what_we_changed=""),
    "what_readers_say_of_themselves_has_a_name": lambda: Tag.objects.create(
        slug="one", name="One", group="topic", first_person="I am one"
    ),
    "signpost_says_one_thing": lambda: Signpost.objects.create(means="knee", not_covered="migraine"),
    "signpost_leads_out_of_what_is_not_covered": lambda: Signpost.objects.create(
        not_covered="migraine", elsewhere_name="A charity"
    ),
    # conditions
    "caution_is_excepted_once": lambda: twice(
        row("NotApplicableCaution"), condition=knee(), caution="pacemaker", reason="x"
    ),
    "code_is_given_once": lambda: twice(row("ConditionCode"), condition=knee(), system="icd-10", code="M17"),
    "finding_leads_once": lambda: twice(row("LeadingFinding"), condition=knee(), finding="knee-pain-sham"),
    "interval_contains_the_estimate": lambda: force(EvidenceSummary, ci_high=-0.3),
    "no_trials_means_no_estimate": lambda: force(EvidenceSummary, no_trials=True),
    "checker_is_not_extractor": lambda: force(EvidenceSummary, extracted_by="Ada", checked_by="ADA"),
    "i_squared_is_a_percentage": lambda: force(EvidenceSummary, i_squared=101),
    "baseline_risk_is_a_share": lambda: force(EvidenceSummary, baseline_risk=29),
    "ratios_are_positive": lambda: force(EvidenceSummary, measure="RR"),
    "thresholds_rise": lambda: force(row("Scale"), moderate=0.1),
    "thresholds_are_positive": lambda: force(row("Scale"), small=0),
    "size_in_words_goes_without_a_number": lambda: force(EvidenceSummary, size_in_words="small"),
    "only_sham_has_a_kind": lambda: force(EvidenceSummary, comparator="usual-care", sham_kind="device"),
    "two_groups_are_not_more_than_all": lambda: force(EvidenceSummary, participants_in_trials=1834),
    "domain_is_rated_once": lambda: twice(row("Downgrade"), evidence=finding(), domain="imprecision"),
    "trial_interval_contains_its_effect": lambda: force(row("Trial"), effect=1, ci_low=2, ci_high=3),
    "standard_deviations_are_not_negative": lambda: force(row("Trial"), sd_control=-1),
    "arms_have_participants": lambda: force(row("Trial"), n_treatment=0),
    "events_are_not_more_than_people": lambda: force(row("Trial"), n_control=10, events_control=11),
    "harm_rate_is_possible": lambda: force(SafetyNote, rate_count=2, rate_denominator=1),
    "harm_interval_contains_the_rate": lambda: force(
        SafetyNote, rate_count=5, rate_denominator=100, rate_unit="people", rate_low=6, rate_high=7
    ),
}


def twice_source(field, value):
    """Add two sources with the same number."""
    for slug in ("one", "two"):
        add_source(slug=slug, **{field: value})


def copy_edition(**changes):
    """Add a copy of the first edition with something else in it."""
    values = {
        f.attname: getattr(Edition.objects.first(), f.attname) for f in Edition._meta.concrete_fields if f.name != "id"
    }
    Edition.objects.create(**{**values, **changes})


def constraints():
    """Return every named constraint of our models."""
    found = [model for label in APPS for model in apps.get_app_config(label).get_models()]
    return {constraint.name: (model, constraint) for model in found for constraint in model._meta.constraints}


def test_no_address_is_reserved_for_a_kind_that_no_app_registered(cast):
    with pytest.raises(KeyError, match="blog"):
        actions.reserve(kind_name="blog", slug="neck", by=cast.pia)

    assert not Publication.objects.exists()


def test_every_constraint_is_broken_here():
    assert set(BREAKS) == set(constraints())


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses_when_a_constraint_is_broken(site, name):
    model, constraint = constraints()[name]

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        BREAKS[name]()

    columns = ", ".join(
        f"{model._meta.db_table}.{model._meta.get_field(f).column}" for f in getattr(constraint, "fields", ())
    )
    assert name in str(error.value) or (columns and columns in str(error.value))


# --- Append-only ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "attempt",
    [
        lambda model: model.objects.first().save(),
        lambda model: model.objects.first().save(update_fields=["pk"]),
        lambda model: model.objects.first().delete(),
        lambda model: model.objects.update(publication=None),
        lambda model: model.objects.filter(pk__gt=0).delete(),
        lambda model: model.objects.all().delete(),
        lambda model: model.objects.bulk_update(model.objects.all(), ["publication"]),
        lambda model: model.objects.bulk_create(
            list(model.objects.all()), update_conflicts=True, update_fields=["publication"], unique_fields=["pk"]
        ),
        lambda model: model.objects.update_or_create(pk=model.objects.first().pk, defaults={"publication": None}),
        lambda model: getattr(Publication.objects.first(), f"{model.__name__.lower()}s").update(publication=None),
    ],
    ids=[
        "save",
        "save some fields",
        "delete",
        "update",
        "filter and delete",
        "delete all",
        "bulk update",
        "bulk create over rows",
        "update or create",
        "update through a relation",
    ],
)
def test_a_record_is_refused_any_change_when_it_is_stored(site, attempt):
    records = (Edition, Review, Change)
    before = [list(model.objects.order_by("pk").values()) for model in records]

    for model in records:
        with pytest.raises(AppendOnlyError, match=r"are never (changed|deleted)"), transaction.atomic():
            attempt(model)

    assert [list(model.objects.order_by("pk").values()) for model in records] == before


@pytest.mark.parametrize(
    "find",
    [
        lambda: Publication.objects.get(slug="bruising"),
        lambda: Publication.objects.filter(slug="bruising"),
        lambda: SafetyNote.objects.get().publication,
        lambda: Edition.objects.first().published_by,
        lambda: Condition.objects.filter(publication__slug="knee-osteoarthritis"),
        lambda: Source.objects.get(slug="vickers2018"),
    ],
    ids=["publication", "publications", "publication of a draft", "publisher", "condition in use", "source in use"],
)
def test_deleting_is_refused_when_a_record_leans_on_it(site, find):
    with pytest.raises(ProtectedError), transaction.atomic():
        find().delete()

    assert (Publication.objects.count(), Edition.objects.count()) == (3, 3)


# --- The pointer and the numbers --------------------------------------------------------------------------------
def test_numbers_have_no_holes_when_publishing_is_refused_in_between(cast, knee):
    for words in ("One.", "Two.", "Three."):
        people.rewrite(cast, knee, people.condition_document(without_treatment=f"<p>{words}</p>"))
        digest = people.approve(cast, knee)
        with pytest.raises(actions.Refused):
            actions.publish(publication=knee, by=cast.pia, digest=digest, change_note="")
        actions.publish(publication=knee, by=cast.pia, digest=digest, change_note="New words.")

    assert sorted(knee.editions.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_the_pointer_leads_to_an_edition_of_its_own_page(site):
    assert list(Publication.objects.exclude(current__publication=models.F("pk"))) == []
    assert Publication.objects.filter(current__isnull=False).count() == 3


def test_nothing_is_left_of_an_action_when_its_last_step_fails(cast, monkeypatch):
    publication = people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())
    digest = people.approve(cast, publication)

    def fail(*args, **kwargs):
        raise RuntimeError("the last step")

    monkeypatch.setattr(actions.editions, "record", fail)
    with pytest.raises(RuntimeError, match="the last step"), transaction.atomic():
        actions.publish(publication=publication, by=cast.pia, digest=digest, change_note="x")

    publication.refresh_from_db()
    assert (publication.current, publication.title, Edition.objects.count()) == (None, "", 0)


WRITES = re.compile(
    r"\b(?:Publication|Edition|Review|Change)\.(?:objects|_default_manager)(?:\.\w+\([^()]*\))*"
    r"\.(?:create|bulk_create|get_or_create|update_or_create|update|delete)\("
)


def test_only_the_actions_write_publications_editions_reviews_and_changes():
    ours = [
        p
        for app in ("acuinfo", "conditions", "articles")
        for p in (ROOT / app).rglob("*.py")
        if "migrations" not in p.parts
    ]
    writing = {str(path.parent.relative_to(ROOT)) for path in ours if WRITES.search(path.read_text("utf-8"))}

    assert writing == {"acuinfo/publishing/actions"}


# --- check_editions ---------------------------------------------------------------------------------------------
def tamper(sql, *params):
    """Change a stored edition as nobody but the database's owner can."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def check():
    """Run check_editions; return what it says and what it complains about."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("check_editions", stdout=out, stderr=err, verbosity=0)
    except CommandError as error:
        return str(error), err.getvalue()
    return out.getvalue().strip(), err.getvalue()


def test_check_editions_finds_nothing_when_all_is_whole(site):
    assert check() == ("3 editions are whole.", "")


def test_check_editions_tells_when_a_word_was_changed_in_the_database(site):
    tamper("UPDATE publishing_edition SET body = replace(body, %s, %s)", "pain slightly", "pain hugely")

    said, complaint = check()

    assert said == "1 problems in 3 editions."
    assert complaint.strip() == (
        "evidence/knee-pain-sham edition 1: the text is not the one that was published (digest differs)."
    )


def test_check_editions_tells_when_an_edition_is_missing(cast, knee):
    for words in ("One.", "Two."):
        people.rewrite(cast, knee, people.condition_document(without_treatment=f"<p>{words}</p>"))
        people.publish(cast, knee)
    second = knee.editions.get(number=2).pk
    tamper("UPDATE publishing_change SET edition_id = %s WHERE edition_id = %s", knee.editions.get(number=1).pk, second)
    tamper("DELETE FROM publishing_edition WHERE id = %s", second)

    assert check() == ("1 problems in 2 editions.", "condition/knee-osteoarthritis edition 3: edition 2 is missing.\n")


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        ("UPDATE publishing_edition SET body = %s", "not a document"),
        ("UPDATE publishing_edition SET body = %s", '{"title": 3}'),
        ("UPDATE publishing_edition SET schema_version = %s", 0),
    ],
    ids=["no JSON", "not the fields", "unknown version"],
)
def test_check_editions_tells_when_a_document_cannot_be_read(cast, knee, sql, value):
    tamper(sql, value)

    said, complaint = check()

    assert "problems in 1 editions." in said
    assert "condition/knee-osteoarthritis edition 1: the document cannot be read" in complaint


# --- rebuild_cards ----------------------------------------------------------------------------------------------
def test_rebuilding_gives_back_every_card_when_cards_and_index_were_spoilt(site, client):
    fields = [f.name for f in Publication._meta.concrete_fields]
    before = list(Publication.objects.order_by("pk").values(*fields))
    page = client.get("/conditions/knee-osteoarthritis/").content
    Publication.objects.update(
        title="",
        summary="",
        sort_key="",
        search_text="",
        data={},
        published_at=now() - timedelta(days=9),
        review_due_on=None,
    )
    tamper("DELETE FROM publishing_text")
    Publication.tags.through.objects.all().delete()

    call_command("rebuild_cards", verbosity=0, stdout=io.StringIO())

    assert list(Publication.objects.order_by("pk").values(*fields)) == before
    assert client.get("/conditions/knee-osteoarthritis/").content == page
    assert Change.objects.first().what == Change.What.CARDS_REBUILT
