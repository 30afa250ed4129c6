from django.db import migrations, models


class Migration(migrations.Migration):
    """Pages that moved before keep the address they have now as their name: no draft says anything else by this."""

    dependencies = [("publishing", "0025_signposts_of_search")]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="first_slug",
            field=models.SlugField(blank=True, default="", editable=False, max_length=80),
            preserve_default=False,
        ),
    ]
