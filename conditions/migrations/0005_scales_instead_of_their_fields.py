from django.db import migrations, models


class Migration(migrations.Migration):
    """Drop what the records of scales hold now."""

    dependencies = [("conditions", "0004_scales_and_what_was_tested")]

    operations = [
        migrations.RemoveField(
            model_name='evidencesummary',
            name='noticeable_difference',
        ),
        migrations.RemoveField(
            model_name='evidencesummary',
            name='noticeable_source',
        ),
        migrations.RemoveField(
            model_name='evidencesummary',
            name='scale_better',
        ),
        migrations.RemoveField(
            model_name='evidencesummary',
            name='scale_large',
        ),
        migrations.RemoveField(
            model_name='evidencesummary',
            name='scale_maximum',
        ),
        migrations.RemoveField(
            model_name='evidencesummary',
            name='scale_minimum',
        ),
        migrations.RemoveField(
            model_name='evidencesummary',
            name='scale_moderate',
        ),
        migrations.RemoveField(
            model_name='evidencesummary',
            name='scale_name',
        ),
        migrations.RemoveField(
            model_name='evidencesummary',
            name='scale_small',
        ),
        migrations.RemoveField(
            model_name='evidencesummary',
            name='scale_thresholds_source',
        ),
        migrations.RemoveField(
            model_name='evidencesummary',
            name='summary',
        ),
        migrations.AddConstraint(
            model_name='evidencesummary',
            constraint=models.CheckConstraint(condition=models.Q(('estimate', None), ('size_in_words', ''), _connector='OR'), name='size_in_words_goes_without_a_number', violation_error_message='The number tells the size. Leave “size in words” empty.'),
        ),
        migrations.AddConstraint(
            model_name='evidencesummary',
            constraint=models.CheckConstraint(condition=models.Q(('sham_kind', ''), ('comparator', 'sham'), _connector='OR'), name='only_sham_has_a_kind', violation_error_message='Only a sham has a kind of sham. Choose “sham” or leave the kind empty.'),
        ),
        migrations.AddConstraint(
            model_name='evidencesummary',
            constraint=models.CheckConstraint(condition=models.Q(('participants_in_trials', None), ('participants', None), ('participants_in_trials__gte', models.F('participants')), _connector='OR'), name='two_groups_are_not_more_than_all', violation_error_message='The groups compared cannot have more people than the whole trials.'),
        ),
        migrations.AddConstraint(
            model_name='scale',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('moderate', None), ('small__lte', models.F('moderate')), _connector='OR'), models.Q(('large', None), ('moderate__lte', models.F('large')), _connector='OR')), name='thresholds_rise', violation_error_message='Small, moderate and large have to rise, each from the one before.'),
        ),
        migrations.AddConstraint(
            model_name='scale',
            constraint=models.CheckConstraint(condition=models.Q(('small', None), ('small__gt', 0), _connector='OR'), name='thresholds_are_positive', violation_error_message='Thresholds are distances from no effect, so they are greater than 0.'),
        ),
    ]
