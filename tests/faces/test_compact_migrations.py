"""First migrations make each table whole, in an order in which every key finds its table."""

from django.db import models
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel, RunPython

from taktline.faces.cli.compact import compact

KEY = ("id", models.BigAutoField(primary_key=True))
ONCE = models.UniqueConstraint(fields=["owner"], name="once")
QUICK = models.Index(fields=["owner"], name="quick")


def pointing(target: str) -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(target, on_delete=models.PROTECT)


def test_keys_constraints_and_indexes_go_into_the_table_and_the_table_behind_what_it_refers_to() -> None:
    data = RunPython(RunPython.noop)
    first = CreateModel("Pump", [KEY, ("part_of", pointing("shop.Pump"))])
    steps = [first, CreateModel("Owner", [KEY]), AddField("pump", "owner", pointing("shop.owner"))]
    found = compact("shop", [*steps, AddIndex("pump", QUICK), data, AddConstraint("pump", ONCE)])

    assert [getattr(each, "name", "") for each in found[:2]] == ["Owner", "Pump"]
    assert found[2:] == [data]
    pump = found[1]
    assert isinstance(pump, CreateModel)
    assert [name for name, _field in pump.fields] == ["id", "part_of", "owner"]
    assert pump.options == {"indexes": [QUICK], "constraints": [ONCE]}


def test_keys_in_a_circle_and_later_migrations_stay_as_they_are() -> None:
    one, two = CreateModel("One", [KEY]), CreateModel("Two", [KEY, ("one", pointing("shop.one"))])
    circle = [one, two, AddField("one", "two", pointing("shop.two"))]
    assert compact("shop", circle) == circle
    later = [AddField("one", "note", models.TextField())]
    assert compact("shop", later) == later
