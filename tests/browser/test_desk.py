"""The desk in a real browser: Ada edits in the rich-text editor, publishes, and finds the old edition."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from acuinfo.publishing import actions

from .. import cast as people
from .conftest import WIDTHS, window

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RICH = (
    "<h2>What <em>trials</em> say</h2><p>Some <strong>bold</strong>, some <em>italic</em>, "
    '<strong><em>both</em></strong>, a <a href="https://example.org/a?b=1&amp;c=2">a review of trials</a>, '
    '<a href="/safety/">one of ours</a>, H<sub>2</sub>O, x<sup>2</sup>, 5 &lt; 6 &amp; 7.<br>A new line.</p>'
    "<h3>Lists</h3><ul><li>One</li><li>Two<ul><li>In two</li><li>And <strong>more</strong>"
    "<ol><li>Deep</li></ol></li></ul></li></ul><ol><li>First</li><li><p>Second.</p><p>In two paragraphs.</p></li></ol>"
    '<h4>A table</h4><table><thead><tr><th scope="col">Trial</th><th scope="col">People</th></tr></thead>'
    '<tbody><tr><td>Berman</td><td>570</td></tr><tr><td colspan="2">Both: <a href="mailto:a@example.org">ask</a></td>'
    "</tr></tbody></table><blockquote><p>Quoted.</p></blockquote><p>The end [[vickers2018]].</p>"
)
STOCK = {
    "empty-table-header": "Django's tables of rows have a nameless column for what a row was before",
    "aria-prohibited-attr": "Django names the icon in the tag chooser's search field, and labels the field besides",
}
"""Rules that Django's own markup breaks, which is not ours to change, each with what it is."""


@pytest.fixture
def cast(transactional_db, settings):
    settings.SELF_APPROVAL = True
    return people.make_cast()


@pytest.fixture
def desk(browser, live_server, cast):
    """Pia's window, signed in."""
    with window(browser, live_server.url) as reader:
        reader.read("/admin/")
        reader.page.locator("[name=username]").fill("pia")
        reader.page.locator("[name=password]").fill(people.PASSWORD)
        reader.page.get_by_role("button", name="Sign in").click()
        reader.page.wait_for_url("**/admin/")
        yield reader


def change_address(publication):
    return reverse("admin:conditions_condition_change", args=[actions.draft_of(publication).pk])


def wait_for_editors(page, count):
    """Wait until the rich-text editors stand in place of their text fields."""
    page.wait_for_function(
        "count => document.querySelectorAll('.ProseMirror[contenteditable]').length >= count", arg=count
    )


def test_an_edition_is_written_checked_and_published_when_pia_works_in_the_browser(desk, cast):
    knee = people.knee(cast)
    page = desk.page
    desk.read(change_address(knee))
    wait_for_editors(page, 5)

    page.locator(".field-what_it_is .ProseMirror[contenteditable]").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" It is common after forty.")
    page.get_by_role("button", name="Save and preview").click()
    page.wait_for_url("**/preview/")
    previewed = page.locator("main").text_content()
    desk.read("/conditions/knee-osteoarthritis/")
    public_before = page.locator("main").text_content()
    desk.read(f"{change_address(knee).removesuffix('change/')}publish/")
    page.get_by_label("Change note").fill("How common it is.")
    page.get_by_label("I have reviewed this draft myself").check()
    desk.keep_picture("desk-publish-filled")
    page.get_by_role("button", name="Publish", exact=True).click()
    page.wait_for_url("**/change/")
    desk.read("/conditions/knee-osteoarthritis/")
    public_after = page.locator("main").text_content()
    desk.read("/conditions/knee-osteoarthritis/editions/")
    history = page.locator("main").inner_text()
    desk.read("/conditions/knee-osteoarthritis/editions/1/")

    assert "It is common after forty." in previewed
    assert "It is common after forty." not in public_before
    assert "It is common after forty." in public_after
    assert "How common it is." in history
    assert "It is common after forty." not in page.locator("main").text_content()
    assert desk.problems == []


def test_a_draft_stays_what_it_is_when_it_is_opened_and_saved_without_a_change(desk, cast):
    knee = people.knee(cast, what_it_is=RICH, unknowns=RICH, what_it_involves="<ul><li>Only a list</li></ul>")
    before = actions.compile_draft(knee)

    desk.read(change_address(knee))
    wait_for_editors(desk.page, 5)
    desk.page.get_by_role("button", name="Save and preview").click()
    desk.page.wait_for_url("**/preview/")
    after = actions.compile_draft(knee)

    assert after.document.what_it_is == before.document.what_it_is
    assert after.digest == before.digest


def pages_of_the_desk(knee, tag):
    change = change_address(knee)
    base = change.removesuffix("change/")
    return {
        "index": "/admin/",
        "list": "/admin/conditions/condition/",
        "change": change,
        **{name: f"{base}{name}/" for name in ("review", "invite", "publish", "withdraw", "move", "editions")},
        "history": f"{base}history/",
        "restore": f"{base}restore/1/",
        "import-sources": "/admin/sources/source/import/",
        "tag-merge": f"/admin/publishing/tag/{tag.pk}/merge/",
        "tag-rename": f"/admin/publishing/tag/{tag.pk}/rename/",
        "two-factor": "/admin/two-factor/",
    }


def test_no_page_of_the_desk_has_a_barrier_or_a_complaint_when_pia_looks_around(desk, cast):
    knee = people.knee(cast)
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>Worn, and painful.</p>"))
    tag = actions.save_tag(slug="joint", name="Joint", group="topic", scope_note="", aliases=(), by=cast.pia)
    actions.save_tag(slug="joints", name="Articulation", group="topic", scope_note="", aliases=(), by=cast.pia)
    found = {}
    statuses = {}
    for name, address in pages_of_the_desk(knee, tag).items():
        desk.page.emulate_media(color_scheme="light")
        desk.resize(WIDTHS[-1])
        statuses[name] = desk.read(address)
        desk.keep_picture(f"desk-{name}-1280-light")
        found[f"{name}, 1280, light"] = desk.barriers(leave_out=STOCK)
        desk.page.emulate_media(color_scheme="dark")
        desk.resize(WIDTHS[0])
        found[f"{name}, 320, dark"] = desk.barriers(leave_out=STOCK) + desk.sideways()
        desk.keep_picture(f"desk-{name}-320-dark")

    assert statuses == dict.fromkeys(statuses, 200)
    assert {view: what for view, what in found.items() if what} == {}
    assert desk.problems == []


def test_signing_in_has_no_barrier_when_somebody_stands_at_the_door(browser, live_server, cast):
    with window(browser, live_server.url, viewport={"width": 320, "height": 800}) as reader:
        reader.read("/admin/login/")
        light, wide = reader.barriers(), reader.sideways()
        reader.page.emulate_media(color_scheme="dark")
        dark = reader.barriers()
        reader.page.locator("[name=username]").fill("pia")
        reader.page.locator("[name=password]").fill("wrong")
        reader.page.get_by_role("button", name="Sign in").click()
        reader.page.wait_for_selector("[role=alert]")
        after_failure = reader.barriers()
        reader.keep_picture("desk-sign-in-320-dark")

    assert (light, wide, dark, after_failure) == ([], [], [], [])
    assert reader.problems == []


def test_a_finding_is_put_in_from_the_dialog_and_readers_get_its_words(desk, cast):
    knee = people.knee(cast)
    people.published(cast, "knee-pain-sham", people.evidence_document())
    page = desk.page
    desk.read(change_address(knee))
    wait_for_editors(page, 5)

    page.locator(".field-what_it_is .ProseMirror[contenteditable]").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" We found: ")
    page.locator(".field-what_it_is .prose-menubar__button, .field-what_it_is [title]").locator(
        "xpath=self::*[@title='put in a finding']"
    ).click()
    page.locator("#insert-query").fill("knee sham")
    expect(page.locator("#insert-list")).to_have_attribute("aria-busy", "false")
    page.locator("#insert-list").select_option(index=0)
    page.get_by_role("button", name="Put in", exact=True).click()
    page.locator(".field-what_it_is .inserted-words").wait_for()
    page.keyboard.type(" Then more.")
    shown = page.locator(".field-what_it_is .inserted-words").inner_text()
    page.locator("textarea[data-inserts]").first.scroll_into_view_if_needed()
    page.locator(".insert-button").first.click()
    page.locator("#insert-list").select_option("finding:knee-pain-sham|short")
    page.get_by_role("button", name="Put in", exact=True).click()
    expect(page.locator("textarea[data-inserts]").first).to_have_value(
        re.compile(r"\[\[finding:knee-pain-sham\|short\]\]")
    )
    page.get_by_role("button", name="Save and preview").click()
    page.wait_for_url("**/preview/")

    assert shown == people.FINDING_STATEMENT
    assert 'We found: <data value="finding:knee-pain-sham"></data> Then more.' in actions.draft_of(knee).what_it_is
    assert f"We found: {people.FINDING_STATEMENT}" in " ".join(page.locator("main").text_content().split())
    assert desk.problems == []


def test_an_outside_reviewer_reads_signs_and_is_thanked_once(browser, live_server, cast):
    knee = people.knee(cast)
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>Worn, and painful.</p>"))
    invitation, token = actions.invite_reviewer(publication=knee, by=cast.ruth, name="Dr Jo Field")
    address = f"/admin/outside-review/{token}/"
    with window(browser, live_server.url) as reader:
        page = reader.page
        reader.read(address)
        page.get_by_label("I approve", exact=False).first.check()
        page.get_by_label("Your name").fill("Jo Field")
        page.get_by_label("Your role").fill("rheumatologist")
        page.get_by_label("I have read every sentence", exact=False).check()
        page.get_by_role("button", name="Sign and send").click()
        thanked = page.locator("main").inner_text()
        reader.read(address)
        again = page.locator("main").inner_text()
        actions.revoke_invitation(invitation=invitation, by=cast.ruth)
        closed = reader.read(address)

    assert "Thank you, Jo Field. Your word is recorded" in thanked
    assert "You have said what you think of this draft" in again
    assert closed == 404
    assert knee.reviews.first().invited_by == cast.ruth


def test_the_keys_save_and_preview_from_within_an_editor_and_the_bar_stays_in_sight(desk, cast):
    knee = people.knee(cast)
    page = desk.page
    desk.read(change_address(knee))
    wait_for_editors(page, 5)
    editor = page.locator(".field-what_it_is .ProseMirror[contenteditable]")

    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Saved by a key.")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    wait_for_editors(page, 5)
    saved = actions.draft_of(knee).what_it_is
    seen = {}
    for width in (1280, 768, 320):
        desk.resize(width)
        seen[width] = (page.locator(".draft-bar [name=_save_preview]").is_visible(), desk.sideways())
        box = page.locator(".draft-bar").bounding_box()
        seen[width] += (box["y"] + box["height"] <= 901, box["height"] < 300)
        desk.keep_picture(f"desk-bar-{width}", is_full=False)
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Then shown.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/preview/")

    assert "Saved by a key." in saved
    assert "<br>" not in actions.draft_of(knee).what_it_is
    assert "Saved by a key. Then shown." in page.locator("main").text_content()
    assert seen == dict.fromkeys(seen, (True, [], True, True))
    assert desk.problems == []
