"""Content as text files: loaded through the actions, written back, and true to the evidence it was written from."""

import datetime as dt
import io
import json
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from acuinfo.publishing import actions, process_caches
from acuinfo.publishing.kinds import kind
from acuinfo.publishing.models import Change, Edition, Publication, Review, Tag
from acuinfo.publishing.readability import sentences
from acuinfo.site import content_files
from acuinfo.sources.models import Source

from . import cast as people, markup

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"
EVIDENCE = ROOT.parent / "shared" / "evidence"


@pytest.fixture(autouse=True)
def _one_person_team(settings):
    """Load as a newcomer does, alone; tests of bigger teams say otherwise."""
    settings.SELF_APPROVAL = True


@pytest.fixture
def folder(tmp_path):
    """A small folder: two tags, three sources, a page of each kind."""
    root = tmp_path / "content"
    documents = {
        "conditions/knee-osteoarthritis": people.condition_document(tags=("knee",), leading=("knee-pain-sham",)),
        "evidence/knee-pain-sham": people.evidence_document(tags=("knee",)),
        "safety/bruising": people.safety_document(tags=("side-effects",), conditions=("knee-osteoarthritis",)),
        "articles/what-is-acupuncture": people.article_document(body="<p>Thin needles [[linde2010]].</p>"),
    }
    for name, document in documents.items():
        write(root, f"{name}.yaml", content_files.as_text(document, people.AS_OF))
    sources = {
        "vickers2018": {
            "kind": "ipd-meta-analysis",
            "title": "Acupuncture for chronic pain",
            "doi": "10.1016/j.jpain.2017.11.005",
        },
        "linde2010": {
            "kind": "trial",
            "title": "An old trial",
            "standing": "superseded",
            "standing_note": "Updated.",
            "superseded_by": "vickers2018",
        },
        "unused2020": {
            "kind": "trial",
            "title": "Cited by nobody",
            "standing": "retracted",
            "standing_note": "Notice of 2021.",
        },
    }
    for slug, data in sources.items():
        write(root, f"sources/{slug}.yaml", yaml.safe_dump(data))
    tags = [
        {"slug": "knee", "name": "Knee", "group": "body-area", "scope": "Pain in the knee.", "aliases": ["Knees"]},
        {"slug": "side-effects", "name": "Side effects", "group": "topic"},
    ]
    write(root, "tags.yaml", yaml.safe_dump(tags))
    return root


def write(root, name, text):
    """Write a file and the folders above it."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def load(root, *args):
    """Load a folder; return what the command says last."""
    out = io.StringIO()
    call_command("load_content", root, *args, stdout=out)
    return out.getvalue().strip().splitlines()[-1]


def export(root, *args):
    """Write what is live to a folder."""
    call_command("export_content", root, *args, stdout=io.StringIO(), verbosity=0)


def live():
    """Return the digest of every live page by kind and address."""
    return {(p.kind, p.slug): p.current.digest for p in Publication.objects.live().select_related("current")}


# --- Loading ----------------------------------------------------------------------------------------------------
def test_every_page_is_published_through_the_actions_when_a_folder_is_loaded(db, folder, client):
    said = load(folder)

    assert said == "4 pages published, 0 left as they were, 3 new sources."
    assert len(live()) == 4
    assert Change.objects.filter(what=Change.What.PUBLISHED).count() == 4
    assert client.get("/evidence/knee-pain-sham/").status_code == 200
    assert [(t.scope_note, t.aliases.get().slug) for t in Tag.objects.filter(slug="knee")] == [
        ("Pain in the knee.", "knees")
    ]
    assert Source.objects.get(slug="linde2010").superseded_by.slug == "vickers2018"
    assert Source.objects.get(slug="unused2020").standing == "retracted"


def test_nothing_changes_when_a_folder_is_loaded_twice(db, folder):
    load(folder)
    drafts = [actions.draft_of(page) for page in Publication.objects.all()]
    before = (live(), Edition.objects.count(), Change.objects.count(), Tag.objects.count())

    plain, updating = load(folder), load(folder, "--update")

    assert (plain, updating) == ("0 pages published, 4 left as they were, 0 new sources.",) * 2
    assert (live(), Edition.objects.count(), Change.objects.count(), Tag.objects.count()) == before
    assert [actions.draft_of(page).revision for page in Publication.objects.all()] == [d.revision for d in drafts]


def test_a_draft_stays_its_writers_when_its_file_says_nothing_new(cast, folder):
    load(folder)
    page = Publication.objects.get(slug="what-is-acupuncture")
    people.rewrite(cast, page, actions.compile_draft(page).document)

    load(folder, "--update")

    assert actions.draft_of(page).updated_by == cast.ada


def test_other_pages_are_updated_when_somebody_is_at_work_on_one(cast, folder):
    load(folder)
    page = Publication.objects.get(slug="knee-osteoarthritis")
    people.rewrite(cast, page, people.condition_document(tags=("knee",), unknowns="<p>Not published yet.</p>"))
    changed = people.article_document(summary="From the file.")
    write(folder, "articles/what-is-acupuncture.yaml", content_files.as_text(changed, people.AS_OF))

    said = load(folder, "--update")

    assert said == "1 pages published, 3 left as they were, 0 new sources."
    assert Publication.objects.get(slug="what-is-acupuncture").summary == "From the file."


def test_pages_that_can_be_loaded_are_when_others_cannot(db, folder):
    write(folder, "articles/what-is-acupuncture.yaml", "title: [")
    write(folder, "articles/empty.yaml", "")

    with pytest.raises(CommandError, match=r"(?s)empty\.yaml.*what-is-acupuncture\.yaml"):
        load(folder)

    assert len(live()) == 3


def test_a_file_is_refused_when_its_sources_were_read_in_the_future(db, folder):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    write(folder, "articles/what-is-acupuncture.yaml", content_files.as_text(people.article_document(), tomorrow))

    with pytest.raises(CommandError, match="evidence_as_of is a day to come"):
        load(folder)


def test_an_editors_work_survives_when_the_folder_is_loaded_again(cast, folder):
    load(folder)
    knee = Publication.objects.get(slug="knee-osteoarthritis")
    people.rewrite(cast, knee, people.condition_document(tags=("knee",), unknowns="<p>An editor's words.</p>"))
    people.publish(cast, knee)
    actions.save_tag(slug="knee", name="The knee", group="body-area", scope_note="", aliases=(), by=cast.pia)
    Source.objects.filter(slug="vickers2018").update(title="A corrected title")
    people.rewrite(cast, knee, people.condition_document(tags=("knee",), unknowns="<p>Not published yet.</p>"))

    load(folder)

    knee.refresh_from_db()
    assert "An editor's words." in knee.search_text
    assert actions.compile_draft(knee).document.unknowns == "<p>Not published yet.</p>"
    assert Tag.objects.get(slug="knee").name == "The knee"
    assert Source.objects.get(slug="vickers2018").title == "A corrected title"


def test_a_draft_is_left_alone_when_its_address_is_in_the_folder(cast, folder):
    people.reserve_draft(cast, "what-is-acupuncture", people.article_document(title="In the works"))

    said = load(folder)

    assert said == "3 pages published, 1 left as they were, 3 new sources."
    assert ("article", "what-is-acupuncture") not in live()


def test_a_changed_file_becomes_the_next_edition_when_updating(db, folder):
    load(folder)
    write(
        folder,
        "articles/what-is-acupuncture.yaml",
        content_files.as_text(people.article_document(summary="New words."), people.AS_OF),
    )

    untouched, said = load(folder), load(folder, "--update")

    page = Publication.objects.get(slug="what-is-acupuncture")
    assert untouched == "0 pages published, 4 left as they were, 0 new sources."
    assert said == "1 pages published, 3 left as they were, 0 new sources."
    assert (page.summary, page.current.number, page.current.change_note) == (
        "New words.",
        2,
        "Loaded from the content files.",
    )


def test_updating_is_refused_when_somebody_is_at_work_on_the_page(cast, folder):
    load(folder)
    page = Publication.objects.get(slug="what-is-acupuncture")
    people.rewrite(cast, page, people.article_document(summary="Not published yet."))
    write(
        folder,
        "articles/what-is-acupuncture.yaml",
        content_files.as_text(people.article_document(summary="From the file."), people.AS_OF),
    )

    with pytest.raises(
        CommandError, match=r"articles/what-is-acupuncture\.yaml: the draft has changes that are not published"
    ):
        load(folder, "--update")

    assert actions.compile_draft(page).document.summary == "Not published yet."


def test_nobody_is_said_to_have_reviewed_what_came_in_files(db, folder, client):
    load(folder)

    page = Publication.objects.get(slug="knee-osteoarthritis")
    edition = page.current
    assert (edition.reviewed_on, edition.reviewed_by, edition.evidence_as_of) == (None, "", people.AS_OF)
    assert (page.last_reviewed_on, page.review_due_on) == (None, timezone.localdate())
    assert Review.objects.count() == 0
    html = client.get("/conditions/knee-osteoarthritis/").content.decode()
    assert "It was written from sources up to 22 November 2026." in html
    assert "Nobody at this site has reviewed it yet." in html
    assert "lastReviewed" not in html
    assert "Reviewed by" not in html + client.get("/conditions/knee-osteoarthritis/editions/").content.decode()
    assert "Not reviewed here yet" in client.get("/conditions/").content.decode()
    answer = client.get("/api/v1/condition/knee-osteoarthritis/").json()
    assert [answer[name] for name in ("last_reviewed_on", "reviewed_by", "evidence_as_of")] == ["", "", "2026-11-22"]


def test_a_page_that_came_in_a_file_is_reviewed_when_two_people_say_so(cast, folder, client):
    load(folder)
    page = Publication.objects.get(slug="knee-osteoarthritis")

    digest = people.approve(cast, page)
    actions.publish(publication=page, by=cast.pia, digest=digest, change_note="Read it all.", weight="reviewed")

    page.refresh_from_db()
    assert (page.current.number, page.current.reviewed_by, page.last_reviewed_on) == (2, "Ruth", timezone.localdate())
    shown = markup.page(client.get("/conditions/knee-osteoarthritis/"))
    assert "Nobody at this site" not in markup.text(shown)
    assert "Not reviewed here yet" in markup.text(markup.by_id(shown, "answers"))  # its finding, which nobody has read


def test_a_page_that_people_have_reviewed_is_theirs_when_its_file_changes(cast, folder):
    load(folder)
    page = Publication.objects.get(slug="what-is-acupuncture")
    actions.publish(
        publication=page, by=cast.pia, digest=people.approve(cast, page), change_note="Read it.", weight="reviewed"
    )
    text = content_files.as_text(people.article_document(summary="From the file."), people.AS_OF)
    write(folder, "articles/what-is-acupuncture.yaml", text)

    with pytest.raises(CommandError, match="People here have reviewed this page"):
        load(folder, "--update")

    assert page.editions.count() == 2


# --- Bad files --------------------------------------------------------------------------------------------------
PAGE = "articles/what-is-acupuncture.yaml"
ARTICLE = content_files.as_text(people.article_document(), people.AS_OF)
EVIDENCE_TEXT = content_files.as_text(people.evidence_document(), people.AS_OF)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (PAGE, "title: [", "what-is-acupuncture.yaml: this is not a readable content file"),
        (PAGE, "", "what-is-acupuncture.yaml: the file holds no fields"),
        (PAGE, "- a list", "what-is-acupuncture.yaml: the file holds no fields"),
        (PAGE, "!!python/object/apply:os.system ['true']", "not a readable content file"),
        (PAGE, ARTICLE.replace("evidence_as_of: 2026-11-22", ""), "say up to when its sources were read"),
        (PAGE, ARTICLE.replace("2026-11-22", "2026-11"), "say up to when its sources were read"),
        (PAGE, ARTICLE + "colour: red\n", "what-is-acupuncture.yaml: colour: Extra inputs"),
        (PAGE, ARTICLE + "citations: {}\n", "citations is filled by the software"),
        (PAGE, ARTICLE.replace("section: understanding", "section: gossip"), "section: Input should be"),
        (PAGE, ARTICLE.replace("understanding", "understanding\ntags: [gossip]"), "There is no tag gossip"),
        (PAGE, ARTICLE + "sources: [nobody1999]\n", "no source with the short name nobody1999"),
        (
            PAGE,
            ARTICLE.replace("thin needles", "thin needles [[nobody1999]]"),
            "no source with the short name nobody1999",
        ),
        (PAGE, ARTICLE + "conditions: [gout]\n", "There is no condition at the address gout"),
        (PAGE, ARTICLE.replace("Thin needles", "It cures pain with needles"), "claims more than evidence can"),
        (PAGE, ARTICLE.replace("What is acupuncture?", "x" * 301), "title: .*300"),
        ("articles/What Is.yaml", ARTICLE, "An address is made of small letters"),
        (
            "evidence/knee-pain-sham.yaml",
            EVIDENCE_TEXT.replace("-0.28", "-0.9"),
            "knee-pain-sham.yaml: The interval does not contain",
        ),
        ("evidence/knee-pain-sham.yaml", EVIDENCE_TEXT.replace("-0.28", ".nan"), "knee-pain-sham.yaml: estimate"),
        (
            "evidence/knee-pain-sham.yaml",
            EVIDENCE_TEXT.replace("knee-osteoarthritis", "gout"),
            "There is no condition at the address gout",
        ),
    ],
)
def test_a_bad_page_is_told_in_a_clear_sentence_and_nothing_of_it_is_kept(db, folder, name, text, message):
    write(folder, name, text)
    address = Path(name).stem

    with pytest.raises(CommandError, match=message):
        load(folder)

    assert not Publication.objects.filter(slug=address).exists()


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("sources/vickers2018.yaml", "title: [", "vickers2018.yaml: this is not a readable"),
        ("sources/vickers2018.yaml", "just words", "sources/vickers2018.yaml: the file holds no fields"),
        ("sources/vickers2018.yaml", "{kind: trial, title: A, colour: red}", "a source has no field colour"),
        ("sources/vickers2018.yaml", "{title: A}", r"sources/vickers2018.yaml: "),
        ("sources/vickers2018.yaml", "{kind: trial, title: A, doi: not-a-doi}", "Start with 10"),
        ("sources/vickers2018.yaml", "{kind: trial, title: A, standing: retracted}", "Say what happened"),
        ("sources/vickers2018.yaml", "{kind: trial, title: A, standing: lovely, standing_note: A}", "not a standing"),
        (
            "sources/linde2010.yaml",
            "{kind: trial, title: A, standing: superseded, standing_note: A, superseded_by: nobody}",
            "there is no source nobody",
        ),
        ("tags.yaml", "slug: knee", "tags.yaml: write a list of tags"),
        ("tags.yaml", "- {slug: knee}", "tags.yaml: write a list of tags"),
        ("tags.yaml", "- {slug: knee, name: Knee, group: outcome}", "The software fills this group"),
    ],
)
def test_a_bad_source_or_tag_is_told_in_a_clear_sentence_and_nothing_is_kept(db, folder, name, text, message):
    write(folder, name, text)

    with pytest.raises(CommandError, match=message):
        load(folder)

    assert (Source.objects.count(), live()) == (0, {})


def test_loading_is_refused_when_there_is_no_such_folder(db, tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        load(tmp_path / "nowhere")


# --- Writing ----------------------------------------------------------------------------------------------------
def test_the_same_digests_come_back_when_what_was_written_is_loaded_into_an_empty_site(db, folder, tmp_path):
    with transaction.atomic():
        load(folder)
        knee = Publication.objects.get(slug="knee-osteoarthritis")
        actions.move(publication=knee, slug="knee-oa", by=people.make_cast().pia)
        before, sources, tags = live(), exported(Source), exported(Tag)
        export(tmp_path / "first")
        transaction.set_rollback(True)  # and the site is empty again
    process_caches.clear()
    empty = live()

    load(tmp_path / "first")

    assert (empty, len(before)) == ({}, 4)
    assert (live(), exported(Source), exported(Tag)) == (before, sources, tags)
    export(tmp_path / "second")
    assert texts(tmp_path / "second") == texts(tmp_path / "first")


def exported(model):
    """Return every row of a model without its id."""
    skipped = {"id", "superseded_by_id"}
    return [{k: v for k, v in row.items() if k not in skipped} for row in model.objects.order_by("slug").values()]


def texts(root):
    """Return every file below a folder with what it holds."""
    return {str(path.relative_to(root)): path.read_text("utf-8") for path in root.rglob("*.yaml")}


def test_a_withdrawn_page_is_not_written(db, folder, tmp_path):
    load(folder)
    pia = people.make_cast().pia
    actions.withdraw(publication=Publication.objects.get(slug="bruising"), by=pia, reason="Wrong.")

    export(tmp_path / "out")

    assert "safety/bruising.yaml" not in texts(tmp_path / "out")
    assert "articles/what-is-acupuncture.yaml" in texts(tmp_path / "out")


def test_writing_is_refused_when_the_folder_is_not_empty(db, folder):
    with pytest.raises(CommandError, match="is not empty"):
        export(folder)
    export(folder, "--overwrite")

    assert "conditions/knee-osteoarthritis.yaml" in texts(folder)


# --- The starting content ---------------------------------------------------------------------------------------
FILES = content_files.files(CONTENT)
SOURCES = {path.stem for path in (CONTENT / "sources").glob("*.yaml")}


@pytest.fixture(scope="module")
def pages():
    """Every document of the starting content, by kind and address."""
    return {(file.kind, file.slug): content_files.read_document(file, kind(file.kind))[0] for file in FILES}


def test_the_starting_content_holds_what_was_promised():
    count = {name: sum(file.kind == name for file in FILES) for name in ("condition", "evidence", "safety", "article")}

    assert count["condition"] == 6
    assert (count["evidence"] >= 25, count["safety"] >= 15, count["article"] >= 8) == (True, True, True)


def test_every_page_of_the_starting_content_is_a_document_and_cites_sources_that_exist(pages):
    missing = {(key, slug) for key, document in pages.items() for slug in document.cited_slugs() if slug not in SOURCES}

    assert len(pages) == len(FILES)
    assert missing == set()


def test_every_page_of_the_starting_content_uses_tags_that_exist(pages):
    tags = {row["slug"] for row in yaml.safe_load((CONTENT / "tags.yaml").read_text("utf-8"))}

    assert {tag for document in pages.values() for tag in document.tags} - tags == set()


def test_every_page_of_the_starting_content_is_about_conditions_that_exist(pages):
    conditions = {slug for name, slug in pages if name == "condition"}

    assert {slug for document in pages.values() for slug in document.about} - conditions == set()


# --- The starting content against the evidence it was written from ----------------------------------------------
needs_evidence = pytest.mark.skipif(
    not EVIDENCE.is_dir(),
    reason="the folder shared/evidence is not beside the project, so there is nothing to compare with",
)
MAPS = Path(__file__).parent / "findings"
HUNDREDTH = Decimal("0.01")
# koa-28 prints no 95% interval; its note gives the one worked out from the counts: about 1.8 to 24.3 percentage points.
FROM_NOTES = {("knee-responder-sham", "ci_low"): "1.8 to 24.3", ("knee-responder-sham", "ci_high"): "1.8 to 24.3"}


def read(pattern, part):
    """Return the rows of one part of the evidence files."""
    return [
        row
        for path in sorted(EVIDENCE.glob(pattern))
        for row in json.loads(path.read_text("utf-8"), parse_float=Decimal).get(part, [])
    ]


def mapped(*names):
    """Return which findings each page was written from."""
    return {slug: ids for name in names for slug, ids in json.loads((MAPS / f"{name}.json").read_text("utf-8")).items()}


FIGURES = {
    "estimate": "estimate",
    "ci_low": "ci_low",
    "ci_high": "ci_high",
    "studies": "n_studies",
    "participants": "n_participants",
    "i_squared": "i2_percent",
}


def in_units_of(document, name, finding):
    """Return a finding's figure in the unit of the page: differences of risk are shares of 1, not percentage points."""
    value = finding[FIGURES[name]]
    is_risk = document.measure == "RD" and name in ("estimate", "ci_low", "ci_high")
    return value if value is None or not is_risk else Decimal(value) * HUNDREDTH


@needs_evidence
def test_every_finding_that_was_published_is_in_the_maps(pages):
    findings = mapped("knee-hip", "back-neck", "fm-ra")

    assert set(findings) == {slug for name, slug in pages if name == "evidence"}
    assert set(mapped("safety")) == {slug for name, slug in pages if name == "safety"}


@needs_evidence
def test_every_figure_of_the_starting_content_equals_the_evidence_to_the_digit(pages):
    findings = {row["id"]: row for row in read("*.json", "findings")}
    wrong = []
    for slug, ids in mapped("knee-hip", "back-neck", "fm-ra").items():
        document = pages["evidence", slug]
        for name in FIGURES:
            value = getattr(document, name)
            rows = [findings[i] for i in ids]
            if value is not None and value not in [in_units_of(document, name, row) for row in rows[:1]]:
                noted = FROM_NOTES.get((slug, name))
                if noted is None or not any(noted in row["note"] for row in rows):
                    wrong.append((slug, name, value, ids))

    assert wrong == []


@needs_evidence
def test_no_unverified_finding_was_published():
    findings = {row["id"]: row for row in read("*.json", "findings")}
    used = {i for ids in mapped("knee-hip", "back-neck", "fm-ra").values() for i in ids}

    assert {
        i for i in used if findings[i]["verified"]["status"] == "unverified" or findings[i]["role"] == "gap"
    } == set()


@needs_evidence
def test_every_source_of_a_finding_is_the_one_it_was_read_in(pages):
    findings = {row["id"]: row for row in read("*.json", "findings")}
    wrong = [
        (slug, pages["evidence", slug].source, findings[ids[0]]["source"])
        for slug, ids in mapped("knee-hip", "back-neck", "fm-ra").items()
        if ids and pages["evidence", slug].source != findings[ids[0]]["source"].replace("_", "-")
    ]

    assert wrong == []


@needs_evidence
def test_every_rate_of_harm_equals_the_evidence_to_the_digit(pages):
    rows = {row["name"]: row for row in read("*.json", "safety")}
    units = {"people": "patients", "treatments": "treatments"}
    wrong = []
    for slug, names in mapped("safety").items():
        rate = pages["safety", slug].rate
        if rate is not None:
            said = (rate.count, rate.denominator, units[rate.unit.value], rate.low, rate.high)
            keys = ("value", "per", "unit", "ci_low", "ci_high")
            known = [tuple((rows[name]["frequency"] or {}).get(key) for key in keys) for name in names]
            if said not in known:
                wrong.append((slug, said, known))

    assert wrong == []


NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
OUR_WORDS = re.compile(r"of (?:100|1,000)\b|every 100\b|1 in 100\b|\b(?:19|20)\d\d\b|Adding up the two trials .*")
"""Numbers that are no results: of how many people, a year, and what we worked out ourselves."""
IN_OTHER_FINDINGS = {
    ("back-pain-sham-2015-review", "1162"), ("knee-disability-sham", "74"), ("knee-function-sham-laser", "70"),
    ("neck-disability-sham", "18"), ("neck-pain-added-to-care", "6"),
}  # fmt: skip
"""How many were in other groups and trials, and a time without a figure: other pages rest on those findings."""


@needs_evidence
def test_every_number_in_an_explanation_is_one_of_the_evidence_rounded(pages):
    findings = {row["id"]: row for row in read("*.json", "findings")}
    wrong = set()
    for slug, ids in mapped("knee-hip", "back-neck", "fm-ra").items():
        printed = NUMBER.findall(json.dumps([findings[i] for i in ids], default=str).replace(",", ""))
        known, scale = {Decimal(number) for number in printed}, pages["evidence", slug].reexpression
        if scale:
            known |= {number * scale.sd for number in known} | {scale.minimum, scale.maximum}
        lines = pages["evidence", slug].explanation.splitlines()  # but those on a rule of thumb, of no trial
        for sentence in sentences("\n".join(line for line in lines if "[[cochrane-handbook]]" not in line)):
            for number in NUMBER.findall(OUR_WORDS.sub("", sentence).replace(",", "")):
                told = Decimal(number)
                if all(k.quantize(told, ROUND_HALF_UP) != told for k in known):
                    wrong.add((slug, number))

    assert wrong == IN_OTHER_FINDINGS
