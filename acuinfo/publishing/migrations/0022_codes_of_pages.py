import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Pages are found by the codes of other systems; ``rebuild_cards`` fills the table."""

    dependencies = [("publishing", "0021_require_permanent_ids")]

    operations = [
        migrations.CreateModel(
            name="PageCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("system", models.CharField(max_length=20)),
                ("code", models.CharField(max_length=40)),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="codes", to="publishing.publication"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["system", "code"], name="page_by_code")],
                "default_permissions": (),
            },
        ),
    ]
