"""Templates can be read: short lines, fragments that say what they expect, nothing inline."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
FRAGMENTS = [path for path in TEMPLATES if path.name.startswith("_")]
LONGEST_LINE = 160
BEGINNING = re.compile(r"(\{#.*#\}\n)*\{#.*#\}")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)


def name(path: Path) -> str:
    """Return what a template is called in ``{% include %}``."""
    return path.relative_to(FOLDER).as_posix()


def lines_with(problem) -> list[str]:
    """Return where the lines stand that have a problem."""
    return [
        f"{name(path)}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if problem(line)
    ]


def test_a_template_fits_a_screen_when_it_is_read():
    assert len(TEMPLATES) > 90
    assert lines_with(lambda line: len(line) > LONGEST_LINE) == []


def test_every_tag_is_whole_when_words_are_broken_into_lines():
    """Django takes half a tag for text and shows it to readers."""
    halves = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"))

    assert lines_with(lambda line: any(line.count(begin) != line.count(end) for begin, end in halves)) == []


def test_a_fragment_says_what_it_expects_when_it_begins():
    beginnings = {name(path): BEGINNING.match(path.read_text("utf-8")) for path in FRAGMENTS}

    assert len(beginnings) > 40
    assert [path for path, found in beginnings.items() if not found or "Expects " not in found.group()] == []


def test_nothing_is_inline_when_a_page_is_made():
    assert lines_with(INLINE.search) == []


@pytest.mark.parametrize(
    "bad",
    ['<p style="color: red">', "<style>", '<a onclick="go()">', "<script>go()</script>", '<a href="javascript:x">'],
)
def test_something_inline_is_noticed_when_there_is_some(bad):
    assert INLINE.search(bad)


def test_no_space_appears_when_one_line_is_written_on_several():
    template = engines["django"].from_string(
        "{% load oneline %}<p>{% oneline %}\n  <b>{{ a }}</b>\n  {% if c %}, {{ c }}{% else %}\n    <i>x</i>\n"
        "  {% endif %}\n  {% for n in d %}\n    {{ n }}\n  {% endfor %}\n{% endoneline %}</p>\n"
    )

    assert template.render({"a": "one\ntwo", "c": "three", "d": "45"}) == "<p><b>one\ntwo</b>, three45</p>\n"
    assert template.render({"a": "one"}) == "<p><b>one</b><i>x</i></p>\n"
