"""The database itself refuses to change what is written once; kept by hand when the first migration is made anew."""

from django.db import migrations

from taktline.inventory.triggers import STATEMENTS, UNDO
from taktline.kernel.triggers import run


def forbid(_apps, schema):
    run(STATEMENTS, schema)


def allow(_apps, schema):
    run(UNDO, schema)


class Migration(migrations.Migration):
    dependencies = [("inventory", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
