"""Make the side table of full-text search, in the way of each database."""

from django.db import migrations

from acuinfo.publishing.search import CREATE, TABLE


def make(apps, schema_editor):
    """Create the table: FTS5 on SQLite, a generated tsvector on PostgreSQL."""
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    """Drop the table; ``rebuild_cards`` fills it again."""
    schema_editor.execute(f"DROP TABLE {TABLE}")


class Migration(migrations.Migration):
    """The search table."""

    dependencies = [("publishing", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
