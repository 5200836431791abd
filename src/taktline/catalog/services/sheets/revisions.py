"""Revisions of items from Excel: which drawing is in force from which day."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.catalog.models import Item
from taktline.catalog.queries import revisions
from taktline.catalog.services.items import add_revision
from taktline.catalog.types import RevisionDraft
from taktline.kernel.actor import Actor
from taktline.kernel.bring import Became, bring
from taktline.kernel.cells import day, needed, text
from taktline.kernel.errors import InvalidInput
from taktline.kernel.sheets import Cell, Sheet, SheetColumn, SheetReport, Values


def _revisions(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    items = dict(Item.objects.values_list("code", "id"))

    def each(values: Values) -> Became:
        item_id, code, start = (
            needed(values, "item", items),
            text(values, "code"),
            day(values, "effective_from"),
        )
        if start is None:
            raise InvalidInput(field="effective_from", reason=_("This cell must be filled."))
        draft = RevisionDraft(code, start, day(values, "effective_until"), text(values, "drawing"))
        old = next((row for row in revisions(item_id) if row.code == code), None)
        if old is not None:
            if (old.effective_from, old.drawing) == (start, draft.drawing or old.drawing):
                return Became.UNCHANGED
            raise InvalidInput(field="code", reason=_("This revision is there already and is not rewritten."))
        add_revision(item_id, draft, by=by, at=at)
        return Became.CREATED

    return bring(rows, each, dry_run=dry_run)


REVISION_SHEET = Sheet(
    "catalog.revisions",
    gettext_lazy("Item revisions"),
    (
        SheetColumn("item", gettext_lazy("Item"), required=True),
        SheetColumn("code", gettext_lazy("Revision"), required=True),
        SheetColumn("drawing", gettext_lazy("Drawing")),
        SheetColumn("effective_from", gettext_lazy("In force from"), Cell.DATE, required=True),
        SheetColumn("effective_until", gettext_lazy("Until before"), Cell.DATE),
    ),
    _revisions,
)
