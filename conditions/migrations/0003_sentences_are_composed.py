from django.db import migrations
from django.db.models import TextField, Value
from django.db.models.functions import Concat


def keep_in_explanation(apps, schema_editor):
    """Put each sentence of an editor's own below the explanation of its draft, where its editor finds it again."""
    drafts = apps.get_model("conditions", "EvidenceSummary").objects.exclude(own_sentence="")
    below = Concat("explanation", Value("<p>"), "own_sentence", Value("</p>"), output_field=TextField())
    drafts.update(explanation=below)


class Migration(migrations.Migration):
    """The software writes every sentence about an effect; nobody types one."""

    dependencies = [("conditions", "0002_names_of_fields")]

    operations = [
        migrations.RunPython(keep_in_explanation, migrations.RunPython.noop),
        migrations.RemoveField(model_name="evidencesummary", name="own_sentence"),
    ]
