"""The interface in another language: every word is translated, and content says that it is English."""

import ast
import gettext
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from typing import get_args, get_origin

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import label_for_field
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError as InvalidForm
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from django.utils.translation.template import templatize
from pydantic import ValidationError

from acuinfo.desk import history
from acuinfo.finding.source_list import cited_sources
from acuinfo.publishing import actions, process_caches
from acuinfo.publishing.differences import LEFT_OUT
from acuinfo.publishing.documents import Part, problem_in_words
from acuinfo.publishing.field_names import field_name
from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.models import DraftCard, Edition, Publication, Review
from acuinfo.sources.models import Standing
from articles.documents import Section
from conditions.documents import Guideline
from conditions.meta_analysis import analyse
from conditions.models import Condition, EvidenceSummary

from .cast import article_document, evidence_document, knee, published, safety_document
from .test_desk_index import form_of

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en-gb"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|</?\w+>")
TEXT = r"""((?:u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*"))"""
MARKED = re.compile(rf"\bn?gettext\(\s*{TEXT}")
MARKED_IN_CONTEXT = re.compile(rf"\bpgettext\(\s*{TEXT}\s*,\s*{TEXT}")
CONTEXT_ENDS = "\x04"
"""What a compiled list has between the context of a text and the text."""

Words = dict[str, tuple[str, ...]]
"""A text of the interface to its translations: one, or one for each plural form."""


# --- The lists of words -----------------------------------------------------------------------------------------
def folder(language: str) -> Path:
    """Return where a language's words are."""
    return ROOT / "locale" / language / "LC_MESSAGES"


def entries(language: str) -> Iterator[dict[str, str]]:
    """Yield the entries of a .po file: each field's name, such as msgstr[1], to its text; ``#`` to its flags."""
    for block in folder(language).joinpath("django.po").read_text("utf-8").split("\n\n"):
        entry, name = {"#": ""}, ""
        for line in block.splitlines():
            if line.startswith("#"):
                entry["#"] += line
                continue
            keyword, quote, text = line.partition('"')
            name = keyword.strip() or name
            entry[name] = entry.get(name, "") + ast.literal_eval(quote + text)
        yield entry


def catalogue(language: str) -> Words:
    """Return what a .po file says, without its header; a text with a context as a compiled list has it."""
    return {
        CONTEXT_ENDS.join(filter(None, (entry.get("msgctxt"), entry["msgid"]))): tuple(
            text for name, text in entry.items() if name.startswith("msgstr")
        )
        for entry in entries(language)
        if entry.get("msgid")
    }


def compiled(language: str) -> Words:
    """Return what a .mo file says."""
    with folder(language).joinpath("django.mo").open("rb") as file:
        found = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # the one way to list them
    singular = {key: (text,) for key, text in found.items() if key and isinstance(key, str)}
    forms: dict[str, dict[int, str]] = {}
    for key, text in found.items():
        if isinstance(key, tuple):
            forms.setdefault(key[0], {})[key[1]] = text
    plural = {key: tuple(texts[number] for number in sorted(texts)) for key, texts in forms.items()}
    return {**singular, **plural}


def marked_in_templates() -> Iterator[str]:
    """Yield every text that a template marks for translation."""
    for path in (ROOT / "templates").rglob("*.html"):
        marked = templatize(path.read_text("utf-8"))
        for match in (*MARKED.finditer(marked), *MARKED_IN_CONTEXT.finditer(marked)):
            yield CONTEXT_ENDS.join(map(ast.literal_eval, match.groups()))


def marked_in_code() -> Iterator[str]:
    """Yield every text that our Python marks for translation."""
    names = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
    for path in chain.from_iterable((ROOT / app).rglob("*.py") for app in ("acuinfo", "conditions", "articles")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                text = node.args[0]
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_in_the_list_when_it_is_marked_for_translation(language):
    marked = {*marked_in_templates(), *marked_in_code()}

    missing = sorted(marked - set(catalogue(language)))

    assert missing == [], "Translate these as CONTRIBUTING.md says (How to translate)."


TELLS_AN_EDITOR = {
    "Refused",
    "NotAllowed",
    "CompileError",
    "Objection",
    "RowError",
    "ImportRefused",
    "Problem",
    "problem",
}
"""What carries a sentence to an editor: it is made in the interface's language."""


def unmarked_in_code() -> Iterator[str]:
    """Yield the sentences for editors that nobody marked for translation."""
    for path in chain.from_iterable((ROOT / app).rglob("*.py") for app in ("acuinfo", "conditions", "articles")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in TELLS_AN_EDITOR:
                yield from (ast.unparse(said) for said in node.args if is_sentence(said))
            if isinstance(node, ast.FunctionDef) and node.name.endswith("_problems"):
                told = (one.value for one in ast.walk(node) if isinstance(one, ast.Yield) and one.value)
                yield from (ast.unparse(said) for said in told if is_sentence(said))


def is_sentence(said: ast.expr) -> bool:
    """Tell whether something is a text written out in the code, rather than a name or the answer of ``gettext``."""
    parts = said.values if isinstance(said, ast.JoinedStr) else [said]
    return any(isinstance(part, ast.Constant) and " " in str(part.value) for part in parts)


def test_sentences_for_editors_are_marked_when_they_are_written_in_code():
    assert list(unmarked_in_code()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_empty_or_guessed_when_a_list_is_complete(language):
    words = catalogue(language)
    unsure = [entry["msgid"] for entry in entries(language) if "fuzzy" in entry["#"]]

    empty = [text for text, translations in words.items() if not all(translations)]

    assert len(words) > 600
    assert (unsure, empty) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_elements_stay_when_a_text_is_translated(language):
    words = catalogue(language)

    changed = {
        text: translations
        for text, translations in words.items()
        if any(sorted(PLACEHOLDER.findall(other)) != sorted(PLACEHOLDER.findall(text)) for other in translations)
    }

    assert changed == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_list_says_the_same_when_it_is_compared_with_its_source(language):
    said = catalogue(language)

    used = compiled(language)

    assert used == said


# --- The pages --------------------------------------------------------------------------------------------------
class Spoken(HTMLParser):
    """Collects texts and spoken attributes of a page's body with the language each is in."""

    VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.languages = [("", "")]
        self.found: list[tuple[str, str]] = []
        self.is_body = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or self.languages[-1][1]
        self.is_body |= tag == "body"
        if self.is_body:
            self.found += [(language, given[name] or "") for name in ("aria-label", "title") if name in given]
        if tag not in self.VOID:
            self.languages.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over shapes, which hold no text."""

    def handle_endtag(self, tag: str) -> None:
        while self.languages.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.is_body and data.strip():
            self.found.append((self.languages[-1][1], " ".join(data.split())))

    def texts(self, language: str) -> list[str]:
        """Return what is said in one language."""
        return [text for said_in, text in self.found if said_in == language]


@pytest.fixture
def site(cast):
    """A little of everything, published while the interface was English."""
    knee(cast)
    published(cast, "knee-pain-sham", evidence_document())
    published(cast, "bruising", safety_document())
    published(cast, "sham", article_document())
    published(cast, "about", article_document(title="About us", section=Section.ABOUT))
    process_caches.clear()


@pytest.fixture
def german(site):
    """The site with a German interface."""
    with translation.override("de"):
        yield
    process_caches.clear()


ADDRESSES = (
    "/",
    "/conditions/",
    "/conditions/knee-osteoarthritis/",
    "/conditions/knee-osteoarthritis/editions/",
    "/conditions/knee-osteoarthritis/editions/1/",
    "/conditions/knee-osteoarthritis/editions/1/changes/",
    "/evidence/",
    "/evidence/knee-pain-sham/",
    "/safety/",
    "/safety/bruising/",
    "/articles/",
    "/articles/sham/",
    "/about/",
    "/tags/",
    "/tags/pain/",
    "/evidence-map/",
    "/compare/",
    "/compare/?comparators=sham&comparators=usual-care",
    "/sources/",
    "/changes/",
    "/search/",
    "/search/?q=knee",
    "/search/?q=zzzzzz",
    "/conditions/nowhere/",
)
ENGLISH = re.compile(r"\b(?:the|and|with|this|what|how|not|we|you|by|from|all|page|pages)\b", re.IGNORECASE)


def english_words(html: str) -> list[str]:
    """Return what a German page says in English without saying that it is English."""
    words = catalogue("de")
    return [text for text in Spoken(html).texts("de") if ENGLISH.search(text) or words.get(text, (text,))[0] != text]


def test_english_is_found_when_nothing_says_that_it_is_english():
    page = '<html lang="de"><body><p>Hallo</p><p title="Page">Wear and tear</p><p lang="en">The knee</p><b>Sources</b>'

    assert english_words(page) == ["Page", "Wear and tear", "Sources"]


def test_pages_speak_german_and_mark_english_content_when_the_interface_is_german(client, german):
    pages = {address: client.get(address).content.decode() for address in ADDRESSES}

    assert {address: english_words(html) for address, html in pages.items()} == {address: [] for address in ADDRESSES}
    assert all('<html lang="de">' in html for html in pages.values())
    assert all("Zum Hauptinhalt springen" in Spoken(html).texts("de") for html in pages.values())


def test_pages_name_one_language_only_when_the_interface_is_english(client, site):
    pages = {address: client.get(address).content.decode() for address in ADDRESSES}

    named = {address: re.findall(r' lang="([^"]*)"', html) for address, html in pages.items()}
    assert named == {address: ["en-gb"] for address in ADDRESSES}


def test_content_is_the_same_and_says_that_it_is_english_when_the_interface_is_german(client, german):
    page = Publication.objects.get(slug="knee-osteoarthritis")

    html = client.get(page.get_absolute_url()).content.decode()

    english = Spoken(html).texts("en")
    assert page.title in english
    assert page.summary in english
    assert f'<h1 class="page-title" lang="en">{page.title}</h1>' in html


def test_stored_labels_are_translated_when_a_card_is_shown(client, german):
    card = Publication.objects.get(slug="knee-pain-sham")

    html = client.get("/evidence/").content.decode()

    assert card.data["certainty_label"] == "Low certainty"
    assert "Niedrige Vertrauenswürdigkeit" in Spoken(html).texts("de")


MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip


def test_dates_are_written_as_in_german_when_the_interface_is_german(client, german):
    page = Publication.objects.get(slug="knee-osteoarthritis")

    html = client.get(page.get_absolute_url()).content.decode()

    day = page.current.reviewed_on
    assert f"{day.day}. {MONTHS[day.month - 1]} {day.year}" in Spoken(html).texts("de")


def test_source_page_translates_the_standing_when_the_interface_is_german(client, german):
    source = cited_sources().first()

    html = client.get(source.get_absolute_url()).content.decode()

    spoken = Spoken(html)
    assert source.title in spoken.texts("en")
    assert "Gültig" in spoken.texts("de")


def test_kept_pieces_keep_their_language_when_another_is_asked_for(client, site):
    english = client.get("/evidence/").content.decode()
    with translation.override("de"):
        german_html = client.get("/evidence/").content.decode()
    again = client.get("/evidence/").content.decode()

    assert "Niedrige Vertrauenswürdigkeit" in german_html
    assert again == english


def test_documents_say_the_same_when_they_are_published_in_a_german_interface(cast):
    knee(cast)
    with translation.override("de"):
        page = published(cast, "knee-pain-sham", evidence_document())

    checks = page.current.checks
    assert page.data["certainty_label"] == "Low certainty"
    assert page.data["outcome_label"] == "Pain"
    assert checks[0]["label"] == "The page has a summary of one sentence."
    assert [check["findings"] for check in checks if check["id"] == "second-person"] == [
        [{"field": "checked_by", "message": "No second person has compared these numbers with the source yet."}]
    ]
    assert {tag.name for tag in page.tags.all()} >= {"Pain", "Sham acupuncture"}


MACHINES = ("/sources.ris", "/sources.bib", "/sources.json", "/evidence-map.csv", "/api/v1/evidence/knee-pain-sham/")


def test_what_machines_read_stays_english_when_the_interface_is_german(client, cast, german):
    source = cited_sources().first()
    actions.change_standing(source=source, standing=Standing.RETRACTED, note="Gone.", by=cast.pia)

    feed = client.get("/feeds/changes.atom").content.decode()
    spoken = [client.get(address).getvalue() for address in MACHINES]
    with translation.override("en-gb"):
        english = [client.get(address).getvalue() for address in MACHINES]

    assert f"<title>Standing of a source changed: {source.title} (retracted)</title>" in feed
    assert b"M3  - Individual patient data meta-analysis" in spoken[0]
    assert spoken == english


def test_desk_speaks_german_when_the_interface_is_german(client, cast, german):
    draft = Condition.objects.get(publication__slug="knee-osteoarthritis")
    client.force_login(cast.ada, backend="django.contrib.auth.backends.ModelBackend")

    html = client.get(reverse("admin:conditions_condition_review", args=[draft.pk])).content.decode()

    assert '<html lang="de"' in html
    assert "Genau das ist öffentlich zu sehen." in html
    assert "Um Begutachtung bitten" in html
    assert "Jede Seite nennt ihre Verfasserinnen und Verfasser und deren Rollen." in html


# --- The desk ---------------------------------------------------------------------------------------------------
SAME_IN_BOTH = {"Code", "DOI", "ICD-10", "ICD-10-CM", "I² (%)", "MeSH", "Name", "SNOMED CT", "System", "Text"}
"""Words that German has too, and names of standards."""
OURS = ("acuinfo.", "conditions.", "articles.")


def spoken_by_forms(request) -> set[str]:
    """Return what the desk's forms call their fields and rows, and how they explain them."""
    texts: set[str] = set()
    for model, model_admin in admin.site._registry.items():
        if not (model.__module__.startswith(OURS) and model_admin.has_add_permission(request)):
            continue
        inlines = model_admin.get_inline_instances(request)
        forms = [model_admin.get_form(request), *(inline.get_formset(request).form for inline in inlines)]
        fields = [field for form in forms for field in form.base_fields.values()]
        names = [getattr(inline, name) for inline in inlines for name in ("verbose_name", "verbose_name_plural")]
        texts |= {str(text) for text in (*names, *(f.label or "" for f in fields), *(f.help_text for f in fields))}
        texts |= {str(label) for f in fields for value, label in getattr(f, "choices", ()) if value in model_choices(f)}
    return texts - {""}


def model_choices(field) -> set[str]:
    """Return the stored values of a field with a fixed list of choices; none for one that lists rows."""
    return set() if hasattr(field, "queryset") else {value for value, _label in field.choices if value}


def looked_at(model_admin, request) -> list[str]:
    """Return the columns of a list and the fields that are only looked at."""
    columns = [*model_admin.get_list_display(request), *model_admin.get_readonly_fields(request)]
    return [*columns, *([] if model_admin.has_add_permission(request) else model_admin.get_fields(request))]


def spoken_by_lists(request) -> set[str]:
    """Return what the desk's lists call records, columns and filters."""
    texts: set[str] = set()
    for model, model_admin in admin.site._registry.items():
        if model.__module__.startswith(OURS):
            texts |= {str(model._meta.verbose_name), str(model._meta.verbose_name_plural)}
            texts |= {str(label_for_field(name, model, model_admin)) for name in looked_at(model_admin, request)}
            filters = model_admin.get_changelist_instance(request).get_filters(request)[0]
            texts |= {str(one.title) for one in filters}
    return texts - {"__str__"}


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("spoken_by", "least"), [(spoken_by_forms, 201), (spoken_by_lists, 51)])
def test_forms_and_lists_of_the_desk_speak_the_language_when_it_is_the_interfaces(cast, rf, language, spoken_by, least):
    request = rf.get("/admin/")
    request.user = User.objects.create_superuser("root")
    english = spoken_by(request)

    with translation.override(language):
        spoken = spoken_by(request)

    assert len(spoken) >= least
    assert english & spoken - SAME_IN_BOTH == set()


def test_choices_in_lists_are_german_when_the_interface_is_german(client, cast, german):
    client.force_login(User.objects.create_superuser("root"), backend="django.contrib.auth.backends.ModelBackend")

    editions = client.get(reverse("admin:publishing_edition_changelist")).content.decode()
    first = Edition.objects.get(publication__slug="knee-osteoarthritis")
    edition = client.get(reverse("admin:publishing_edition_change", args=[first.pk])).content.decode()
    approval = Review.objects.get(publication=first.publication, verdict=Review.Verdict.APPROVED)
    review = client.get(reverse("admin:publishing_review_change", args=[approval.pk])).content.decode()
    sources = client.get(reverse("admin:sources_source_changelist")).content.decode()

    assert "Knee osteoarthritis, Ausgabe 1" in edition
    assert "So werden es die Leser sehen." in review
    assert "Freigegeben von Ruth" in review
    assert '<td class="field-weight">Leserinnen und Leser sollten davon wissen</td>' in editions
    assert '<div class="readonly">Leserinnen und Leser sollten davon wissen</div>' in edition
    assert '<td class="field-standing">Gültig</td>' in sources
    assert ">Widerrufen</a>" in sources


# --- The history ------------------------------------------------------------------------------------------------
def paths(part: type[Part], begin: str = "") -> Iterator[str]:
    """Yield the path of each field of a document, of its groups of fields, and of the first of its rows."""
    for name, info in part.model_fields.items():
        kinds_of_value = (info.annotation, *get_args(info.annotation))
        inner = next((one for one in kinds_of_value if isinstance(one, type) and issubclass(one, Part)), None)
        is_rows = get_origin(info.annotation) is tuple
        if name not in LEFT_OUT and (inner is None or is_rows):
            yield begin + name
        if name not in LEFT_OUT and inner is not None:
            yield from paths(inner, f"{begin}{name}.{'1.' if is_rows else ''}")


@pytest.mark.parametrize("spec", kinds(), ids=lambda spec: spec.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_field_of_a_document_has_a_name_of_its_own_in_the_language_when_differences_name_it(language, spec):
    english = {path: field_name(spec, path) for path in paths(spec.document)}

    with translation.override(language):
        spoken = {path: field_name(spec, path) for path in english}

    assert len({*english.values()}) == len({*spoken.values()}) == len(english) > 8
    assert {name for path, name in spoken.items() if name == english[path]} <= {"text", "I² (%)"}


@pytest.fixture
def edited(client, cast, german):
    """A condition and a finding that Ruth changed in the German desk."""
    client.force_login(cast.ruth, backend="django.contrib.auth.backends.ModelBackend")
    for slug, changes in (
        ("knee-osteoarthritis", {"title": "Knees", "key_messages-1-text": "Move.", "red_flags-0-DELETE": "on"}),
        ("knee-pain-sham", {"certainty": "moderate"}),
    ):
        url = DraftCard.objects.get(publication__slug=slug).url()
        response = client.post(url, form_of(client, url) | changes)
        assert response.status_code == 302, response.context["adminform"].form.errors
    return DraftCard.objects.get(publication__slug="knee-osteoarthritis")


def test_the_log_stays_english_when_a_draft_is_edited_in_a_german_desk(edited):
    logged = " ".join(LogEntry.objects.values_list("change_message", flat=True))

    with translation.override("en-gb"):
        told = [line for entry in LogEntry.objects.order_by("pk") for line in history.details(entry.change_message)]

    assert told == [
        "Title: “Knee osteoarthritis” → “Knees”",
        "Key message “Move.”, Message: “Exercise comes first.” → “Move.”",
        "Deleted red flag “the knee is hot and you have a fever”",
        "Certainty: “Low certainty” → “Moderate certainty”",
    ]
    assert "Title: " in logged


def test_the_history_is_told_in_german_when_the_interface_is_german(client, edited):
    html = client.get(edited.url("history")).content.decode()

    assert ">Bearbeitet: Krankheitsbild</span>" in html
    assert ">Veröffentlicht, Ausgabe 1</span>" in html
    assert ">Freigegeben</span>" in html
    assert "<li>Titel: “Knee osteoarthritis” → “Knees”</li>" in html
    assert "<li>Kernaussage “Move.”, Aussage: “Exercise comes first.” → “Move.”</li>" in html
    assert "<li>Gelöscht: Warnzeichen “the knee is hot and you have a fever”</li>" in html


def test_differences_are_named_in_german_when_the_interface_is_german(client, edited):
    html = client.get(edited.url("review")).content.decode()

    assert '<th scope="row">Titel<span class="difference-kind">geändert</span></th>' in html
    assert '<th scope="row">Kernaussagen<span class="difference-kind">geändert</span></th>' in html


def test_who_did_what_is_told_in_german_and_its_table_in_english_when_the_interface_is_german(client, cast, edited):
    client.force_login(cast.pia, backend="django.contrib.auth.backends.ModelBackend")

    html = client.get(reverse("admin:who_did_what")).content.decode()
    table = b"".join(client.get(reverse("admin:who_did_what_table")).streaming_content).decode()

    assert "<h1>Wer was getan hat</h1>" in html
    assert ">Bearbeitungen von Entwürfen</option>" in html
    assert ">Bearbeitet: Krankheitsbild</span>" in html
    assert ",Edited the condition,Knees," in table
    assert ",Approved," in table
    assert translation.get_language() == "de"


# --- What the desk refuses and finds ----------------------------------------------------------------------------
def test_refusals_are_german_when_the_interface_is_german(cast, german):
    page = Publication.objects.get(slug="knee-osteoarthritis")

    with pytest.raises(actions.NotAllowed) as forbidden:
        actions.move(publication=page, slug="knees", by=cast.ada)
    with pytest.raises(actions.Refused) as taken:
        actions.reserve(kind_name="condition", slug="knee-osteoarthritis", by=cast.ada)

    assert str(forbidden.value) == "Sie haben nicht das Recht, Adressen zu ändern."
    assert str(taken.value) == "Die Adresse knee-osteoarthritis ist vergeben. Wählen Sie eine andere."


def test_an_incomplete_draft_is_told_in_german_when_the_interface_is_german(cast, german):
    page = Publication.objects.get(slug="knee-osteoarthritis")
    Condition.objects.filter(publication=page).update(review_cycle_months=0)

    with pytest.raises(actions.Refused) as refused:
        actions.compile_draft(page)

    assert str(refused.value) == (
        "Der Entwurf ist noch nicht vollständig. Prüfabstand in Monaten: Der Wert muss mindestens 1 sein."
    )


WRONG_VALUES = {
    "text": {"body": "x" * 501},
    "no text": {"body": None},
    "year": {"year": 1800},
    "late year": {"year": 2101},
    "no year": {"year": None},
    "position": {"position": "perhaps"},
    "address": {"url": "ftp://example.org"},
}


@pytest.mark.parametrize("wrong", WRONG_VALUES.values(), ids=WRONG_VALUES)
def test_what_is_wrong_with_a_value_is_told_as_pydantic_tells_it_when_the_interface_is_english(wrong):
    values = {"body": "NICE", "year": 2021, "position": "consider", "statement": "Consider it.", **wrong}
    with pytest.raises(ValidationError) as invalid:
        Guideline.model_validate(values)
    (error,) = invalid.value.errors()

    told = problem_in_words(error)
    with translation.override("de"):
        told_in_german = problem_in_words(error)

    assert told == error["msg"]
    assert told_in_german != told


def test_findings_are_german_when_the_interface_is_german(client, cast, german):
    draft = EvidenceSummary.objects.get(publication__slug="knee-pain-sham")
    EvidenceSummary.objects.filter(pk=draft.pk).update(explanation="<p>Needling cures knee pain.</p>", searched="")
    client.force_login(cast.ada, backend="django.contrib.auth.backends.ModelBackend")

    html = client.get(reverse("admin:conditions_evidencesummary_review", args=[draft.pk])).content.decode()
    preview = client.get(reverse("admin:conditions_evidencesummary_preview", args=[draft.pk])).content.decode()

    for told in (
        "Sagen Sie, bis wann nach Evidenz gesucht wurde, wenn die Quelle es nennt.",
        "„cures“ behauptet mehr, als Evidenz zeigen kann. Sagen Sie stattdessen, was gemessen wurde.",
    ):
        assert told in html
        assert told in preview


def test_what_publishing_stores_for_ever_is_the_same_when_the_interface_is_german(cast, german):
    page = Publication.objects.get(slug="knee-pain-sham")
    in_german = actions.compile_draft(page)

    with translation.override("en-gb"):
        in_english = actions.compile_draft(page)

    assert (in_german.body, in_german.digest) == (in_english.body, in_english.digest)


def test_a_mistake_in_a_trial_is_told_in_german_to_editors_only_when_the_interface_is_german():
    document = evidence_document(measure="MD", trials=[{"label": "Witt 2005", "effect": "1"}])

    with translation.override("de"):
        (excluded,) = analyse(document).excluded

    assert excluded.reason.startswith("The row “Witt 2005” is incomplete: ")
    assert excluded.advice.startswith("Die Zeile „Witt 2005“ ist unvollständig: ")


NBIB = b"PMID- 1234567\nTI  - Needles for knees\nDP  - soon\nAU  - Witt C\n\nPMID- 1234567\nTI  - The same again\n"


def test_an_import_is_told_in_german_when_the_interface_is_german(client, cast, german):
    client.force_login(cast.ada, backend="django.contrib.auth.backends.ModelBackend")
    given = {"file": SimpleUploadedFile("two.nbib", NBIB), "text": "", "format": ""}

    html = client.post(reverse("admin:sources_source_import"), given).content.decode()

    assert "„soon“ ist kein Jahr, deshalb blieb das Jahr leer." in html
    assert "Datensatz 1 dieser Datei ist derselbe, zu erkennen an: PubMed-Nummer." in html
    assert ">Als neue Quelle anlegen</option>" in html


@pytest.mark.parametrize(
    ("language", "told"), [("en-gb", "I² lies between 0 and 100 %."), ("de", "I² liegt zwischen 0 und 100 %.")]
)
def test_an_impossible_figure_is_told_when_a_draft_is_checked(cast, german, language, told):
    draft = EvidenceSummary.objects.get(publication__slug="knee-pain-sham")
    draft.i_squared = 150

    with translation.override(language), pytest.raises(InvalidForm) as invalid:
        draft.full_clean()

    assert told in invalid.value.messages
