"""Which state follows which."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taktline.kernel.life import Life


class ItemState(TextChoices):
    """Where an item stands."""

    DRAFT = "draft", _("draft")
    RELEASED = "released", pgettext_lazy("item", "released")
    OBSOLETE = "obsolete", _("obsolete")


class StructureState(TextChoices):
    """Where a bill of material or a routing stands."""

    DRAFT = "draft", _("draft")
    ACTIVE = "active", pgettext_lazy("structure", "active")
    SUPERSEDED = "superseded", _("superseded")


ITEM_LIFE = Life(
    "item",
    {
        ItemState.DRAFT: frozenset({ItemState.RELEASED}),
        ItemState.RELEASED: frozenset({ItemState.OBSOLETE}),
        ItemState.OBSOLETE: frozenset({ItemState.RELEASED}),
    },
)
BOM_LIFE = Life(
    "bill of material",
    {
        StructureState.DRAFT: frozenset({StructureState.ACTIVE}),
        StructureState.ACTIVE: frozenset({StructureState.SUPERSEDED}),
    },
)
ROUTING_LIFE = Life("routing", BOM_LIFE.moves)
