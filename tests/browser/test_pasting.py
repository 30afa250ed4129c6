"""Ada pastes from Word and Google Docs into the rich-text editor."""

import pytest

from acuinfo.publishing import actions

from ..test_files_from_outside import expected_of, input_of
from .test_desk import cast, change_address, desk, people, wait_for_editors  # noqa: F401  # fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EDITOR = ".field-what_it_is .ProseMirror[contenteditable]"
PASTE = """([selector, html]) => {
  const editor = document.querySelector(selector);
  const data = new DataTransfer();
  data.setData("text/html", html);
  editor.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
WORD_LINE = "<p class=MsoListParagraph style='mso-list:l0 level{} lfo1'><span style='mso-list:Ignore'>{}</span>{}</p>"
DOCS = (
    "<b style='font-weight:normal;' id='docs-internal-guid-1'><p dir='ltr'>Plain "
    "<span style='font-weight:700'>bold</span></p><ul><li><p>One</p></li><ul><li><p>In one</p></li></ul></ul></b>"
)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        *((input_of(name).read_text("utf-8"), expected_of(name)[0][0].removeprefix("html = "))
          for name in ("paste-list-from-word", "paste-deleted-text")),
        (
            WORD_LINE.format(1, "1.", "One") + WORD_LINE.format(2, "o", "In one") + WORD_LINE.format(1, "2.", "Two"),
            "<ol><li>One<ul><li>In one</li></ul></li><li>Two</li></ol>",
        ),
        (DOCS, "<p>Plain <strong>bold</strong></p><ul><li>One<ul><li>In one</li></ul></li></ul>"),
        ("<p>Two <span style='text-decoration:line-through'>three</span>needles.</p>", "<p>Two needles.</p>"),
    ],
)  # fmt: skip
def test_what_is_pasted_is_what_was_meant_when_it_comes_from_a_word_processor(desk, cast, pasted, kept):  # noqa: F811
    knee = people.knee(cast)
    desk.read(change_address(knee))
    wait_for_editors(desk.page, 5)

    desk.page.locator(EDITOR).click()
    desk.page.keyboard.press("Control+A")
    desk.page.evaluate(PASTE, [EDITOR, pasted])
    desk.page.get_by_role("button", name="Save and preview").click()
    desk.page.wait_for_url("**/preview/")

    assert actions.draft_of(knee).what_it_is == kept
    assert desk.problems == []
