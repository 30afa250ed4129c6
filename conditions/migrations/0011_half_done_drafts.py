import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    """Let a draft be kept half done: part of an interval or a rate is no longer refused, only what contradicts itself."""

    dependencies = [("conditions", "0010_icd_10_cm")]

    operations = [
        migrations.RemoveConstraint(
            model_name='evidencesummary',
            name='interval_has_both_ends',
        ),
        migrations.RemoveConstraint(
            model_name='evidencesummary',
            name='interval_contains_the_estimate',
        ),
        migrations.RemoveConstraint(
            model_name='safetynote',
            name='harm_rate_is_complete',
        ),
        migrations.RemoveConstraint(
            model_name='safetynote',
            name='harm_interval_contains_the_rate',
        ),
        migrations.RemoveConstraint(
            model_name='trial',
            name='trial_interval_contains_its_effect',
        ),
        migrations.RemoveConstraint(
            model_name='trial',
            name='events_are_not_more_than_people',
        ),
        migrations.AlterField(
            model_name='guidelinestatement',
            name='year',
            field=models.PositiveSmallIntegerField(null=True, validators=[django.core.validators.MinValueValidator(1950), django.core.validators.MaxValueValidator(2100)], verbose_name='year'),
        ),
        migrations.AddConstraint(
            model_name='evidencesummary',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('estimate', None), ('ci_low', None), ('ci_low__lte', models.F('estimate')), _connector='OR'), models.Q(('estimate', None), ('ci_high', None), ('ci_high__gte', models.F('estimate')), _connector='OR')), name='interval_contains_the_estimate', violation_error_message='The interval does not contain the estimate. Check the three numbers.'),
        ),
        migrations.AddConstraint(
            model_name='safetynote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rate_count', None), ('rate_count__gte', 0), _connector='OR'), models.Q(('rate_denominator', None), ('rate_denominator__gte', 1), _connector='OR'), models.Q(('rate_count', None), ('rate_denominator', None), ('rate_count__lte', models.F('rate_denominator')), _connector='OR')), name='harm_rate_is_possible', violation_error_message='A rate is a number of people or treatments of at least as many.'),
        ),
        migrations.AddConstraint(
            model_name='safetynote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rate_low', None), ('rate_count', None), ('rate_low__lte', models.F('rate_count')), _connector='OR'), models.Q(('rate_high', None), ('rate_count', None), ('rate_high__gte', models.F('rate_count')), _connector='OR')), name='harm_interval_contains_the_rate', violation_error_message='The interval does not contain the rate. Check the numbers.'),
        ),
        migrations.AddConstraint(
            model_name='trial',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ci_low', None), ('effect', None), ('ci_low__lte', models.F('effect')), _connector='OR'), models.Q(('ci_high', None), ('effect', None), ('ci_high__gte', models.F('effect')), _connector='OR')), name='trial_interval_contains_its_effect', violation_error_message='The interval of this trial does not contain its effect.'),
        ),
        migrations.AddConstraint(
            model_name='trial',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('events_treatment', None), ('n_treatment', None), ('events_treatment__lte', models.F('n_treatment')), _connector='OR'), models.Q(('events_control', None), ('n_control', None), ('events_control__lte', models.F('n_control')), _connector='OR')), name='events_are_not_more_than_people', violation_error_message='There cannot be more events than people in an arm.'),
        ),
    ]
