"""Say what records and fields are called, each in words of its own."""

from django.db import migrations

from acuinfo.sources.names_of_fields import NamesOfFields


class Migration(migrations.Migration):
    """Names alone: the database stays as it is."""

    dependencies = [('articles', '0001_initial'), ('conditions', '0001_initial'), ('publishing', '0009_names_of_fields'), ('sources', '0002_names_of_fields')]
    operations = [
        NamesOfFields(
            records={
            },
            fields={
                'article': {
                    'authors': 'authors', 'conditions': 'conditions', 'owner': 'owner',
                    'review_cycle_months': 'review cycle months', 'section': 'section', 'sources': 'sources',
                    'substitute': 'substitute', 'summary': 'summary', 'tags': 'tags', 'title': 'title',
                    'updated_at': 'updated at', 'updated_by': 'updated by',
                },
            },
        ),
    ]
