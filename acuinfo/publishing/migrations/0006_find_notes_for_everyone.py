from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """A condition page finds the safety notes for everyone without reading all notes."""

    dependencies = [("publishing", "0005_merged_tags")]

    operations = [
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(condition=Q(("is_for_everyone", True)), fields=["kind"], name="publication_for_everyone"),
        ),
    ]
