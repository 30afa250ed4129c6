from django.db import migrations, models

import acuinfo.publishing.kinds


class Migration(migrations.Migration):
    """Kinds of page are those that apps register; the table no longer lists them."""

    dependencies = [("publishing", "0007_reading_age_of_drafts")]

    operations = [
        migrations.RemoveConstraint(model_name="publication", name="publication_kind_is_known"),
        migrations.AlterField(
            model_name="publication",
            name="kind",
            field=models.CharField(choices=acuinfo.publishing.kinds.choices, max_length=16),
        ),
        migrations.AlterField(
            model_name="formeraddress",
            name="kind",
            field=models.CharField(choices=acuinfo.publishing.kinds.choices, max_length=16),
        ),
    ]
