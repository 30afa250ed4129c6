"""LaTeX in the values of BibTeX files: accents and symbols become characters, and no text is lost."""

import re
import unicodedata

from .text import LONGEST

_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331", "t": "\u0361",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å",
    "AA": "Å", "i": "\u0131", "j": "\u0237", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
    "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
_NAMES = {
    "\\": "textbackslash backslash", "{": "textbraceleft lbrace", "}": "textbraceright rbrace", "$": "textdollar",
    "^": "textasciicircum", "~": "textasciitilde", "`": "textasciigrave", "_": "textunderscore", "#": "texthash",
    "%": "textpercent", "&": "textampersand", "*": "textasteriskcentered ast", "|": "textbar vert mid",
    "<": "textless lt", ">": "textgreater gt", '"': "textquotedbl", "'": "textquotesingle", "‘": "textquoteleft lq",
    "’": "textquoteright rq", "“": "textquotedblleft", "”": "textquotedblright", "„": "quotedblbase",
    "‚": "quotesinglbase", "«": "guillemotleft guillemetleft", "»": "guillemotright guillemetright",
    "‹": "guilsinglleft", "›": "guilsinglright", "–": "textendash", "—": "textemdash", "…": "textellipsis ldots dots",
    "€": "euro texteuro EUR", "£": "pounds textsterling", "¥": "textyen yen", "¢": "textcent",
    "©": "copyright textcopyright", "®": "textregistered circledR", "™": "texttrademark", "°": "textdegree degree",
    "§": "S textsection", "¶": "P textparagraph", "†": "dag textdagger dagger", "‡": "ddag textdaggerdbl ddagger",
    "•": "textbullet bullet", "·": "textperiodcentered cdot", "¿": "textquestiondown", "¡": "textexclamdown",
    "±": "pm textpm", "×": "times texttimes", "÷": "div textdiv", "\u2212": "textminus", "µ": "textmu micro",
    "½": "textonehalf", "¼": "textonequarter", "¾": "textthreequarters", "ª": "textordfeminine",
    "º": "textordmasculine", "≤": "leq le leqslant", "≥": "geq ge geqslant", "≠": "neq ne", "≈": "approx",
    "\u223c": "sim", "≡": "equiv", "∞": "infty", "→": "rightarrow to", "←": "leftarrow", "↑": "uparrow",
    "↓": "downarrow", "⇒": "Rightarrow", "\u2211": "sum", "√": "sqrt", "∂": "partial", "∅": "emptyset", "\u2208": "in",
    "ϵ": "epsilon", "ε": "varepsilon", "ϕ": "phi", "φ": "varphi", "Φ": "Phi", "\u2032": "prime", "ℓ": "ell",
    "et al.": "etal", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX",
    " ": "quad qquad newline par space thinspace enspace linebreak",
}  # fmt: skip
_GREEK = tuple(
    "alpha beta gamma delta zeta eta theta iota kappa lamda mu nu xi omicron pi rho sigma tau upsilon chi psi"
    " omega".split()
)
_SYMBOLS = {
    **{name: symbol for symbol, names in _NAMES.items() for name in names.split()},
    **{name.replace("lamda", "lambda"): unicodedata.lookup(f"GREEK SMALL LETTER {name}") for name in _GREEK},
    **{name.replace("lamda", "lambda").title(): unicodedata.lookup(f"GREEK CAPITAL LETTER {name}") for name in _GREEK},
}
# What changes only how the text behind it looks, or is needed by LaTeX alone.
_SILENT = frozenset(
    "emph mbox hbox fbox text ensuremath uppercase lowercase MakeUppercase MakeLowercase NoCaseChange em it bf sc sl"
    " tt rm sf bfseries itshape scshape slshape upshape mdseries rmfamily sffamily ttfamily normalfont tiny small"
    " footnotesize large Large underline uline enquote mkbibemph mkbibquote mkbibitalic mkbibbold protect relax url"
    " path nolinkurl left right displaystyle textstyle unskip ignorespaces noindent boldsymbol bm operatorname".split()
)
_SILENT_FAMILY = re.compile(r"text[a-z]{2,12}|math[a-z]{2,12}")

_TOKEN = re.compile(
    r"""\\(?P<accent>['`^"~=.]|[cvuHkrdbt](?![A-Za-z]))\s*
        (?:\{\s*(?P<in_braces>\\?[^\W\d_]?)\s*\}|(?P<bare>\\[ij](?![A-Za-z])[ ]?|[^\W\d_]))
    |\\href\s*\{[^{}]*\}
    |\\(?P<word>[A-Za-z]+)\*?(?P<gap>[ ]?)(?=(?P<opening>\{(?!\}))?)
    |\\(?P<sign>[^A-Za-z0-9\s])
    |\\(?P<space>\s)
    |\$(?=\S)(?P<math>(?:[^$\\]|\\.){1,300}?)(?<=\S)\$(?!\d)
    |(?P<plain>---|--|``|''|[?!]`|[{}~`])""",
    re.VERBOSE | re.DOTALL,
)
_PLAIN = {"---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡", "{": "", "}": "", "~": " ", "`": "‘"}
_SIGNS = {",": " ", ";": " ", ":": " ", "\\": " ", "!": "", "-": "", "/": "", "@": ""}
_SPECIAL = re.compile(r"[\\{}$~`]|--|''")


def as_text(value: str, unknown: dict[str, None]) -> str:
    """Return the text that LaTeX would print, on any number of lines; signs without a backslash stay.

    A command that is not known loses its backslash only, and its name is added to ``unknown``.
    """
    if not _SPECIAL.search(value):
        return value
    return _TOKEN.sub(lambda found: _printed(found, unknown), value[:LONGEST])


def _printed(found: re.Match[str], unknown: dict[str, None]) -> str:
    if found["plain"]:
        return _PLAIN[found["plain"]]
    if accent := found["accent"]:
        letter = (found["in_braces"] or found["bare"] or "").removeprefix("\\").strip()
        return _accented(letter, accent) if letter else ""
    if found["word"]:
        return _command(found["word"], found["gap"], bool(found["opening"]), unknown)
    if found["math"]:
        inside = re.sub(r"(?<!\\)[\^_](?=[\w{+-])", "", found["math"])
        return as_text(inside, unknown) if "$" not in inside else inside
    if sign := found["sign"]:
        return _SIGNS.get(sign, sign)
    return " " if found["space"] else ""


def _accented(letter: str, accent: str) -> str:
    return unicodedata.normalize("NFC", letter + _ACCENTS[accent])


def _command(name: str, gap: str, has_argument: bool, unknown: dict[str, None]) -> str:
    if name in _LETTERS:
        return _LETTERS[name]
    if name in _SYMBOLS:
        return _SYMBOLS[name] + gap
    if name in _SILENT or _SILENT_FAMILY.fullmatch(name):
        return ""
    unknown[f"\\{name[:40]}"] = None
    return name + (gap or " " * has_argument)


_ESCAPED = re.compile(
    r"\$\\_\$|\\([^A-Za-z0-9\s])|\\textasciitilde\b|\$\\sim\$|\\url\b|\\href\b|\\textunderscore\b|[{}]"
)


def verbatim(value: str) -> str:
    """Return a number or an address without braces and backslashes; nothing else in it is LaTeX."""
    if not re.search(r"[\\{}]", value):
        return value
    replaced = {r"\textasciitilde": "~", r"$\sim$": "~", r"\textunderscore": "_", r"$\_$": "_"}
    return _ESCAPED.sub(lambda found: found[1] or replaced.get(found[0], ""), value[:LONGEST])
