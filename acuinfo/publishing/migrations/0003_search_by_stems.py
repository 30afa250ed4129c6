"""Hold stems, made the same for every database, in the search table, and the words that spelling is corrected to."""

from django.db import migrations, models

from acuinfo.publishing import search


def make_anew(apps, schema_editor):
    """Make the table anew and fill it from the live cards."""
    schema_editor.execute(f"DROP TABLE {search.TABLE}")
    for statement in search.CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)
    publications = apps.get_model("publishing", "Publication").objects
    live = publications.filter(current__isnull=False, withdrawn_at__isnull=True)
    search.write((page, _tag_names(page)) for page in live.prefetch_related("tags__aliases").iterator(chunk_size=200))


def _tag_names(page):
    return [name for tag in page.tags.all() for name in (tag.name, *(alias.name for alias in tag.aliases.all()))]


class Migration(migrations.Migration):
    """The table of words, and the search table anew. Going back leaves the new search table, which holds no facts."""

    dependencies = [("publishing", "0002_search_table")]
    operations = [
        migrations.CreateModel(
            name="Word",
            fields=[("word", models.CharField(max_length=30, primary_key=True, serialize=False))],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(make_anew, migrations.RunPython.noop),
    ]
