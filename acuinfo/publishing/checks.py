"""Publishing checks: what a page must be before readers get it.

A check has an id, a level and a sentence for readers; it yields objections that point at a field and tell the editor
what to do. The same checks run beside the form, at publishing and in every command. Kinds bring their own.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext, gettext_lazy as _

from acuinfo.sources.models import Source, Standing

from .documents import CITATION_MARK, Document, Level, is_rich
from .field_names import field_name
from .free_sentences import FreeSentence
from .inserted import MARK as INSERT_MARK, Shown, as_marks, inserts_in
from .kinds import Kind
from .language import Label, in_sentence
from .models import Publication
from .readability import COMFORTABLE_AGE, length, long_sentences, reading_age, sentences
from .richtext import plain


@dataclass(frozen=True)
class Facts:
    """What checks may know besides the document."""

    sources: Mapping[str, Source]
    """Every source the document cites, by short name, as it stands now."""
    dead_links: frozenset[str] = frozenset()
    """Addresses on this site that the document links to and that lead nowhere."""
    shown: Shown = field(default_factory=dict)
    """The live page behind each mark that puts one in."""
    sentences: Sequence[FreeSentence] = ()
    """The sentences that nobody composed, with what was answered about them."""
    numbers: Mapping[str, Collection[str]] = field(default_factory=dict)
    """By the short name of each cited source: the numbers that live findings take from it."""
    findings: Sequence[Publication] = ()
    """Of a page that others are about: the cards of everything live about it."""


@dataclass(frozen=True)
class Objection:
    """One place that a check objects to."""

    field: str
    message: str
    place: str = ""
    """The field in the interface's language, as in "key messages 2"; ``run`` fills it in."""


@dataclass(frozen=True)
class Check:
    """One publishing check."""

    id: str
    level: Level
    label: Label
    """The check as a sentence that readers understand."""
    objections: Callable[[Any, Facts], Iterable[Objection]]


@dataclass(frozen=True)
class Result:
    """What one check said about one document."""

    check: Check
    objections: tuple[Objection, ...] = field(default=())
    override: str = ""
    """Why a publisher let the page out although the check stands in the way."""

    @property
    def passed(self) -> bool:
        """True when the check objects to nothing."""
        return not self.objections

    @property
    def blocks(self) -> bool:
        """True when publishing must wait."""
        return self.check.level == "blocks" and not self.passed and not self.override

    def as_data(self) -> dict[str, Any]:
        """Return what is stored with the edition, in the language that is spoken now."""
        return {
            "id": self.check.id,
            "level": self.check.level,
            "label": str(self.check.label),
            "passed": self.passed,
            "findings": [{"field": o.field, "message": o.message} for o in self.objections],
            "override": self.override,
        }


def run(kind: Kind, document: Document, facts: Facts) -> tuple[Result, ...]:
    """Run every check of a kind on a document; no database access."""
    return tuple(Result(check, tuple(_placed(kind, check, document, facts))) for check in (*GENERIC, *kind.checks))


def _placed(kind: Kind, check: Check, document: Document, facts: Facts) -> Iterator[Objection]:
    for objection in check.objections(document, facts):
        yield replace(objection, place=field_name(kind, objection.field))


# --- Checks for every kind ---------------------------------------------------------------------------------------
OVERCLAIMING = re.compile(
    r"\b(cures?|cured|proven|prove[sd]?|guarantee[sd]?|miracles?|miraculous|(?:no|without|free of) side[- ]effects?"
    r"|(?:completely|totally|perfectly|entirely|100 ?%) safe|works for everyone|always works)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\b(not?|never|cannot|can't|isn't|doesn't|nor|no one|nobody|nothing|without|whether|if|claims?|claimed"
    r"|promise[sd]?|beware|avoid|words?|says?)\b",
    re.IGNORECASE,
)


def cited_sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a plain or rich text that cite something, with their citation marks."""
    for block in re.split(r"</(?:p|li|h[1-6]|td|th|blockquote)>|\n", text):
        yield from (s for s in re.split(r"(?<=[.!?])\s+", plain(block)) if CITATION_MARK.search(s))


def _overclaiming(document: Document, facts: Facts) -> Iterator[Objection]:
    for path, text in document.texts():
        if not is_rich(document, path.partition(".")[0]):
            text = text.replace("<", " ")  # noqa: PLW2901  no tag there: readers see the words behind it
        for sentence in sentences(re.sub(r'"[^"]*"|“[^”]*”|‘[^’]*’', "", text)):
            match = OVERCLAIMING.search(sentence)
            if match and not NEGATED.search(sentence[: match.start()]):
                told = gettext("“%(words)s” claims more than evidence can. Say what was measured instead.")
                yield Objection(path, told % {"words": match.group()})


def _lost_sources(document: Document, facts: Facts) -> Iterator[Objection]:
    cited = [facts.sources[slug] for slug in document.cited_slugs() if slug in facts.sources]
    if cited and all(Standing(source.standing).is_lost for source in cited):
        told = gettext("Everything here rests on sources that were retracted or withdrawn (%(names)s).")
        yield Objection("citations", told % {"names": ", ".join(source.slug for source in cited)})


def _standing_shown(document: Document, facts: Facts) -> Iterator[Objection]:
    for slug in document.cited_slugs():
        source = facts.sources.get(slug)
        if source is not None and not source.is_current:
            told = gettext("%(slug)s is %(standing)s. Readers are told; say in the text what it means.")
            standing = in_sentence(source.get_standing_display())
            yield Objection("citations", told % {"slug": slug, "standing": standing})


def _authors(document: Document, facts: Facts) -> Iterator[Objection]:
    if not document.authors:
        yield Objection("authors", gettext("Name at least one author with a role, such as “Jo Field, editor”."))
    for line in document.authors:
        if "," not in line:
            yield Objection("authors", gettext("Add the role after a comma: “%(name)s, editor”.") % {"name": line})


def _summary(document: Document, facts: Facts) -> Iterator[Objection]:
    if not document.summary:
        yield Objection("summary", gettext("Write the one-sentence summary that lists and search results show."))


VAGUE_LINKS = frozenset(
    ["here", "click here", "this", "link", "more", "read more", "this link", "this page", "website"]
)


def _links(document: Document, facts: Facts) -> Iterator[Objection]:
    for path, text in document.texts():
        for words in re.findall(r"<a\b[^>]*>(.*?)</a>", text, re.DOTALL):
            if plain(words).casefold().strip(" .") in VAGUE_LINKS | {""}:
                told = gettext("The link “%(words)s” does not say where it leads. Use the name of the page.")
                yield Objection(path, told % {"words": plain(words)})


def _internal_links(document: Document, facts: Facts) -> Iterator[Objection]:
    for path, text in document.texts():
        for address in sorted(facts.dead_links.intersection(addresses_in(text))):
            told = gettext("The link to %(address)s leads nowhere. Readers cannot see such a page.")
            yield Objection(path, told % {"address": address})


def addresses_in(text: str) -> list[str]:
    """Return the addresses on this site that a rich text links to, without their fragments."""
    return [href.split("#")[0].split("?")[0] for href in re.findall(r'<a\b[^>]*href="(/(?!/)[^"]*)"', text)]


def _inserts(document: Document, facts: Facts) -> Iterator[Objection]:
    for path, text in document.texts():
        marked = as_marks(text)
        for insert in inserts_in(marked):
            if path == "title":
                told = gettext("A title holds no “%(mark)s”; write the subject of the page.")
            elif not insert.is_known:
                told = gettext("There is nothing to put in as “%(mark)s”. Choose it with the button above the text.")
            elif insert not in facts.shown:
                told = gettext("“%(mark)s” puts in what readers cannot see. Publish that page first, or take it out.")
            else:
                continue
            yield Objection(path, told % {"mark": insert})
        if "[[" in CITATION_MARK.sub("", INSERT_MARK.sub("", marked)):
            yield Objection(
                path, gettext("There are square brackets that cite nothing. Type [[short-name]] in one go.")
            )


def _free_sentences(document: Document, facts: Facts) -> Iterator[Objection]:
    for sentence in facts.sentences:
        if sentence.answer is not None and sentence.answer.claims:
            told = gettext(
                "%(name)s answered that “%(text)s” claims something. Put a finding in instead, or say it otherwise."
            )
            yield Objection(sentence.path, told % {"name": sentence.answer.name, "text": sentence.text})
        elif sentence.answer is None:
            told = gettext("A second person has to answer whether “%(text)s” claims something.")
            yield Objection(sentence.path, told % {"text": sentence.text})


def _headings(document: Document, facts: Facts) -> Iterator[Objection]:
    for path, text in document.texts():
        last = 2
        for level in (int(n) for n in re.findall(r"<h([2-4])\b", text)):
            if level > last + 1:
                told = gettext("A heading of level %(level)d follows one of level %(last)d. Do not skip a level.")
                yield Objection(path, told % {"level": level, "last": last})
            last = level


def _long_sentences(document: Document, facts: Facts) -> Iterator[Objection]:
    for path, sentence in long_sentences(document):
        told = gettext("%(count)d words in one sentence: “%(beginning)s …”. Split it.")
        said = {"count": length(sentence), "beginning": " ".join(sentence.split()[:8])}
        yield Objection(path, told % said)


def _reading_age(document: Document, facts: Facts) -> Iterator[Objection]:
    age = reading_age(document)
    if age is not None and age > COMFORTABLE_AGE:
        told = gettext("Readers need to be about %(age)d to follow this easily. Shorter words and sentences help.")
        yield Objection("text", told % {"age": age})


ANSWERED = "free-sentences"
"""The check that takes an answer, never a reason."""

GENERIC = (
    Check("summary", "blocks", _("The page has a summary of one sentence."), _summary),
    Check("authors", "blocks", _("Every page names its authors and their roles."), _authors),
    Check("overclaiming", "blocks", _("No words that promise more than evidence can show."), _overclaiming),
    Check("lost-sources", "blocks", _("Nothing rests only on retracted or withdrawn studies."), _lost_sources),
    Check("links", "blocks", _("Links say where they lead."), _links),
    Check("internal-links", "blocks", _("Links to other pages of this site work."), _internal_links),
    Check("inserts", "blocks", _("What is put into the text is there."), _inserts),
    Check(
        ANSWERED, "blocks", _("A second person has answered for each sentence that nobody composed."), _free_sentences
    ),
    Check("headings", "blocks", _("Headings follow each other in order."), _headings),
    Check("standing", "informs", _("Sources that are no longer current are named as such."), _standing_shown),
    Check("sentence-length", "warns", _("Sentences are at most 20 words long."), _long_sentences),
    Check("reading-age", "informs", _("The text can be followed at the age of 11."), _reading_age),
)
