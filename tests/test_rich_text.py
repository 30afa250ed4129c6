"""Rich text comes out clean, and always written in the same way."""

import pytest
from hypothesis import given, strategies as st

from acuinfo.publishing.richtext import clean, lines, plain


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>Hello <strong>you</strong></p>", "<p>Hello <strong>you</strong></p>"),
        ("<p>One\n  two</p>\n\n<p>three</p>\n", "<p>One two</p><p>three</p>"),
        (
            "<ul><li><p>One</p></li><li><p>Two</p><ul><li><p>In</p></li></ul></li></ul>",
            "<ul><li>One</li><li>Two<ul><li>In</li></ul></li></ul>",
        ),
        (
            "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
            "<table><tr><th>A</th></tr><tr><td>1</td></tr></table>",
        ),
        (
            '<table><tbody><tr><th colspan="1" rowspan="1"><p>A</p></th></tr></tbody></table>',
            "<table><tr><th>A</th></tr></table>",
        ),
        ("<p></p><p>x</p>", "<p>x</p>"),
        ("<p>x<script>alert(1)</script></p>", "<p>x</p>"),
        ('<p onclick="x" style="color:red" class="a" id="b">x</p>', "<p>x</p>"),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="//evil.example">x</a>', "<a>x</a>"),
        ('<a href="/safety/">x</a>', '<a href="/safety/">x</a>'),
        ('<img src="https://evil.example/x.png" alt="x">', ""),
        ("<h1>Too big</h1>", "Too big"),
        ("x</p>y", "x y"),
        ("<p>One</p><pre>two</pre><figure>three</figure>", "<p>One</p>two three"),
        ('<b style="font-weight:normal"><p>x <b>y</b></p></b>', "<p>x <strong>y</strong></p>"),
        ("<p>Take <ins>two</ins><s>three</s><strike>four</strike> needles.</p>", "<p>Take two needles.</p>"),
        ("<ol><ul><li>x</li></ul></ol>", "<ol><li><ul><li>x</li></ul></li></ol>"),
        (
            "<ul><li>a</li><ul><li>b</li><ul><li>c</li></ul></ul><ol><li>d</li></ol><li>e</li></ul>",
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul><ol><li>d</li></ol></li><li>e</li></ul>",
        ),
    ],
)
def test_only_the_listed_elements_stay_when_text_is_cleaned(written, kept):
    assert clean(written) == kept


@given(st.text(alphabet="<>/abplituvdhr \"='&;\n" + "x", max_size=200))
def test_cleaning_again_changes_nothing_when_text_was_cleaned(text):
    once = clean(text)

    assert clean(once) == once


def test_words_keep_their_distance_when_tags_are_taken_off():
    assert plain("<p>One.</p><p>Two &amp; three.</p>") == "One. Two & three."


def test_words_stay_together_and_blocks_apart_when_the_markup_is_taken_away():
    html = "<h2>After years</h2><p>We know of <b>only</b> one, <a href='/x/'>this</a>.</p>"
    html += "<ul><li>a&amp;b</li><li>c<br>d</li></ul>"

    assert lines(html + "<table><tr><th>A</th><td>1</td></tr></table>") == [
        "After years", "We know of only one, this.", "a&b", "c", "d", "A 1",
    ]  # fmt: skip
    assert plain(html) == "After years We know of only one, this. a&b c d"
