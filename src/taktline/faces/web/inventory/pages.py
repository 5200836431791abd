"""Pages about one item's stock, one lot, one count."""

from decimal import Decimal

from django.utils.translation import gettext as _

from taktline.catalog import queries as catalog
from taktline.faces.web.declare import Badge, Col, Detail, Fact, Lazy, Lines, Link, Tab
from taktline.faces.web.inventory.words import COUNT_TONES, LOT_TONES, MOVE_TONES, STATUS_TONES, source_text
from taktline.faces.web.sources import named
from taktline.inventory import permits, queries
from taktline.inventory.life import COUNT_LIFE, LOT_LIFE, CountState, LotState
from taktline.inventory.types import CardRow, CountKind, MoveKind, Status
from taktline.kernel.actor import Actor
from taktline.kernel.listing import Measured, Row, page

STATUSES = {each.value: each.label for each in Status}
MOVE_KINDS = {each.value: each.label for each in MoveKind}


def balance_columns() -> tuple[Col, ...]:
    """Columns of what lies where."""
    return (
        Col("place", _("Place"), "code", url="/inventory/balances/{id}/"),
        Col("lot", _("Lot"), "code"),
        Col("status", _("Status"), "badge", choices=STATUSES, tones=STATUS_TONES),
        Col("expires_on", _("Expires on"), "due"),
        Col("owner", _("Belongs to")),
        Col("on_hand", _("On hand")),
        Col("reserved", _("Reserved")),
        Col("value", _("Value")),
    )


def move_columns() -> tuple[Col, ...]:
    """Columns of the stock journal on the page of one thing."""
    return (
        Col("posted_at", _("When")),
        Col("kind", _("Kind of move"), "badge", choices=MOVE_KINDS, tones=MOVE_TONES),
        Col("quantity", _("Quantity")),
        Col("from_place", _("From place"), "code"),
        Col("to_place", _("To place"), "code"),
        Col("lot", _("Lot"), "code"),
        Col(
            "source_kind",
            _("For document"),
            url="/to/{source_kind}/{source_id}/",
            value=source_text,
        ),
        Col("reason", _("Reason"), wide=True),
        Col("who", _("Who")),
    )


def _shown(columns: tuple[Col, ...], by: Actor) -> tuple[Col, ...]:
    return tuple(col for col in columns if col.name != "value" or by.scope.money)


def balance(balance_id: int, by: Actor) -> Detail:
    """What lies in one place, and what may be done with it."""
    found = queries.balance(balance_id, scope=by.scope)
    item = catalog.item(found.key.item_id, scope=by.scope)
    status = Status(found.key.status)
    where = {"item_id": str(item.id), "place": found.place_code}
    where |= {"lot_id": str(found.key.lot_id)} if found.key.lot_id else {}
    moves = page(queries.MOVES, scope=by.scope, where=where, size=50)
    return Detail(
        title=f"{found.place_code} · {item.code}",
        subtitle=str(item.name),
        badges=(Badge(status.label, STATUS_TONES[status]),),
        facts=(
            Fact(_("On hand"), Measured(found.on_hand, item.unit), "quantity"),
            Fact(_("Reserved"), Measured(found.reserved, item.unit), "quantity"),
            Fact(
                _("Lot"),
                found.lot_code,
                "code",
                url=f"/inventory/lots/{found.key.lot_id}/" if found.key.lot_id else "",
            ),
            Fact(_("Expires on"), found.expires_on, "due"),
        ),
        blocks=(Lines(move_columns(), named(moves.rows, by), title=_("Moves")),),
        legal=frozenset({"transfer", "adjust", "hold" if status is Status.FREE else "release"}),
        live=("inventory.stock-moved",),
    )


def find_card(key: str, by: Actor) -> int:
    """The stock card of "item@site"."""
    return queries.card_by_key(key, scope=by.scope).id


def stock(card_id: int, by: Actor) -> Detail:
    """An item's stock at a site: where it lies, what is coming, for whom it is kept."""
    card = queries.card(card_id, scope=by.scope)
    item = catalog.item(card.item_id, scope=by.scope)
    here = {"item_id": str(card.item_id), "site_id": str(card.site_id)}
    row = page(queries.STOCK, scope=by.scope, where=here).rows[0]
    return Detail(
        title=item.code,
        subtitle=f"{item.name} · {card.site_code}",
        badges=(Badge(_("short"), "red"),) if _is_short(row["projected"]) else (),
        facts=_figures(row, card),
        tabs=_stock_tabs(card, here, by),
        links=_stock_links(card),
        live=("inventory.stock-moved", "inventory.expectations-changed"),
    )


def _figures(row: Row, card: CardRow) -> list[Fact]:
    why = f"/inventory/stock/{card.id}/projection/?plain=1"
    return [
        Fact(_("On hand"), row["on_hand"], "quantity"),
        Fact(_("Held"), row["held"], "quantity"),
        Fact(_("Reserved"), row["reserved"], "quantity"),
        Fact(_("Free"), row["free"], "quantity"),
        Fact(_("Incoming"), row["incoming"], "quantity"),
        Fact(_("Outgoing"), row["outgoing"], "quantity"),
        Fact(_("Projected"), row["projected"], "quantity", why=why),
        Fact("ABC", card.abc),
        Fact(_("Last counted"), card.counted_at, "datetime"),
    ]


def _stock_tabs(card: CardRow, here: dict[str, str], by: Actor) -> tuple[Tab, ...]:
    of_item = {"item_id": here["item_id"]}
    balances = page(queries.BALANCES, scope=by.scope, where=here, sort="place", size=200).rows
    reserved = named(
        page(queries.RESERVATIONS, scope=by.scope, where=here | {"state": "soft,hard"}, size=200).rows, by
    )
    moves = named(page(queries.MOVES, scope=by.scope, where=of_item, size=50).rows, by)
    places = Lines(_shown(balance_columns(), by), balances, empty=_("Nothing of it lies here."))
    return (
        Tab("places", _("Places"), (places,), count=len(balances)),
        Tab("projection", _("Projection"), (Lazy(f"/inventory/stock/{card.id}/projection/"),)),
        Tab("reserved", _("Reserved"), (_reserved(reserved),), count=len(reserved)),
        Tab("moves", _("Moves"), (Lines(move_columns(), moves),)),
    )


def _stock_links(card: CardRow) -> tuple[Link, ...]:
    of_item = f"?item={card.item_id}"
    to_issue = f"/inventory/issue/{of_item}&site={card.site_id}"
    return (
        Link(_("Receive"), f"/inventory/receive/{of_item}", permits.RECEIVE, icon="package-import"),
        Link(_("Issue"), to_issue, permits.ISSUE, icon="package-export"),
        Link(_("Transfer"), f"/inventory/transfer/{of_item}", permits.TRANSFER, icon="arrows-exchange"),
        Link(_("Found"), f"/inventory/found/{of_item}", permits.FOUND, icon="hand-grab"),
    )


def _is_short(projected: object) -> bool:
    return isinstance(projected, Measured) and projected.quantity < 0


def _reserved(rows: object) -> Lines:
    columns = (
        Col(
            "source_kind",
            _("For document"),
            value=source_text,
            wide=True,
        ),
        Col(
            "state",
            _("State"),
            "badge",
            tones={"soft": "amber", "hard": "blue"},
            choices={"soft": _("soft"), "hard": _("hard")},
        ),
        Col("open", _("Quantity")),
        Col("place", _("Place"), "code"),
        Col("lot", _("Lot"), "code"),
        Col("expires_at", _("Until")),
    )
    return Lines(columns, rows, empty=_("Nobody has reserved any of it."))  # type: ignore[arg-type]


def lot(lot_id: int, by: Actor) -> Detail:
    """A lot: what it is, where it lies, where it went."""
    row = queries.lot(lot_id)
    item = catalog.item(row.item_id, scope=by.scope)
    where = {"lot_id": str(lot_id)}
    balances = page(queries.BALANCES, scope=by.scope, where=where, size=200)
    moves = page(queries.MOVES, scope=by.scope, where=where, size=200)
    there = sum((each["on_hand"].quantity for each in balances.rows), Decimal(0))  # type: ignore[attr-defined]
    second = queries.second_quantity(there, row.second_ratio)
    state = LotState(row.state)
    verbs = {"hold": LotState.QUARANTINED, "release": LotState.RELEASED, "recall": LotState.RECALLED}
    words = {"heat_number": _("Heat number"), "length_mm": _("Length, mm")}
    facts = [
        Fact(_("On hand"), Measured(there, item.unit), "quantity"),
        Fact(_("Expires on"), row.expires_on, "due"),
        Fact(_("Made on"), row.made_on, "date"),
        Fact(_("Supplier's lot"), row.supplier_lot, "code"),
        *(Fact(words.get(name, name), value) for name, value in row.attributes.items()),
    ]
    if second is not None:
        shown = Measured(round(Decimal(second.numerator) / second.denominator, 3), item.second_unit)
        facts.insert(1, Fact(_("In the second unit"), shown, "quantity"))
    return Detail(
        title=row.code,
        subtitle=f"{item.code} {item.name}",
        badges=(Badge(state.label, LOT_TONES[state]),),
        facts=facts,
        tabs=(
            Tab(
                "places",
                _("Places"),
                (Lines(_shown(balance_columns(), by), balances.rows),),
                count=len(balances.rows),
            ),
            Tab("moves", _("Moves"), (Lines(move_columns(), named(moves.rows, by)),), count=len(moves.rows)),
        ),
        legal=frozenset(verb for verb, then in verbs.items() if LOT_LIFE.may(state, then)),
        live=("inventory.lot-state-changed",),
    )


def find_count(key: str, by: Actor) -> int:
    """The count of this number."""
    return queries.count_by_number(key, scope=by.scope).id


def count(count_id: int, by: Actor) -> Detail:
    """A count: its lines, and the differences once it is in review."""
    row = queries.count(count_id, scope=by.scope)
    state = CountState(row.state)
    lines = page(queries.COUNT_LINES, scope=by.scope, where={"count_id": str(count_id)}, size=500).rows
    columns = _count_columns(with_value=by.scope.money and state is CountState.POSTED)
    differing = [each for each in lines if _differs(each)]
    tabs = [Tab("lines", _("Sheet"), (Lines(columns, lines),), count=len(lines))]
    if differing:
        tabs.insert(
            0, Tab("differences", _("Differences"), (Lines(columns, differing),), count=len(differing))
        )
    fill = f"/inventory/counts/{row.number}/sheet/"
    sheet = Link(_("Fill in the sheet"), fill, permits.COUNT, icon="pencil", primary=True)
    return Detail(
        title=row.number,
        subtitle=CountKind(row.kind).label,
        badges=(
            Badge(state.label, COUNT_TONES[state]),
            *((Badge(_("blind"), "grey"),) if row.is_blind else ()),
        ),
        facts=(Fact(_("Counted"), (row.counted, row.lines), "progress"), Fact(_("Note"), row.note)),
        tabs=tabs,
        legal=_legal(state),
        links=(sheet,) if state in (CountState.DRAFT, CountState.COUNTING) else (),
        live=("inventory.count-posted",),
    )


def _count_columns(*, with_value: bool) -> tuple[Col, ...]:
    return (
        Col("place", _("Place"), "code"),
        Col("item_code", _("Item"), "code"),
        Col("item_name", _("Name"), wide=True),
        Col("lot", _("Lot"), "code"),
        Col("book", _("Books")),
        Col("counted", _("Counted")),
        Col("difference", _("Difference")),
        Col("counted_by", _("Who")),
        Col("counted_at", _("When")),
        *((Col("difference_value", _("Value")),) if with_value else ()),
    )


def _differs(row: Row) -> bool:
    difference = row["difference"]
    return isinstance(difference, Measured) and difference.quantity != 0


def _legal(state: CountState) -> frozenset[str]:
    verbs = {
        "start": CountState.COUNTING,
        "finish": CountState.REVIEW,
        "post": CountState.POSTED,
        "reject": CountState.REJECTED,
    }
    legal = {verb for verb, then in verbs.items() if COUNT_LIFE.may(state, then)}
    if state is CountState.REVIEW:
        legal = (legal - {"start"}) | {"again"}
    return frozenset(legal)
