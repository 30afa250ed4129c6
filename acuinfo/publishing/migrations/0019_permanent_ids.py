import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    """Each publication gets a permanent id, first of three steps: the column, still empty.

    Cards learn on which sources they lean, and the log which pages followed when something else moved.
    """

    dependencies = [("publishing", "0018_what_readers_say_of_themselves"), ("sources", "0002_names_of_fields")]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="uuid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="publication",
            name="leans_on",
            field=models.ManyToManyField(editable=False, related_name="carries", to="sources.source"),
        ),
        migrations.AlterField(
            model_name="change",
            name="what",
            field=models.CharField(
                choices=[
                    ("published", "Published"),
                    ("updated", "Updated"),
                    ("reviewed", "Reviewed"),
                    ("withdrawn", "Withdrawn"),
                    ("reinstated", "Reinstated"),
                    ("moved", "Moved"),
                    ("shown-changed", "What it shows changed"),
                    ("record-changed", "What it names changed"),
                    ("standing", "Standing of a source changed"),
                    ("source-edited", "Source record edited"),
                    ("tag-edited", "Tag edited"),
                    ("tag-renamed", "Tag renamed"),
                    ("tag-merged", "Tags merged"),
                    ("cards-rebuilt", "Index rebuilt"),
                ],
                max_length=16,
                verbose_name="what",
            ),
        ),
    ]
