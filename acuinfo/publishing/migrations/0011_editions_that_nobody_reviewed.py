from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """An edition that came with the software says that nobody here has reviewed it."""

    dependencies = [("publishing", "0010_digest_of_today")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="evidence_as_of",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="edition",
            name="reviewed_on",
            field=models.DateField(null=True, verbose_name="reviewed on"),
        ),
        migrations.AlterField(
            model_name="edition",
            name="reviewed_by",
            field=models.CharField(blank=True, max_length=200, verbose_name="reviewed by"),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=Q(reviewed_on__isnull=False, evidence_as_of=None) & ~Q(reviewed_by="")
                | Q(reviewed_on=None, reviewed_by="", reviewed_by_clinician=False, evidence_as_of__isnull=False),
                name="edition_was_reviewed_or_came_with_the_software",
            ),
        ),
    ]
