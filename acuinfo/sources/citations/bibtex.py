"""BibTeX files, read and written; biblatex's names of fields are known too."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from django.utils.translation import gettext

from acuinfo.sources.models import Standing

from .identifiers import normalise_doi, normalise_pages, normalise_url, numbers_in
from .latex import as_text, verbatim
from .names import (
    ET_AL,
    Name,
    are_initials,
    is_dotted,
    is_shortened,
    name_of_parts,
    person,
    stored_authors,
    without_commas,
)
from .record import (
    KEYWORDS,
    MAX_AUTHORS,
    MAX_RECORDS,
    Citable,
    Problem,
    RawRecord,
    TooMuch,
    genre,
    is_in_periodical,
    unique_slug,
)
from .states import state_of_note, states_of_notes
from .text import clean, first, plain, said, with_subtitle

MAX_COMMANDS = 300_000
"""Most backslashes in one file; 5 MB of names with accents hold fewer."""

SIGNATURE = re.compile(r"^[ \t]*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_CONTAINERS = tuple(
    "journal journaltitle fulljournal booktitle publisher institution organization school howpublished".split()
)
_PAGES = ("pages", "eid", "art_number", "article-number", "article_number", "articleno")
_KNOWN = frozenset(
    "author title subtitle year date volume number issue doi pmid pubmed pmcid pmc url eprint eprinttype archiveprefix"
    " note annote annotation type".split()
) | {*_CONTAINERS, *_PAGES}


def read(text: str, problems: list[Problem]) -> Iterator[RawRecord]:
    """Yield a draft for each record of the file, adding what is wrong with it to the problems. Raises TooMuch."""
    if text.count("\\") > MAX_COMMANDS:
        raise TooMuch(gettext("The file holds more than %(count)d LaTeX commands. Split it.") % {"count": MAX_COMMANDS})
    for number, entry in enumerate(_entries(text, problems), start=1):
        yield _draft(number, entry, problems)


# The file

_START = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_LINE_START = re.compile(r"\n[ \t]*@\s*[A-Za-z]+\s*[{(]")
_KEY = re.compile(r"\s*(?![\w.:/+-]+\s*=)[^\s,={}()\"]*")
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w.:/+-]*)\s*=\s*")
_WORD = re.compile(r"[^\s,#={}()\"]+")
_JOIN = re.compile(r"\s*#\s*")
_END = re.compile(r"[\s,]*([})])")
# An entry on a new line ends one that was left open, so that it is lost alone.
_BRACE = re.compile(rf"[{{}}]|{_LINE_START.pattern}")
_BRACE_OR_QUOTE = re.compile(rf"[{{}}]|(?<!\\)\"|{_LINE_START.pattern}")


class _Damaged(Exception):  # noqa: N818  a place in a file
    """An entry whose end cannot be found."""


class _Entry(NamedTuple):
    line: int
    fields: Mapping[str, str]


def _entries(text: str, problems: list[Problem]) -> Iterator[_Entry]:
    """Yield the entries; a damaged one is told. Each character is looked at once or twice, however bad the file."""
    strings: dict[str, str] = {}
    position, counted, line = 0, 0, 1
    for _count in range(MAX_RECORDS + 1):
        start = _START.search(text, position)
        if not start:
            return
        line += text.count("\n", counted, start.start())
        counted = start.start()
        try:
            kind = start[1].lower()
            if kind in ("comment", "preamble"):
                position = _skipped(text, start)
                continue
            fields, position = _fields(text, start, strings)
        except _Damaged:
            sentence = gettext("This entry is damaged (is a brace or a comma missing?), so it was left out.")
            problems.append(Problem(sentence, line=line))
            position = _next_line_start(text, start.end())
            continue
        if kind == "string":
            strings.update((name, value[:_LONGEST_STRING]) for name, value in fields.items())
        else:
            yield _Entry(line, fields)
    raise TooMuch(gettext("The file holds more than %(count)d citations. Split it.") % {"count": MAX_RECORDS})


_LONGEST_STRING = 2000
"""Characters of an abbreviation that are kept: they can be joined and repeated, and would grow without bound."""

_MOST_PARTS = 50
"""Parts of which a value is joined."""


def _skipped(text: str, start: re.Match[str]) -> int:
    """Return where a comment ends; one that never does hides no entry that begins a line."""
    try:
        return _closed(text, start.end())
    except _Damaged:
        return _next_line_start(text, start.end())


def _next_line_start(text: str, position: int) -> int:
    following = _LINE_START.search(text, position)
    return following.start() if following else len(text)


def _fields(text: str, start: re.Match[str], strings: Mapping[str, str]) -> tuple[dict[str, str], int]:
    """Return the fields of an entry and where it ends; of a field that occurs twice, the first. Raises _Damaged.

    A comma that is missing between two fields is forgiven.
    """
    is_string = start[1].lower() == "string"
    fields: dict[str, str] = {}
    key = None if is_string else _KEY.match(text, start.end())
    position = key.end() if key else start.end()
    while True:
        if end := _END.match(text, position):
            return fields, end.end()
        name = _FIELD.match(text, position)
        if not name:
            raise _Damaged
        value, position = _value(text, name.end(), strings)
        if is_string or name[1].lower() in _KNOWN:
            fields.setdefault(name[1].lower(), value)


def _value(text: str, position: int, strings: Mapping[str, str]) -> tuple[str, int]:
    """Return a value, joined of its parts, and where it ends. Raises _Damaged."""
    parts: list[str] = []
    while len(parts) < _MOST_PARTS:
        opening = text[position : position + 1]
        if opening == "{":
            end = _closed(text, position + 1)
            part = text[position + 1 : end - 1]
        elif opening == '"':
            end = _closed(text, position + 1, '"')
            part = text[position + 1 : end - 1]
        elif word := _WORD.match(text, position):
            end, part = word.end(), strings.get(word[0].lower(), word[0])
        else:
            raise _Damaged
        parts.append(part)
        join = _JOIN.match(text, end)
        if not join:
            return "".join(parts), end
        position = join.end()
    raise _Damaged


def _closed(text: str, position: int, closing: str = "}") -> int:
    """Return the place behind the brace or quotation mark that closes what was opened. Raises _Damaged."""
    depth = 0
    for found in (_BRACE if closing == "}" else _BRACE_OR_QUOTE).finditer(text, position):
        if found[0] == closing and depth == 0:
            return found.end()
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif found[0] != '"':
            break
        if depth < 0:
            break
    raise _Damaged


# The entry


def _draft(number: int, entry: _Entry, problems: list[Problem]) -> RawRecord:
    unknown: dict[str, None] = {}

    def text(*names: str) -> str:
        return first(*(said(plain(as_text(entry.fields.get(name, ""), unknown))) for name in names))

    def bare(*names: str) -> str:
        return first(*(said(verbatim(entry.fields.get(name, ""))) for name in names))

    remarks = [bare(name) for name in ("note", "annote", "annotation")]
    notes = numbers_in(" ; ".join(note for note in remarks if not state_of_note(note)))
    is_pubmed_eprint = first(bare("eprinttype"), bare("archiveprefix")).lower() == "pubmed"
    draft = RawRecord(
        number,
        entry.line,
        values={
            "title": with_subtitle(text("title"), text("subtitle")),
            "container": text(*_CONTAINERS),
            "year": text("year", "date"),
            "volume": text("volume"),
            "issue": text("number", "issue"),
            "pages": text(*_PAGES),
            "doi": first(bare("doi"), notes.get("DOI")),
            "pmid": first(bare("pmid", "pubmed"), bare("eprint") if is_pubmed_eprint else "", notes.get("PMID")),
            "pmcid": first(bare("pmcid", "pmc"), notes.get("PMCID")),
            "url": bare("url"),
        },
        authors=[_name(name, unknown) for name in _people(entry.fields.get("author", ""))],
        types=[text("type"), text("note")],
        states=states_of_notes(remarks),
    )
    if unknown:
        told = gettext("The LaTeX commands %(commands)s are not known. Check title and names.")
        problems.append(draft.problem(told % {"commands": ", ".join(islice(unknown, 5))}))
    return draft


def _people(authors: str) -> list[str]:
    """Return the names, still in LaTeX: its braces mark a group. Two pairs around all of them mark nothing.

    Some programs part them by semicolons as RIS does.
    """
    authors = plain(authors)
    while authors.startswith("{") and authors.endswith("}") and _is_one_group(authors):
        inside = authors[1:-1]
        names = list(islice(_split(inside, " and "), MAX_AUTHORS + 1))
        if not (len(names) > 1 and all("," in name for name in names)) and not inside.startswith("{"):
            break
        authors = inside
    separator = " and " if " and " in authors else ";"
    return list(islice(filter(None, _split(authors, separator)), MAX_AUTHORS + 1))


def _is_one_group(text: str) -> bool:
    """Tell whether the brace that opens the text is closed by its last character."""
    try:
        return text.startswith("{") and _closed(text, 1) == len(text)
    except _Damaged:
        return False


def _split(text: str, separator: str) -> Iterator[str]:
    """Yield the parts of the text between separators that stand in no braces."""
    if "{" not in text:
        yield from text.split(separator)
        return
    start, depth = 0, 0
    for found in re.finditer(rf"[{{}}]|(?={re.escape(separator)})", text):
        if found[0]:
            depth += 1 if found[0] == "{" else -1
        elif depth <= 0 and found.start() >= start:
            yield text[start : found.start()]
            start = found.start() + len(separator)
    yield text[start:]


def _name(name: str, unknown: dict[str, None]) -> str:
    """Return one name; taken apart before LaTeX is decoded, because decoding eats the braces that mark a group."""
    if name.strip() == "others":
        return ET_AL
    name = re.sub(r"(?<!\\)~", " ", name).strip()

    def decoded(text: str) -> str:
        return plain(as_text(text, unknown))

    if _is_one_group(name):
        return without_commas(decoded(name))
    parts = [decoded(part) for part in _split(name, ",")]
    if len(parts) > 2:  # the suffix stands in the middle
        return person(parts[0], parts[2], parts[1])
    if len(parts) == 1:
        parts = _in_order([decoded(word) for word in _split(name, " ")])
    return name_of_parts(parts)


def _in_order(words: list[str]) -> list[str]:
    """Part ``Given von Family`` into family and given; a name with initials is left whole, which tell by themselves."""
    if len(words) < 2 or any(map(is_dotted, words)) or (are_initials(words[-1]) and not are_initials(words[0])):
        return [" ".join(words)]
    von = next((place for place, word in enumerate(words[:-1]) if word[:1].islower()), len(words) - 1)
    return [" ".join(words[von:]), " ".join(words[:von])]


_COMMANDS = str.maketrans(
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
_LIGATURES = re.compile(r"([-',<>])(?=\1)")


def write(sources: Iterable[Citable]) -> str:
    """Return the sources as a BibTeX file in UTF-8, with the slug as key (a, b, ... behind a second equal one)."""
    keys: set[str] = set()
    tried: dict[str, int] = {}
    entries = []
    for source in sources:
        key = unique_slug(source.slug, keys, tried)
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
        "note": _latex(source.doubt),
        "keywords": KEYWORDS.get(Standing(source.standing), ""),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in values.items() if value)
    return f"@{'article' if is_article else 'misc'}{{{key},\n{lines}}}\n"


def _bibtex_authors(authors: str) -> str:
    names = [_written_name(name) for name in stored_authors(authors)]
    return " and ".join([*names, "others"] if is_shortened(authors) else names)


def _written_name(name: Name) -> str:
    """Return the name with a group's name or a surname of several words in braces, which keep it in one piece."""
    family = _latex(name.family)
    if name.is_group or not name.family.isalpha():
        family = f"{{{family}}}"
    return ", ".join(filter(None, (family, name.suffix, name.spaced_initials)))


def _latex(text: str) -> str:
    """Return plain text as LaTeX that prints the same."""
    return _LIGATURES.sub(r"\1{}", clean(text).translate(_COMMANDS))
