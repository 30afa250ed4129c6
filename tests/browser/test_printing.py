"""Max prints a page and takes it to his doctor."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_a_condition_fits_on_two_sheets_when_it_is_printed(reader):
    reader.read("/conditions/knee-osteoarthritis/")

    sheets = len(re.findall(rb"/Type\s*/Page\b", reader.page.pdf(prefer_css_page_size=True)))

    assert 1 <= sheets <= 2


def test_what_only_works_on_a_screen_is_left_out_when_a_page_is_printed(reader):
    reader.read("/conditions/knee-osteoarthritis/")
    on_screen = [".site-nav", ".site-search", ".breadcrumb", ".contents"]
    shown = {part: reader.page.locator(part).first.is_visible() for part in on_screen}

    reader.page.emulate_media(media="print")

    assert shown == dict.fromkeys(on_screen, True)
    assert {part: reader.page.locator(part).first.is_visible() for part in on_screen} == dict.fromkeys(on_screen, False)
    assert reader.page.locator("#answers .answer-grid").is_visible()
    assert reader.page.locator("#questions").is_visible()
    reader.keep_picture("condition-print")
