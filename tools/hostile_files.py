# ruff: noqa: UP031, E501  # % keeps the braces of BibTeX and JSON legible; one file a line
"""Files made to keep a reader busy: what each takes, in seconds and megabytes.

``python -m tools.hostile_files [word]`` prints a line for each, or for those whose name has the word in it. Each is
read in a process of its own; none may take more than 2 seconds or 200 MB.
"""

import os
import resource
import sys
import time
from collections.abc import Callable, Iterator

SIZE = 5 * 1024 * 1024
RECORD = b"TY  - JOUR\nTI  - x\n"


def full(piece: str, before: str = "", behind: str = "") -> bytes:
    """Return as many pieces as make a file of the largest size, between two other texts."""
    room = SIZE - len((before + behind).encode())
    return (before + piece * (room // len(piece.encode())) + behind).encode()


def counted(piece: Callable[[int], str], before: str = "", behind: str = "") -> bytes:
    """Return a file like :func:`full` of pieces that differ."""
    size = len(piece(10**6).encode())
    return (before + "".join(map(piece, range((SIZE - len(before + behind)) // size))) + behind).encode()


def people(name: str, joint: str) -> str:
    """Return 700 names, as many as can be short enough for a source."""
    return joint.join([name] * 700)


FILES: dict[str, Callable[[], bytes]] = {
    # BibTeX
    "bib-authors": lambda: full("A and ", "@article{a, title={x}, author={", "B}}"),
    "bib-authors-in-braces": lambda: full("{A} and ", "@article{a, title={x}, author={", "B}}"),
    "bib-authors-in-records": lambda: full("@a{a,title={x},author={%s}}\n" % people("A, B", " and ")),
    "bib-authors-in-order": lambda: full("@a{a,title={x},author={%s}}\n" % people("A van B", " and ")),
    "bib-authors-in-latex": lambda: full("@a{a,title={x},author={%s}}\n" % people(r"{\'A} B", " and ")),
    "bib-accents": lambda: full(r"\'e", "@article{a, title={", "}}"),
    "bib-accents-in-records": lambda: full("@a{a,title={%s}}\n" % (r"\'e" * 350)),
    "bib-commands": lambda: full(r"\a", "@article{a, title={", "}}"),
    "bib-unknown-commands": lambda: counted(lambda n: rf"\x{chr(97 + n % 26)}{chr(97 + n // 26 % 26)} ", "@a{a, title={", "}}"),
    "bib-dollars": lambda: full("$a", "@article{a, title={", "}}"),
    "bib-braces-open": lambda: full("{", "@article{a, title={"),
    "bib-braces-pairs": lambda: full("{}", "@article{a, title={", "}}"),
    "bib-braces-deep": lambda: b"@a{a,title={" + b"{" * (SIZE // 2 - 20) + b"}" * (SIZE // 2 - 20) + b"}}",
    "bib-entries-open": lambda: full("@a{"),
    "bib-entries-open-in-lines": lambda: full("@a{a,title={\n"),
    "bib-entries-open-in-one-line": lambda: full("@a{a,title={"),
    "bib-quotes": lambda: full('@a{a,title="'),
    "bib-fields": lambda: counted(lambda n: f"a{n}={{}},", "@article{a, title={x}, ", "}"),
    "bib-strings-doubled": lambda: counted(lambda n: f"@string{{s{n + 1}=s{n}#s{n}}}\n", "@string{s0={%s}}\n" % ("x" * 2000)),
    "bib-string-repeated": lambda: full("#s", "@string{s={%s}}@a{a,title=s" % ("x" * 100_000), "}"),
    "bib-comments": lambda: full("@comment{"),
    "bib-signs": lambda: full("@"),
    "bib-words": lambda: full("@a "),
    "bib-records": lambda: full("@misc{a, title={x}}\n"),
    "bib-records-as-many-as-may-be": lambda: (b"@misc{a, title={%s}, author={A, B and C, D}, doi={10.1/%s}, year={2000}}\n" % (b"x" * 500, b"y" * 150)) * 5000,
    # RIS
    "ris-authors": lambda: full("AU  - A\n", "TY  - JOUR\nTI  - x\n"),
    "ris-authors-in-one": lambda: full("A;", "TY  - JOUR\nTI  - x\nAU  - "),
    "ris-authors-in-records": lambda: full("TY  - J\nTI  - x\n%s" % ("AU  - A, B\n" * 500)),
    "ris-line-goes-on": lambda: full(" x\n", "TY  - JOUR\nTI  - x\n"),
    "ris-lines-empty": lambda: full("\n", "TY  - JOUR\nTI  - x\n"),
    "ris-records": lambda: full("TY  - JOUR\nTI  - x\nER  - \n"),
    "ris-ends": lambda: full("ER  - \n"),
    "ris-tags": lambda: counted(lambda n: f"{chr(65 + n % 26)}{n // 26 % 10}  - x\n", "TY  - JOUR\nTI  - x\n"),
    "ris-addresses": lambda: full(";http://a", "TY  - JOUR\nTI  - x\nUR  - http://a"),
    "ris-notes": lambda: full("PMID: 1 ", "TY  - JOUR\nTI  - x\nN1  - "),
    "ris-same-short-name": lambda: (RECORD + b"AU  - A, B\nPY  - 2000\nER  - \n") * 5000,
    "ris-randomised": lambda: (b"TY  - JOUR\nTI  - " + b"randomised " * 54 + b"\nER  - \n") * 5000,
    # PubMed
    "nbib-authors": lambda: full("AU  - A\n", "PMID- 1\nTI  - x\n"),
    "nbib-records": lambda: full("PMID- 1\nTI  - x\n"),
    "nbib-gaps": lambda: full("TI  - x\n\n", "PMID- 1\n"),
    "nbib-numbers": lambda: full("PMC - PMC1\nPMID- 1\n"),
    "nbib-identifiers": lambda: full("LID - x [do]\n", "PMID- 1\nTI  - x\n"),
    "xml-elements": lambda: full("<a/>", "<PubmedArticleSet>", "</PubmedArticleSet>"),
    "xml-attributes": lambda: full('<a b=""/>', "<PubmedArticleSet>", "</PubmedArticleSet>"),
    "xml-attributes-in-one": lambda: counted(lambda n: f' a{n}=""', "<PubmedArticleSet", "/>"),
    "xml-depth": lambda: full("<a>"),
    "xml-authors": lambda: full(
        "<Author><LastName>A</LastName></Author>",
        "<PubmedArticle><MedlineCitation><Article><ArticleTitle>x</ArticleTitle><AuthorList>",
        "</AuthorList></Article></MedlineCitation></PubmedArticle>",
    ),
    "xml-authors-in-records": lambda: full(
        "<PubmedArticle><MedlineCitation><Article><ArticleTitle>x</ArticleTitle><AuthorList>%s</AuthorList></Article>"
        "</MedlineCitation></PubmedArticle>" % ("<Author><LastName>A</LastName></Author>" * 600),
        "<a>",
        "</a>",
    ),
    "xml-authors-just-allowed": lambda: b"<a>" + (b"<PubmedArticle><MedlineCitation><Article><ArticleTitle>x</ArticleTitle><AuthorList>%s</AuthorList></Article></MedlineCitation></PubmedArticle>" % (b"<Author><LastName>A b</LastName><ForeName>B c</ForeName></Author>" * 400)) * 149 + b"</a>",
    "xml-elements-just-allowed": lambda: b"<a>" + b'<a b=""/>' * 249_000 + b"</a>",
    "xml-records": lambda: full("<PubmedArticle/>", "<a>", "</a>"),
    "xml-doctype": lambda: full("<!DOCTYPE"),
    "xml-entities": lambda: full("&#120;", "<PubmedArticle>", "</PubmedArticle>"),
    # CSL-JSON
    "json-objects": lambda: full("{},", "[", "{}]"),
    "json-lists": lambda: full("[],", "[", "[]]"),
    "json-members": lambda: full('{"":0},', "[", "{}]"),
    "json-members-spaced": lambda: counted(lambda n: f'"{n}" :1,', "[{", '"":0}]'),
    "json-numbers": lambda: full("1,", "[", "1]"),
    "json-strings": lambda: full('"ab",', "[", '""]'),
    "json-depth": lambda: full("["),
    "json-digits": lambda: full("1", "[", "]"),
    "json-authors": lambda: full('{"name":"A"},', '[{"title":"x","author":[', "{}]}]"),
    "json-authors-in-records": lambda: full('{"title":"x","author":[%s]},' % ",".join(['{"family":"A","given":"B"}'] * 400), "[", "{}]"),
    "json-authors-just-allowed": lambda: b"[%s]" % (",".join(['{"title":"x","author":[%s]}' % ",".join(['{"family":"A b","given":"B c"}'] * 400)] * 149)).encode(),
    "json-escapes": lambda: full(r"\u0301", '[{"title":"a', '"}]'),
    # Any
    "accents-piled": lambda: full("\u0301\u0316", "TY  - JOUR\nTI  - a"),
    "accents-piled-in-records": lambda: full("TY  - JOUR\nTI  - a%s\n" % ("\u0301\u0316" * 300)),
    "entities": lambda: full("&amp;", "TY  - JOUR\nTI  - "),
    "entities-in-records": lambda: full("TY  - JOUR\nTI  - %s\n" % ("&amp;" * 200)),
    "tags": lambda: full("<i a=1", "TY  - JOUR\nTI  - "),
    "tags-in-records": lambda: full("TY  - JOUR\nTI  - %s\n" % ("<i>" * 300)),
    "spaces": lambda: full(" ", "TY  - JOUR\nTI  - x\nUR  - "),
    "quotable": lambda: full("{", "TY  - JOUR\nTI  - x\nUR  - http://a/"),
    "nothing": lambda: full("\n"),
    "words": lambda: full("ab "),
    "wide": lambda: full("\U0001f600", "TY  - JOUR\nTI  - "),
    "foreign": lambda: b"TY  - JOUR\nTI  - " + b"\xff" * (SIZE - 20),
}  # fmt: skip


def measured(name: str) -> str:
    """Read one file, as the desk and the command do, and return what it took."""
    import django  # noqa: PLC0415  # once in each child

    django.setup()
    from acuinfo.sources.citations import Format, read  # noqa: PLC0415  # needs Django
    from acuinfo.sources.importing import plan  # noqa: PLC0415  # needs Django

    data = FILES[name]()[:SIZE]
    format_ = {"bib": Format.BIBTEX, "json": Format.CSL_JSON, "xml": Format.PUBMED_XML}.get(name.partition("-")[0])
    read(b"TY  - JOUR\nTI  - x\n")
    base, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    reading = read(data, format_)
    took = time.process_time() - start
    plan(reading, [])
    planned = time.process_time() - start - took
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) / 1024
    told = reading.problems[0].sentence[:60] if reading.problems else ""
    mark = "!" if took + planned > 2 or peak > 200 else " "
    return f"{mark} {name:32} {took:6.2f} s {planned:6.2f} s {peak:6.0f} MB {len(reading.records):5} records  {told}"


def in_own_processes(word: str) -> Iterator[int]:
    """Measure each file in a child, whose peak of memory is its own."""
    for name in FILES:
        if word in name:
            child = os.fork()
            if not child:
                print(measured(name), flush=True)
                os._exit(0)
            yield os.waitpid(child, 0)[1]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acuinfo.settings")
    print(f"  {'file':32} {'reading':>8} {'planning':>8} {'memory':>9}")
    sys.exit(max(in_own_processes(sys.argv[1] if len(sys.argv) > 1 else ""), default=0))
