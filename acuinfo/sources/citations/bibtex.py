"""BibTeX files, read and written."""

import re
from collections.abc import Iterable, Iterator

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import RemoveEnclosingMiddleware, ResolveStringReferencesMiddleware
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.model import Block, DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock
from django.utils.translation import gettext
from pylatexenc.latex2text import (  # type: ignore[import-untyped]  # ships no types
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from .identifiers import NOTE_ID, normalise_doi, normalise_pages, normalise_url
from .names import ET_AL, Name, is_shortened, person, split_authors
from .record import Citable, Draft, Problem, genre, is_in_periodical, unique_slug
from .text import clean, first

SIGNATURE = re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
START = re.compile(r"@\w*[ \t]*[{(]")
_LATEX_MACROS = get_default_latex_context_db()
_LATEX_MACROS.add_context_category(
    "symbols pylatexenc lacks or reads as accents",
    prepend=True,
    macros=[
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        MacroTextSpec("textasciicircum", "^"),
    ],
)
_latex_nodes = LatexNodes2Text(latex_context=_LATEX_MACROS)
_LATEX_ESCAPED = re.compile(r"\{?\\([_%&#$~])\}?")
_LATEX_URL = re.compile(r"\\url\{(.*)\}")


def read(text: str, problems: list[Problem]) -> Iterator[Draft]:
    """Yield a draft for each record of the file, adding what is wrong with it to the problems."""
    for number, entry in enumerate(_bibtex_entries(text, problems), start=1):
        yield _bibtex_draft(number, entry)


def _bibtex_entries(text: str, problems: list[Problem]) -> list[Entry]:
    """Split the file into entries with plain values; a key or field that occurs twice costs no entry."""
    library = parse_string(text, parse_stack=[])
    entries: list[Entry] = []
    for found in library.blocks:
        block = _without_duplicate_mark(found)
        if isinstance(block, Entry):
            block.key = f"{block.key}/{len(entries)}"  # we never use keys, they only have to differ
            entries.append(block)
        elif isinstance(block, ParsingFailedBlock):
            sentence = gettext("This entry is damaged (is a brace or a comma missing?), so it was left out.")
            problems.append(Problem(sentence, line=_bibtex_line(block)))
    whole = Library([*library.strings, *entries])
    for middleware in (ResolveStringReferencesMiddleware(), RemoveEnclosingMiddleware()):
        whole = middleware.transform(whole)
    return whole.entries


def _without_duplicate_mark(block: Block) -> Block:
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        return block.ignore_error_block or block
    return block


def _bibtex_line(block: Block) -> int | None:
    """Return the line the block starts on, from 1; bibtexparser counts from 0."""
    return None if block.start_line is None else block.start_line + 1


def _bibtex_draft(number: int, entry: Entry) -> Draft:
    raw: dict[str, str] = {}
    for field_ in entry.fields:
        raw.setdefault(field_.key.lower(), str(field_.value))

    def text(*names: str) -> str:
        return first(*(clean(_decode_latex(raw[name])) for name in names if name in raw))

    def verbatim(name: str) -> str:
        return _LATEX_ESCAPED.sub(r"\1", _LATEX_URL.sub(r"\1", raw.get(name, "")[:1000]))  # twice what a field holds

    notes = dict(NOTE_ID.findall(raw.get("note", "")))
    is_pubmed_eprint = raw.get("eprinttype", "").lower() == "pubmed"
    return Draft(
        number,
        _bibtex_line(entry),
        values={
            "title": text("title"),
            "container": text(
                "journal", "journaltitle", "booktitle", "publisher", "institution", "organization", "howpublished"
            ),
            "year": text("year", "date"),
            "volume": text("volume"),
            "issue": text("number", "issue"),
            "pages": text("pages", "eid"),
            "doi": verbatim("doi"),
            "pmid": first(raw.get("pmid"), raw.get("eprint") if is_pubmed_eprint else "", notes.get("PMID")),
            "pmcid": first(raw.get("pmcid"), notes.get("PMCID")),
            "url": verbatim("url"),
        },
        authors=[_bibtex_name(name) for name in split_multiple_persons_names(raw.get("author", ""))],
        types=[text("type")],
    )


def _bibtex_name(name: str) -> str:
    """Return one name; taken apart before LaTeX is decoded, because decoding eats the braces that mark a group."""
    name = clean(name)
    if name == "others":
        return ET_AL
    parts = parse_single_name_into_parts(name, strict=False)
    family, given, suffix = (
        _decode_latex(" ".join(words)) for words in ([*parts.von, *parts.last], parts.first, parts.jr)
    )
    return person(family, given, suffix)


def _decode_latex(text: str) -> str:
    """Return text with accents and symbols for their LaTeX commands; only the braces go when it is not LaTeX."""
    text = re.sub(r"(?<!\\)%", r"\\%", text)  # a bare % starts a comment in LaTeX, but no reference manager means that
    try:
        return str(_latex_nodes.latex_to_text(text)).replace("\u00a0", " ")
    except Exception:  # pylatexenc raises IndexError, RecursionError and others on commands without their arguments
        return re.sub(r"[{}]", "", text)


_LATEX_COMMANDS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # not \{, because BibTeX counts that brace when it looks for the end of a field
        "}": r"\textbraceright{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "`": r"\textasciigrave{}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
    }
)
# Pairs that LaTeX would join into one character: dashes, quotation marks, guillemets.
_LATEX_LIGATURES = re.compile(r"([-',<>])(?=\1)")


def write(sources: Iterable[Citable]) -> str:
    """Return the sources as a BibTeX file in UTF-8, with the slug as key (a, b, ... behind a second equal one)."""
    keys: set[str] = set()
    entries = []
    for source in sources:
        key = unique_slug(source.slug, keys)
        keys.add(key)
        entries.append(_bibtex_entry(key, source))
    return "\n".join(entries)


def _bibtex_entry(key: str, source: Citable) -> str:
    is_article = is_in_periodical(source)
    values = {
        "author": _bibtex_authors(source.authors),
        "title": f"{{{_latex(source.title)}}}",  # braces inside keep styles from lower-casing it
        "journal" if is_article else "publisher": _latex(source.container),
        "year": str(source.year or ""),
        "volume": _latex(source.volume),
        "number": _latex(source.issue),
        "pages": _latex(normalise_pages(source.pages)).replace("-", "--"),
        "doi": normalise_doi(source.doi),
        "pmid": clean(source.pmid),
        "pmcid": clean(source.pmcid),
        "url": normalise_url(source.url),
        "type": genre(source),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in values.items() if value)
    return f"@{'article' if is_article else 'misc'}{{{key},\n{lines}}}\n"


def _bibtex_authors(authors: str) -> str:
    names = [_written_name(name) for name in split_authors(authors)]
    return " and ".join([*names, "others"] if is_shortened(authors) else names)


def _written_name(name: Name) -> str:
    """Return the name with a group's name or a surname of several words in braces, which keep it in one piece."""
    family = _latex(name.family)
    if name.is_group or not name.family.isalpha():
        family = f"{{{family}}}"
    return ", ".join(filter(None, (family, name.suffix, name.spaced_initials)))


def _latex(text: str) -> str:
    """Return plain text as LaTeX that prints the same."""
    return _LATEX_LIGATURES.sub(r"\1{}", clean(text).translate(_LATEX_COMMANDS))
