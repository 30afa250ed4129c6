from django.db import migrations, models


class Migration(migrations.Migration):
    """Pages that moved before keep the address they have now as their name: no draft says anything else by this."""

    dependencies = [("publishing", "0024_news_of_past_changes")]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="first_slug",
            field=models.SlugField(blank=True, default="", editable=False, max_length=80),
            preserve_default=False,
        ),
    ]
