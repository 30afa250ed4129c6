from django.db import migrations, models


class Migration(migrations.Migration):
    """A card knows the digest its edition has in the form of today; ``rebuild_cards`` fills it in."""

    dependencies = [("publishing", "0009_names_of_fields")]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="digest",
            field=models.CharField(blank=True, default="", editable=False, max_length=64),
            preserve_default=False,
        ),
    ]
