import datetime as dt

from django.db import migrations
from django.utils import timezone

LOADER = "content-loader"
AS_OF = dt.date(2026, 11, 22)
"""Up to when the sources of the first edition's content were read."""


def take_back(apps, schema_editor):
    """Let no edition that the software approved by itself say that somebody reviewed it, and drop those approvals."""
    editions = apps.get_model("publishing", "Edition").objects.filter(
        published_by__username=LOADER, reviewed_by="AcuInfo editors"
    )
    pages = apps.get_model("publishing", "Publication").objects.filter(current__in=editions)
    pages = [(page, page.published_at) for page in pages.only("published_at")]
    editions.update(reviewed_on=None, reviewed_by="", reviewed_by_clinician=False, evidence_as_of=AS_OF)
    for page, published_at in pages:
        page.last_reviewed_on, page.review_due_on = None, timezone.localdate(published_at)
        page.save(update_fields=["last_reviewed_on", "review_due_on"])
    scheduled = apps.get_model("publishing", "Schedule").objects.values("approval")
    apps.get_model("publishing", "Review").objects.filter(by__username=LOADER).exclude(pk__in=scheduled).delete()


class Migration(migrations.Migration):
    """No machine account approves: what came with the software was reviewed by nobody."""

    dependencies = [("publishing", "0011_editions_that_nobody_reviewed")]

    operations = [migrations.RunPython(take_back, migrations.RunPython.noop)]
