import uuid

from django.db import migrations


def give_ids(apps, schema_editor):
    """Give every publication an id of its own."""
    publications = apps.get_model("publishing", "Publication").objects
    for pk in list(publications.order_by("pk").values_list("pk", flat=True)):
        publications.filter(pk=pk).update(uuid=uuid.uuid4())


def lean_on_sources(apps, schema_editor):
    """Let cards lean on what they cite, and on the source of each page that is put into them; as the actions do."""
    publication, former_address, insertion, source = (
        apps.get_model(*name.split("."))
        for name in ("publishing.Publication", "publishing.FormerAddress", "publishing.Insertion", "sources.Source")
    )
    links = set(publication.cites.through.objects.values_list("publication_id", "source_id"))
    main = {
        (card.kind, card.slug): card.data["source"]
        for card in publication.objects.filter(current__isnull=False, withdrawn_at=None).only("kind", "slug", "data")
        if card.data.get("source")
    }
    for former in former_address.objects.select_related("publication"):
        now = (former.publication.kind, former.publication.slug)
        if now in main:
            main.setdefault((former.kind, former.slug), main[now])
    sources = dict(source.objects.values_list("slug", "pk"))
    for host, kind, slug in insertion.objects.values_list("publication_id", "kind", "slug"):
        if main.get((kind, slug)) in sources:
            links.add((host, sources[main[kind, slug]]))
    through = publication.leans_on.through
    rows = (through(publication_id=page, source_id=cited) for page, cited in sorted(links))
    through.objects.bulk_create(rows, batch_size=1000)


def empty_leans_on(apps, schema_editor):
    """Take the links away again; the ids stay in their column."""
    apps.get_model("publishing", "Publication").leans_on.through.objects.all().delete()


class Migration(migrations.Migration):
    """Each publication gets a permanent id, second of three steps: an id each. Cards say on which sources they lean."""

    dependencies = [("publishing", "0019_permanent_ids")]

    operations = [
        migrations.RunPython(give_ids, migrations.RunPython.noop),
        migrations.RunPython(lean_on_sources, empty_leans_on),
    ]
