"""A site that the first version loaded stops saying that somebody reviewed its pages."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

BEFORE = [("publishing", "0011_editions_that_nobody_reviewed")]
AFTER = [("publishing", "0012_what_the_software_approved")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("to_the_newest_tables")
def test_only_what_the_software_approved_by_itself_is_taken_back():
    table = MigrationExecutor(connection).migrate(BEFORE).apps.get_model
    now, digest = timezone.now(), "0" * 64
    today = timezone.localdate(now)
    for slug, name, who in (("knee", "content-loader", "AcuInfo editors"), ("hip", "pia", "Ruth")):
        by = User.objects.create_user(name).pk
        page = table("publishing", "Publication").objects.create(
            kind="condition", slug=slug, published_at=now, last_reviewed_on=today
        )
        table("publishing", "Review").objects.create(
            publication=page, digest=digest, verdict="approved", by_id=by, name=who
        )
        page.current = table("publishing", "Edition").objects.create(
            publication=page, number=1, body="{}", schema_version=1, digest=digest, change_note="First.",
            reviewed_on=today, reviewed_by=who, published_by_id=by,
        )  # fmt: skip
        page.save()

    table = MigrationExecutor(connection).migrate(AFTER).apps.get_model

    told = table("publishing", "Edition").objects.order_by("pk")
    pages = table("publishing", "Publication").objects.order_by("pk")
    assert list(told.values_list("reviewed_by", "reviewed_on", "evidence_as_of")) == [
        ("", None, dt.date(2026, 11, 22)),
        ("Ruth", today, None),
    ]
    assert list(pages.values_list("last_reviewed_on", flat=True)) == [None, today]
    assert list(table("publishing", "Review").objects.values_list("name", flat=True)) == ["Ruth"]
