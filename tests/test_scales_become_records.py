"""A site whose drafts each described their scale gets one record for each scale, and loses nothing on the way."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("conditions", "0003_sentences_are_composed"), ("publishing", "0012_what_the_software_approved")]
AFTER = [("conditions", "0005_scales_instead_of_their_fields")]
VAS = {"scale_name": "VAS", "scale_minimum": 0, "scale_maximum": 100, "noticeable_difference": 15}
DRAFTS = {
    "alike-1": {**VAS, "measure": "MD"},
    "alike-2": {**VAS, "measure": "MD", "summary": ""},
    "other-way": {**VAS, "measure": "MD", "scale_better": "higher"},
    "no-scale": {"measure": "SMD"},
    "shares": {"measure": "RD", "scale_small": "0.05", "scale_moderate": "0.1", "noticeable_difference": "0.075"},
    "ratio": {"measure": "RR", "baseline_risk": "0.4", "scale_small": "0.25", "scale_large": "0.5"},
    "odds": {"measure": "OR", "baseline_risk": "0.5", "noticeable_difference": "2"},
    "ratio-alone": {"measure": "RR", "scale_name": "Counted", "scale_small": "0.25", "noticeable_difference": "0.1"},
    "both": {"measure": "MD", "estimate": -4, "size_in_words": "small", "explanation": "<p>Kept.</p>"},
    "at-zero": {"measure": "RR", "baseline_risk": "0", "scale_name": "None", "scale_small": "0.25"},
    "signs": {"measure": "none", "summary": "p < 0.05 & more"},
    "in-words": {"measure": "none", "size_in_words": "small", "explanation": "<p>Kept.</p>"},
}


def in_people(scale):
    """Return what a record says of its marks, as numbers."""
    marks = (scale.small, scale.moderate, scale.large, scale.noticeable_difference)
    return [None if mark is None else mark.normalize() for mark in marks]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("to_the_newest_tables")
def test_every_scale_is_a_record_and_nothing_that_was_written_is_lost():
    table = MigrationExecutor(connection).migrate(BEFORE).apps.get_model
    publication = table("publishing", "Publication")
    source = table("sources", "Source").objects.create(slug="mu2020", kind="trial", title="Mu")
    knee = table("conditions", "Condition").objects.create(
        title="Knee", publication=publication.objects.create(kind="condition", slug="knee")
    )
    for slug, fields in DRAFTS.items():
        page = publication.objects.create(kind="evidence", slug=slug)
        values = {"title": slug, "summary": f"About {slug}.", "outcome": "pain", "comparator": "sham", **fields}
        if "scale_name" in fields:
            values |= {"noticeable_source_id": source.pk, "scale_thresholds_source_id": source.pk}
        table("conditions", "EvidenceSummary").objects.create(publication=page, condition=knee, **values)
    live = publication.objects.get(slug="both")
    live.current = table("publishing", "Edition").objects.create(
        publication=live, number=1, body="{}", schema_version=1, digest="0" * 64, change_note="First.",
        evidence_as_of="2026-11-22", published_by_id=User.objects.create_user("pia").pk,
    )  # fmt: skip
    live.save()

    table = MigrationExecutor(connection).migrate(AFTER).apps.get_model

    drafts = {d.publication.slug: d for d in table("conditions", "EvidenceSummary").objects.select_related("scale")}
    scale = {slug: draft.scale for slug, draft in drafts.items()}
    assert scale["alike-1"] == scale["alike-2"] != scale["other-way"]
    assert {slug for slug, one in scale.items() if one is None} == {"no-scale", "both", "signs", "in-words"}
    assert table("conditions", "Scale").objects.count() == 7
    vas = scale["alike-1"]
    assert (vas.name, vas.minimum, vas.maximum, vas.better) == ("VAS", 0, 100, "lower")
    assert (vas.noticeable_difference, scale["other-way"].better) == (15, "higher")
    assert (vas.noticeable_source_id, vas.thresholds_source_id) == (source.pk, source.pk)
    assert in_people(scale["shares"]) == [50, 100, None, 75]
    assert in_people(scale["ratio"]) == [100, None, 200, None]
    assert in_people(scale["odds"]) == [None, None, None, 250]
    assert in_people(scale["ratio-alone"]) == in_people(scale["at-zero"]) == [None] * 4
    assert {slug: drafts[slug].size_in_words for slug in ("both", "in-words")} == {"both": "", "in-words": "small"}
    assert drafts["both"].estimate == Decimal(-4)
    assert drafts["both"].explanation == "<p>Kept.</p>"
    assert drafts["in-words"].explanation == "<p>Kept.</p><p>About in-words.</p>"
    assert drafts["alike-1"].explanation == "<p>About alike-1.</p>"
    assert drafts["alike-2"].explanation == ""
    assert drafts["signs"].explanation == "<p>p &lt; 0.05 &amp; more</p>"
