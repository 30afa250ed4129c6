from django.db import migrations, models


def give_rows_their_order(apps, schema_editor):
    """Name the column that orders rows as it is called today, where the first version of the site made the tables.

    It called the column "position". Statements of guidelines, whose position is another thing, had none, and stood in the
    order of that word, which is the one that their editions have.
    """
    connection = schema_editor.connection
    for model in apps.get_app_config("conditions").get_models():
        names = {field.name for field in model._meta.local_fields}
        with connection.cursor() as cursor:
            table = connection.introspection.get_table_description(cursor, model._meta.db_table)
        columns = {column.name for column in table}
        if "order" not in names - columns:
            continue
        order = model._meta.get_field("order")
        if "position" in columns - names:
            former = models.PositiveSmallIntegerField(default=0)
            former.set_attributes_from_name("position")
            former.model = model
            schema_editor.alter_field(model, former, order)
        else:
            schema_editor.add_field(model, order)
            for number, row in enumerate(model.objects.order_by("position", "pk"), 1):
                model.objects.filter(pk=row.pk).update(order=number)


class Migration(migrations.Migration):
    """A database of the first version gets the columns that its tables were later said to have. Others stay as they are."""

    dependencies = [("conditions", "0006_answers_from_leading_findings")]

    operations = [migrations.RunPython(give_rows_their_order, migrations.RunPython.noop)]
