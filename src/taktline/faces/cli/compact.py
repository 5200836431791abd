"""A first migration in fewer steps: tables are made with their keys, constraints and indexes, not given them afterwards.

Every later step makes Django build the models again, and those that refer to them: with a hundred models that is most of
the time a new database takes.
"""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.models import ForeignKey


class CompactAutodetector(MigrationAutodetector):
    """Puts what belongs to a new table into the step that makes it; `makemigrations` and `migrate` must agree on it."""

    def _optimize_migrations(self) -> Any:
        super()._optimize_migrations()  # type: ignore[misc]
        found: dict[str, list[Any]] = self.migrations  # type: ignore[attr-defined]
        for app, migrations in found.items():
            for each in migrations:
                if each.initial:
                    each.operations = compact(app, each.operations)


def compact(app: str, operations: Sequence[Operation]) -> list[Operation]:
    """The same tables: models in the order in which they refer to each other, each with what belongs to it.

    What is no part of making models stays behind them, and so does a key that closes a circle with all after it.
    """
    if not any(isinstance(each, CreateModel) for each in operations):
        return list(operations)
    models = {each.name_lower: each for each in operations if isinstance(each, CreateModel)}
    rest = [each for each in operations if not isinstance(each, CreateModel)]
    late = [each for each in rest if isinstance(each, AddField) and each.model_name_lower in models]
    fields = {name: [*model.fields, *_added(name, late)] for name, model in models.items()}
    order = _ordered(app, fields)
    if order is None:  # keys go round in a circle: leave it to Django
        return list(operations)
    made = {name: _whole(models[name], fields[name], rest) for name in order}
    behind = [each for each in rest if not (each in late or _belongs(each, models))]
    return [*made.values(), *behind]


def _added(name: str, late: Sequence[AddField]) -> list[tuple[str, Any]]:
    return [(each.name, each.field) for each in late if each.model_name_lower == name]


def _belongs(each: Operation, models: dict[str, CreateModel]) -> bool:
    return isinstance(each, AddConstraint | AddIndex) and each.model_name_lower in models


def _whole(model: CreateModel, fields: list[tuple[str, Any]], rest: Sequence[Operation]) -> CreateModel:
    mine = [
        each
        for each in rest
        if isinstance(each, AddConstraint | AddIndex) and each.model_name_lower == model.name_lower
    ]
    options = dict(model.options)
    for name, more in (
        ("indexes", [each.index for each in mine if isinstance(each, AddIndex)]),
        ("constraints", [each.constraint for each in mine if isinstance(each, AddConstraint)]),
    ):
        if more:
            options[name] = [*options.get(name, ()), *more]
    return CreateModel(model.name, fields, options, model.bases, model.managers)


def _ordered(app: str, fields: dict[str, list[tuple[str, Any]]]) -> list[str] | None:
    """Names so that each comes after those it refers to, as near to the given order as can be; None in a circle."""
    wants = {name: _targets(app, name, each) & fields.keys() for name, each in fields.items()}
    order: list[str] = []
    while len(order) < len(fields):
        free = next((name for name in fields if name not in order and wants[name] <= set(order)), None)
        if free is None:
            return None
        order.append(free)
    return order


def _targets(app: str, name: str, fields: list[tuple[str, Any]]) -> set[str]:
    """Models of this app that the fields refer to, but for the model itself."""
    found = set()
    for _name, field in fields:
        target = getattr(getattr(field, "remote_field", None), "model", None)
        if isinstance(target, str) and target.lower().startswith(f"{app.lower()}."):
            found.add(target.lower().partition(".")[2])
        elif isinstance(field, ForeignKey) and target == "self":
            continue
    return found - {name}
