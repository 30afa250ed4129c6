"""Say what records and fields are called, each in words of its own."""

from django.db import migrations

from acuinfo.sources.names_of_fields import NamesOfFields


class Migration(migrations.Migration):
    """Names alone: the database stays as it is."""

    dependencies = [('publishing', '0008_kinds_are_registered'), ('sources', '0002_names_of_fields')]
    operations = [
        NamesOfFields(
            records={
                'change': ('change', 'changes'),
                'edition': ('edition', 'editions'),
                'publication': ('publication', 'publications'),
                'review': ('review', 'reviews'),
            },
            fields={
                'change': {
                    'at': 'at', 'by': 'by', 'edition': 'edition', 'note': 'note', 'publication': 'publication',
                    'source': 'source', 'subject': 'subject', 'what': 'what',
                },
                'edition': {
                    'change_note': 'change note', 'number': 'number', 'publication': 'publication',
                    'published_at': 'published at', 'published_by': 'published by', 'reviewed_by': 'reviewed by',
                    'reviewed_on': 'reviewed on', 'weight': 'weight',
                },
                'publication': {
                    'current': 'current', 'first_published_at': 'first published at', 'kind': 'kind',
                    'last_reviewed_on': 'last reviewed on', 'published_at': 'published at',
                    'review_due_on': 'review due on', 'successor': 'successor', 'summary': 'summary',
                    'title': 'title', 'withdrawn_at': 'withdrawn at', 'withdrawn_by': 'withdrawn by',
                    'withdrawn_reason': 'withdrawn reason',
                },
                'review': {
                    'at': 'at', 'by': 'by', 'comment': 'comment', 'is_clinician': 'is clinician', 'name': 'name',
                    'publication': 'publication', 'role': 'role', 'verdict': 'verdict',
                },
                'tag': {
                    'group': 'group', 'merged_into': 'merged into', 'name': 'name', 'scope_note': 'scope note',
                },
            },
        ),
    ]
