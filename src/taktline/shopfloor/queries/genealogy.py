"""Which lots a lot was made of, where it went, and what must be called back: the genealogy, both ways."""

from collections.abc import Iterable

from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope
from taktline.shopfloor.models import Issue, MadeLot, UsedLot, WorkOrder
from taktline.shopfloor.types import CompletionKind, LotLink, RecallRow

_Side = type[MadeLot] | type[UsedLot]
DEEPEST = 20
_STANDING = {"completion__reversed_by": None}


def trace_back(lot_id: int, *, scope: Scope) -> list[LotLink]:
    """What a lot was made of, level by level: order, lots used, who and when. Each lot once."""
    return _seen(_walk(lot_id, back=True), scope)


def trace_forward(lot_id: int, *, scope: Scope) -> list[LotLink]:
    """What was made of a lot, level by level, and the orders it lies at still. Each lot once."""
    return _seen(_walk(lot_id, back=False), scope)


def recall_list(lot_id: int, *, scope: Scope) -> list[RecallRow]:
    """The lot and everything made of it, for the places and customers to be looked up: lots by item."""
    found = {lot_id: 0}
    for link in trace_forward(lot_id, scope=scope):
        if link.lot_id is not None:
            found.setdefault(link.lot_id, link.level)
    made = MadeLot.objects.filter(lot_id__in=found).order_by("pk")
    orders: dict[int, set[str]] = {}
    for lot, number in made.values_list("lot_id", "completion__work_order__number"):
        if lot is not None:
            orders.setdefault(lot, set()).add(number)
    return [RecallRow(lot, level, tuple(sorted(orders.get(lot, ())))) for lot, level in found.items()]


def _seen(links: list[LotLink], scope: Scope) -> list[LotLink]:
    """Those of orders at sites that may be seen."""
    if scope.sites is None or not links:
        return links
    orders = WorkOrder.objects.filter(pk__in={each.work_order_id for each in links}, site_id__in=scope.sites)
    known = set(orders.values_list("pk", flat=True))
    return [each for each in links if each.work_order_id in known]


def _walk(lot_id: int, *, back: bool) -> list[LotLink]:
    seen, ahead = {lot_id}, [lot_id]
    found: list[LotLink] = []
    for level in range(1, DEEPEST + 1):
        links = _parents(ahead, level) if back else _children(ahead, level)
        found += links
        ahead = list(dict.fromkeys(each.lot_id for each in links if each.lot_id and each.lot_id not in seen))
        seen.update(ahead)
        if not ahead:
            break
    return found


_LINK = (
    "item_id", "item__code", "item__name", "item__name_en", "item__unit__code", "lot_id", "lot__code",
)  # fmt: skip


def _parents(lot_ids: Iterable[int], level: int) -> list[LotLink]:
    return _across(MadeLot, UsedLot, list(lot_ids), level)


def _children(lot_ids: Iterable[int], level: int) -> list[LotLink]:
    wanted = list(lot_ids)
    return [*_across(UsedLot, MadeLot, wanted, level), *_at_machines(wanted, level)]


def _across(here: _Side, there: _Side, lot_ids: list[int], level: int) -> list[LotLink]:
    """From lots on one side of the completions that stand to those on the other, summed by lot and order."""
    ours = here.objects.filter(lot_id__in=lot_ids, **_STANDING).exclude(completion__kind=CompletionKind.REVERSAL)
    pairs = ours.order_by("pk").values_list("completion_id", "lot_id")
    of_event = {event: lot for event, lot in pairs if lot is not None}
    theirs = there.objects.filter(completion_id__in=of_event).order_by("pk")
    rows = theirs.values_list(
        "completion_id", *_LINK, "quantity", "completion__work_order_id", "completion__work_order__number",
        "completion__at", "completion__actor_name",
    )  # fmt: skip
    links: dict[tuple[int, int | None, int, int], LotLink] = {}
    for event, item, code, name, name_en, unit, lot, lot_code, quantity, order_id, order, at, who in rows:
        key = (item, lot, order_id, of_event[event])
        had = links[key].quantity if key in links else 0
        links[key] = LotLink(
            level, of_event[event], item, code, Name(name, name_en), unit, lot, lot_code or "", had + quantity, order_id,
            order, at, who, False,
        )  # fmt: skip
    return list(links.values())


def _at_machines(lot_ids: list[int], level: int) -> list[LotLink]:
    """What of the lots lies in work in process: at which order, issued when and by whom."""
    rows = Issue.objects.filter(lot_id__in=lot_ids, left__gt=0).order_by("pk")
    return [
        LotLink(level, int(lot or 0), item, code, Name(name, name_en), unit, None, "", left, order_id, order, at, who, True)
        for item, code, name, name_en, unit, lot, left, order_id, order, at, who in rows.values_list(
            "material__work_order__item_id", "material__work_order__item__code", "material__work_order__item__name",
            "material__work_order__item__name_en", "item__unit__code", "lot_id", "left", "material__work_order_id",
            "material__work_order__number", "at", "actor_name",
        )
    ]  # fmt: skip
