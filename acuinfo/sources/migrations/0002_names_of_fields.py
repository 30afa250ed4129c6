"""Say what records and fields are called, each in words of its own."""

from django.db import migrations

from acuinfo.sources.names_of_fields import NamesOfFields


class Migration(migrations.Migration):
    """Names alone: the database stays as it is."""

    dependencies = [('sources', '0001_initial')]
    operations = [
        NamesOfFields(
            records={
            },
            fields={
                'source': {
                    'authors': 'authors', 'issue': 'issue', 'kind': 'kind', 'note': 'note', 'standing': 'standing',
                    'standing_note': 'standing note', 'superseded_by': 'superseded by', 'title': 'title',
                    'volume': 'volume', 'year': 'year',
                },
            },
        ),
    ]
