"""Warehouses, zones and bins from Excel: made or renamed by site and code."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.identity import queries as identity
from taktline.inventory import permits
from taktline.inventory.models import Place
from taktline.inventory.services.places import NewPlace, change_place, create_place
from taktline.inventory.types import PHYSICAL, PlaceKind
from taktline.kernel.actor import Actor
from taktline.kernel.bring import YES_NO, Became, bring
from taktline.kernel.cells import needed, text, yes
from taktline.kernel.errors import InvalidInput
from taktline.kernel.sheets import Cell, Sheet, SheetColumn, SheetReport, Values


def _places(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001 - the shape of a sheet
    by.require(permits.PLACES)
    sites = {site.code: site.id for site in identity.sites(scope=by.scope)}
    first = identity.default_site(scope=by.scope).id
    ids = {(site, code): pk for pk, site, code in Place.objects.values_list("pk", "site_id", "code")}

    def each(values: Values) -> Became:
        site = needed(values, "site", sites) if values.get("site") else first
        code, parent = text(values, "code"), text(values, "parent")
        if parent and (site, parent) not in ids:
            raise InvalidInput(field="parent", reason=_("There is no such place at the site."))
        if (site, code) in ids:
            return _changed(ids[site, code], values, by, at)
        kind = text(values, "kind") or (PlaceKind.BIN if parent else PlaceKind.WAREHOUSE)
        new = NewPlace(
            site,
            code,
            text(values, "name"),
            text(values, "name_en"),
            kind,
            ids[site, parent] if parent else None,
        )
        ids[site, code] = create_place(new, by=by, at=at)
        return Became.CREATED

    return bring(rows, each, dry_run=dry_run)


def _changed(place_id: int, values: Values, by: Actor, at: datetime) -> Became:
    """Names and whether it is in use may change; where it lies stays."""
    row = Place.objects.get(pk=place_id)
    name, name_en = text(values, "name"), text(values, "name_en") or row.name_en
    active = yes(values, "is_active", otherwise=row.is_active)
    if (name, name_en, active) == (row.name, row.name_en, row.is_active):
        return Became.UNCHANGED
    change_place(place_id, name=name, name_en=name_en, is_active=active, by=by, at=at)
    return Became.CHANGED


PLACE_SHEET = Sheet(
    key="inventory.places",
    title=gettext_lazy("Places"),
    columns=(
        SheetColumn("site", gettext_lazy("Site"), help=gettext_lazy("Empty: your first site.")),
        SheetColumn("code", gettext_lazy("Code"), required=True),
        SheetColumn("name", gettext_lazy("Chinese name"), required=True),
        SheetColumn("name_en", gettext_lazy("English name")),
        SheetColumn(
            "kind",
            gettext_lazy("Kind"),
            Cell.CHOICE,
            choices={kind.value: kind.label for kind in PlaceKind if kind in PHYSICAL},
        ),
        SheetColumn(
            "parent", gettext_lazy("Lies in"), help=gettext_lazy("Code of a place further up in this table.")
        ),
        SheetColumn("is_active", gettext_lazy("In use"), Cell.CHOICE, choices=YES_NO),
    ),
    apply=_places,
)
