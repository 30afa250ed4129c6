"""Say of what is in the log already what sort of news it was, as far as the log knows."""

from django.db import migrations
from django.db.models import Q

OF_KIND = {"safety": "safety", "evidence": "evidence"}


def say_what_news_it_was(apps, schema_editor):
    """Go by the kind of page; a condition that came or went is an answer, all else of it counts as wording."""
    changes = apps.get_model("publishing", "Change").objects
    for kind, news in OF_KIND.items():
        changes.filter(publication__kind=kind).update(news=news)
    changes.filter(publication__kind="condition", what__in=["published", "withdrawn", "reinstated"]).update(news="answer")
    changes.filter(Q(what="standing") | Q(what="shown-changed")).update(news="evidence")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0023_corrections_and_news")]

    operations = [migrations.RunPython(say_what_news_it_was, migrations.RunPython.noop)]
