"""Say what records and fields are called, each in words of its own."""

from django.db import migrations

from acuinfo.sources.names_of_fields import NamesOfFields


class Migration(migrations.Migration):
    """Names alone: the database stays as it is."""

    dependencies = [('conditions', '0001_initial'), ('publishing', '0009_names_of_fields'), ('sources', '0002_names_of_fields')]
    operations = [
        NamesOfFields(
            records={
                'conditioncode': ('condition code', 'condition codes'),
                'guidelinestatement': ('guideline statement', 'guideline statements'),
                'keymessage': ('key message', 'key messages'),
                'otheroption': ('other option', 'other options'),
                'question': ('question', 'questions'),
                'redflag': ('red flag', 'red flags'),
                'trial': ('trial', 'trials'),
            },
            fields={
                'condition': {
                    'authors': 'authors', 'other_names': 'other names', 'owner': 'owner',
                    'review_cycle_months': 'review cycle months', 'substitute': 'substitute', 'summary': 'summary',
                    'tags': 'tags', 'title': 'title', 'updated_at': 'updated at', 'updated_by': 'updated by',
                },
                'conditioncode': {
                    'code': 'code', 'condition': 'condition', 'label': 'label', 'order': 'order', 'system': 'system',
                },
                'downgrade': {
                    'domain': 'domain', 'evidence': 'evidence summary', 'levels': 'levels', 'order': 'order',
                    'reason': 'reason',
                },
                'evidencesummary': {
                    'authors': 'authors', 'baseline_note': 'baseline note', 'baseline_risk': 'baseline risk',
                    'certainty': 'certainty', 'certainty_reason': 'certainty reason', 'checked_by': 'checked by',
                    'comparator_detail': 'comparator detail', 'condition': 'condition',
                    'direction_in_words': 'direction in words', 'estimate': 'estimate',
                    'extracted_by': 'extracted by', 'follow_up': 'follow up',
                    'noticeable_difference': 'noticeable difference', 'outcome': 'outcome',
                    'outcome_detail': 'outcome detail', 'own_sentence': 'own sentence', 'owner': 'owner',
                    'population': 'population', 'rated_by': 'rated by', 'review_cycle_months': 'review cycle months',
                    'scale_name': 'scale name', 'size_in_words': 'size in words', 'source': 'source',
                    'substitute': 'substitute', 'summary': 'summary', 'tags': 'tags', 'title': 'title',
                    'updated_at': 'updated at', 'updated_by': 'updated by',
                },
                'guidelinestatement': {
                    'condition': 'condition', 'country': 'country', 'order': 'order', 'population': 'population',
                    'position': 'position', 'source': 'source', 'statement': 'statement',
                    'superseded_by': 'superseded by', 'year': 'year',
                },
                'keymessage': {
                    'condition': 'condition', 'order': 'order',
                },
                'notapplicablecaution': {
                    'caution': 'caution', 'condition': 'condition', 'order': 'order', 'reason': 'reason',
                },
                'otheroption': {
                    'condition': 'condition', 'order': 'order', 'text': 'text', 'title': 'title',
                },
                'question': {
                    'condition': 'condition', 'order': 'order',
                },
                'redflag': {
                    'condition': 'condition', 'order': 'order',
                },
                'safetynote': {
                    'authors': 'authors', 'conditions': 'conditions', 'owner': 'owner',
                    'rate_denominator': 'of how many', 'review_cycle_months': 'review cycle months',
                    'source': 'source', 'substitute': 'substitute', 'summary': 'summary', 'tags': 'tags',
                    'title': 'title', 'updated_at': 'updated at', 'updated_by': 'updated by', 'urgency': 'urgency',
                },
                'trial': {
                    'effect': 'effect', 'evidence': 'evidence summary', 'order': 'order', 'source': 'source',
                    'subgroup': 'subgroup', 'year': 'year',
                },
            },
        ),
    ]
