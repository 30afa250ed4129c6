import django.db.models.deletion
from django.db import migrations, models
from django.utils.html import format_html

PLAIN = ("minimum", "maximum", "better", "small", "moderate", "large")
MARKS = ("small", "moderate", "large", "noticeable_difference")


def make_scales(apps, schema_editor):
    """Make one record of each scale that drafts describe, with the noticeable difference that goes with it.

    Marks of ratios were distances from 1, those of risk differences shares of 1; now both are people of 1,000.
    """
    draft_model, scale_model = apps.get_model("conditions", "EvidenceSummary"), apps.get_model("conditions", "Scale")
    for draft in draft_model.objects.all():
        values = {name: getattr(draft, f"scale_{name}") for name in ("name", *PLAIN, "thresholds_source_id")}
        values |= {name: getattr(draft, name) for name in ("noticeable_difference", "noticeable_source_id")}
        for name in MARKS:
            values[name] = in_people(values[name], draft) or None  # a mark of 0 tells nothing
        if any(value not in (None, "", "lower") for value in values.values()):
            record = scale_model.objects.filter(**values).first() or scale_model.objects.create(**values)
            draft_model.objects.filter(pk=draft.pk).update(scale=record)


def in_people(mark, draft):
    """Return a mark in people of 1,000 where it was in another unit; None where that takes a baseline nobody gave."""
    if mark is None or draft.measure not in ("RR", "OR", "RD"):
        return mark
    base, ratio = draft.baseline_risk, 1 + mark
    if draft.measure == "RD":
        return round(mark * 1000, 6)
    if base is None:
        return None
    risk = base * ratio if draft.measure == "RR" else ratio * base / (1 - base + ratio * base)
    return round(abs(risk - base) * 1000, 6)


def leave_size_to_the_number(apps, schema_editor):
    """Drop the size in words where a number tells it."""
    apps.get_model("conditions", "EvidenceSummary").objects.exclude(estimate=None).update(size_in_words="")


def keep_unpublished_summaries(apps, schema_editor):
    """Put what an editor wrote as summary of a draft that was never published below its explanation."""
    drafts = apps.get_model("conditions", "EvidenceSummary").objects.filter(publication__current=None)
    for draft in drafts.exclude(summary=""):
        below = draft.explanation + format_html("<p>{}</p>", draft.summary)
        drafts.filter(pk=draft.pk).update(explanation=below)


def check_links_now(apps, schema_editor):
    """Have PostgreSQL check what it would check at the end: it makes no index while a row waits for that."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    """Scales become records that findings share, and what was tested a field."""

    dependencies = [
        ("conditions", "0003_sentences_are_composed"),
        ("publishing", "0013_kinds_of_sham"),
        ("sources", "0002_names_of_fields"),
    ]

    operations = [
        migrations.CreateModel(
            name='Scale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, help_text='Such as VAS or WOMAC pain.', max_length=200, verbose_name='name')),
                ('minimum', models.DecimalField(blank=True, decimal_places=6, max_digits=14, null=True, verbose_name='from')),
                ('maximum', models.DecimalField(blank=True, decimal_places=6, max_digits=14, null=True, verbose_name='to')),
                ('better', models.CharField(choices=[('lower', 'Lower is better (pain, disability)'), ('higher', 'Higher is better (function, quality of life, people improved)')], default='lower', max_length=8, verbose_name='direction of the scale')),
                ('small', models.DecimalField(blank=True, decimal_places=6, help_text='In the unit of the effect; for ratios and risk differences, people of 1,000.', max_digits=14, null=True, verbose_name='small from')),
                ('moderate', models.DecimalField(blank=True, decimal_places=6, max_digits=14, null=True, verbose_name='moderate from')),
                ('large', models.DecimalField(blank=True, decimal_places=6, max_digits=14, null=True, verbose_name='large from')),
                ('noticeable_difference', models.DecimalField(blank=True, decimal_places=6, help_text='The smallest difference that its source calls worthwhile.', max_digits=14, null=True, verbose_name='noticeable difference')),
                ('noticeable_source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.source', verbose_name='source of the noticeable difference')),
                ('thresholds_source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.source', verbose_name='source of these thresholds')),
            ],
            options={
                'verbose_name': 'scale',
                'verbose_name_plural': 'scales',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='evidencesummary',
            name='added_to_comparator',
            field=models.BooleanField(default=False, help_text='Both groups had the same other care; one had acupuncture as well.', verbose_name='added to what it is compared with'),
        ),
        migrations.AddField(
            model_name='evidencesummary',
            name='participants_in_trials',
            field=models.PositiveIntegerField(blank=True, help_text='Of all groups, where trials had more than two.', null=True, verbose_name='people in the whole trials'),
        ),
        migrations.AddField(
            model_name='evidencesummary',
            name='phrasing',
            field=models.CharField(choices=[('subject-first', 'Acupuncture may reduce pain slightly compared with …'), ('comparator-first', 'Compared with …, acupuncture may reduce pain slightly'), ('short', 'Acupuncture against …: may reduce pain slightly'), ('for-a-child', 'People who had acupuncture may have a little less pain than people who had …')], default='subject-first', help_text='All forms say the same, as strongly.', max_length=20, verbose_name='form of the sentence'),
        ),
        migrations.AddField(
            model_name='evidencesummary',
            name='sham_kind',
            field=models.CharField(blank=True, choices=[('penetrating', 'Needles that pierced the skin'), ('non-penetrating', 'Needles that did not pierce the skin'), ('device', 'An inactive laser or electrical device'), ('mixed', 'Several kinds of sham'), ('not-stated', 'Kind of sham not stated')], max_length=20, verbose_name='kind of sham'),
        ),
        migrations.AddField(
            model_name='evidencesummary',
            name='tested',
            field=models.CharField(choices=[('acupuncture', 'acupuncture'), ('electroacupuncture', 'electroacupuncture'), ('acupuncture-or-electroacupuncture', 'acupuncture or electroacupuncture'), ('acupuncture-and-moxibustion', 'acupuncture together with moxibustion'), ('acupuncture-or-moxibustion', 'acupuncture or moxibustion'), ('acupuncture-or-cupping', 'acupuncture with or without cupping')], default='acupuncture', max_length=40, verbose_name='what was tested'),
        ),
        migrations.AlterField(
            model_name='evidencesummary',
            name='comparator_detail',
            field=models.CharField(blank=True, help_text='What stands after “compared with”, such as “diclofenac” or “a waiting list”.', max_length=300, verbose_name='comparator detail'),
        ),
        migrations.AlterField(
            model_name='evidencesummary',
            name='participants',
            field=models.PositiveIntegerField(blank=True, help_text='Of the groups that are compared.', null=True, verbose_name='number of people'),
        ),
        migrations.AlterField(
            model_name='evidencesummary',
            name='title',
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name='title'),
        ),
        migrations.AddField(
            model_name='evidencesummary',
            name='scale',
            field=models.ForeignKey(blank=True, help_text='Tells which way is better and from where an effect counts as small, moderate, large or worthwhile.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='conditions.scale', verbose_name='scale'),
        ),
        migrations.RunPython(make_scales, migrations.RunPython.noop),
        migrations.RunPython(leave_size_to_the_number, migrations.RunPython.noop),
        migrations.RunPython(keep_unpublished_summaries, migrations.RunPython.noop),
        migrations.RunPython(check_links_now, migrations.RunPython.noop),
    ]
