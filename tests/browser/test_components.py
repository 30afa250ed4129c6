"""Whoever changes a component sees it in all its states on one page of the development server."""

import pytest
from django.test import override_settings

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

ALIKE = {"landmark-unique": "the page shows one landmark in several states"}


def test_every_component_fits_and_has_no_barrier_when_a_developer_looks_at_all_of_them(reader):
    nowhere = reader.read("/components/")
    found = {}
    with override_settings(ROOT_URLCONF="acuinfo.development_urls"):
        for colours in ("light", "dark"):
            reader.page.emulate_media(color_scheme=colours)
            for width in (320, 768, 1280):
                reader.resize(width)
                assert reader.read("/components/") == 200
                found[f"{width}, {colours}"] = [*reader.barriers(ALIKE), *reader.sideways()]
                reader.keep_picture(f"components-{width}-{colours}")
        reader.page.emulate_media(color_scheme="light", forced_colors="active")
        reader.keep_picture("components-forced-colors")

    assert nowhere == 404  # a site in production has no such page
    assert {view: barriers for view, barriers in found.items() if barriers} == {}
    assert reader.problems == []
