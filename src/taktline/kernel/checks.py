"""Foreign keys obey the floors too: an import linter cannot see a string label."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db.models import Field, Model

CONTRACT = "Floors: each storey stands on those below"


def floors(pyproject: Path) -> Mapping[str, int]:
    """Height of each room, read from the import contract: rooms named together share a floor."""
    contracts = tomllib.loads(pyproject.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["name"] == CONTRACT)
    return {
        room.strip().strip("()").strip(): height
        for height, layer in enumerate(reversed(layers))
        for room in layer.replace(":", "|").split("|")
    }


@register("floors")
def foreign_keys_point_down(
    app_configs: Sequence[AppConfig] | None = None,  # noqa: ARG001 - Django's shape of a check
    **kwargs: Any,  # noqa: ARG001
) -> list[CheckMessage]:
    """Every key of our models leads to the same room or to a lower floor; across rooms nothing leads back."""
    path = Path(settings.BASE_DIR) / "pyproject.toml"
    if not path.exists():  # an installed package carries no contract; the check belongs to development
        return []
    heights = floors(path)
    models = [model for model in apps.get_models() if model.__module__.startswith("taktline.")]
    return [fault for model in models for field in model._meta.local_fields for fault in wrong(model, field, heights)]


def wrong(model: type[Model], field: "Field[Any, Any]", heights: Mapping[str, int]) -> list[CheckMessage]:
    """What is wrong with one field of a model."""
    other = field.related_model
    if other is None or isinstance(other, str):
        return []
    here, there = model._meta.app_label, other._meta.app_label
    label = f"{model._meta.label}.{field.name}"
    if here == there or not other.__module__.startswith("taktline."):
        return []
    faults: list[CheckMessage] = []
    if heights.get(here, 0) <= heights.get(there, 0):
        faults.append(Error(f"{label} does not point down to {other._meta.label}", id="floors.E001"))
    if not str(getattr(field.remote_field, "related_name", None) or "").endswith("+"):
        faults.append(Error(f"{label} must have related_name='+': rooms know no way back", id="floors.E002"))
    return faults
