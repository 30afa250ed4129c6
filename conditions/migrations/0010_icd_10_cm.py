from django.db import migrations, models


class Migration(migrations.Migration):
    """Codes of ICD-10-CM, by which American records name a condition."""

    dependencies = [("conditions", "0009_how_soon_each_warning_sign_needs_help")]

    operations = [
        migrations.AlterField(
            model_name="conditioncode",
            name="system",
            field=models.CharField(
                choices=[
                    ("icd-10", "ICD-10"),
                    ("icd-10-cm", "ICD-10-CM"),
                    ("snomed-ct", "SNOMED CT"),
                    ("mesh", "MeSH"),
                ],
                max_length=12,
                verbose_name="system",
            ),
        ),
    ]
