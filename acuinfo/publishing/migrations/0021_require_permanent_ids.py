import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    """Each publication gets a permanent id, last of three steps: it must have one, and no other has the same."""

    dependencies = [("publishing", "0020_fill_permanent_ids")]

    operations = [
        migrations.AlterField(
            model_name="publication",
            name="uuid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
