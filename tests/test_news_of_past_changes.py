"""What was in the log before changes had a sort of news gets one, as far as the log knows."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("publishing", "0023_corrections_and_news")]
AFTER = [("publishing", "0024_news_of_past_changes")]
WAS = {
    ("condition", "published"): "answer",
    ("condition", "moved"): "wording",
    ("condition", "shown-changed"): "evidence",
    ("evidence", "withdrawn"): "evidence",
    ("safety", "moved"): "safety",
    ("article", "withdrawn"): "wording",
    (None, "standing"): "evidence",
    (None, "tag-merged"): "wording",
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("to_the_newest_tables")
def test_past_changes_are_sorted_by_what_happened_to_which_kind_of_page():
    table = MigrationExecutor(connection).migrate(BEFORE).apps.get_model
    user = table("auth", "User").objects.create(username="pia")
    for kind, what in WAS:
        page = edition = None
        if kind:
            page = table("publishing", "Publication").objects.create(kind=kind, slug=f"{kind}-{what}")
            edition = table("publishing", "Edition").objects.create(
                publication=page, number=1, body="{}", schema_version=1, digest="0", change_note="First.",
                reviewed_on="2026-01-01", reviewed_by="Ruth", published_by=user,
            )  # fmt: skip
        table("publishing", "Change").objects.create(what=what, publication=page, edition=edition, subject="")

    table = MigrationExecutor(connection).migrate(AFTER).apps.get_model

    rows = table("publishing", "Change").objects.order_by("pk").values_list("publication__kind", "what", "news")
    assert {(kind, what): news for kind, what, news in rows} == WAS
