"""From a Screen, an actor and a query string to cells: everything a list page shows, computed once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from taktline.faces.web import widgets
from taktline.faces.web.access import Text
from taktline.faces.web.parts import Col
from taktline.faces.web.screen import Screen
from taktline.kernel import listing as lists
from taktline.kernel.actor import Actor
from taktline.kernel.listing import Column, Filter, Listing, Row

RESERVED = frozenset({"q", "sort", "after", "before", "view", "cols"})
_BY_KIND = {
    "name": "name",
    "quantity": "quantity",
    "price": "price",
    "money": "money",
    "number": "number",
    "ratio": "ratio",
    "date": "date",
    "datetime": "datetime",
    "flag": "flag",
    "choice": "choice",
}


@dataclass(frozen=True, slots=True)
class Head:
    """One column's heading. sort: the query that sorts by it, "" where one cannot; now: "up", "down" or ""."""

    col: Col
    widget: str
    sort: str
    now: str
    right: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row ready to show."""

    id: int
    url: str
    cells: Sequence[tuple[Head, SafeString]]


@dataclass(frozen=True, slots=True)
class Query:
    """What the address asks of a list."""

    text: str
    where: Mapping[str, str]
    sort: str
    after: str
    before: str

    def href(self, **changes: str) -> str:
        """The query string with some things changed; paging starts over unless it is what changes."""
        parts = {"q": self.text, **self.where, "sort": self.sort} | changes
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    @property
    def narrowed(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.text or any(self.where.values()))


def read_query(screen: Screen, params: QueryDict) -> Query:
    """What the address asks. Ranges come as name_from and name_to; several choices repeat the name."""
    where: dict[str, str] = {}
    for each in screen.listing.filters:
        value = ",".join(part for part in params.getlist(each.name) if part)
        low, high = params.get(f"{each.name}_from", ""), params.get(f"{each.name}_to", "")
        if low or high:
            value = f"{low}..{high}"
        if value:
            where[each.name] = value
    return Query(
        text=params.get("q", "").strip(),
        where=where,
        sort=params.get("sort", ""),
        after=params.get("after", ""),
        before=params.get("before", ""),
    )


def columns_for(screen: Screen, actor: Actor, chosen: Sequence[str] | None) -> list[Col]:
    """The columns to show: those chosen, else those not hidden; never money to those who may not see it."""
    allowed = allowed_columns(screen, actor)
    if chosen:
        return [col for col in allowed if col.name in chosen]
    return [col for col in allowed if not col.hidden]


def allowed_columns(screen: Screen, actor: Actor) -> list[Col]:
    """The columns the actor may see at all."""
    visible = {column.name for column in screen.listing.visible(actor.scope)}
    return [
        col
        for col in screen.columns
        if col.name in visible or (col.value and col.name not in screen.listing.names)
    ]


def heads(listing: Listing, columns: Iterable[Col], query: Query) -> list[Head]:
    """Headings with what each sorts by."""
    sort = query.sort or listing.sort
    return [_head(listing.names.get(col.name), col, query, sort) for col in columns]


def _head(column: Column | None, col: Col, query: Query, sort: str) -> Head:
    widget = col.widget or (_BY_KIND.get(column.kind.value, "") if column else "")
    now = {col.name: "up", f"-{col.name}": "down"}.get(sort, "") if sort.removeprefix("-") == col.name else ""
    href = query.href(sort=f"-{col.name}" if now == "up" else col.name) if column and column.sort else ""
    return Head(col=col, widget=widget, sort=href, now=now, right=widget in widgets.RIGHT)


def lines(screen: Screen, rows: Iterable[Row], heading: Sequence[Head]) -> list[Line]:
    """Rows as cells."""
    looks = [_look(screen.listing.names.get(head.col.name), head.col) for head in heading]
    return [_line(screen.row_url, row, heading, looks) for row in rows]


def _look(column: Column | None, col: Col) -> widgets.Look:
    choices = col.choices or (column.choices if column else None)
    return widgets.Look(choices=choices, tones=col.tones)


def _line(row_url: str, row: Row, heading: Sequence[Head], looks: Sequence[widgets.Look]) -> Line:
    url = widgets.address(row_url, row.values, row.id)
    cells = []
    for head, look in zip(heading, looks, strict=True):
        col = head.col
        value = col.value(row) if col.value else row.values.get(col.name)
        widget = head.widget
        if widget == "due" and col.done is not None and col.done(row):
            widget = "date"
        link = widgets.address(col.url, row.values, row.id) if col.url else url if widget == "link" else ""
        cells.append((head, widgets.draw(value, widget, look, link)))
    return Line(id=row.id, url=url, cells=cells)


def table(columns: Sequence[Col], rows: Iterable[Any]) -> tuple[list[Head], list[Line]]:
    """A line table that has no Listing. rows: kernel Rows or mappings."""
    found = [
        row if isinstance(row, Row) else Row(id=int(row.get("id", at) or 0), values=row)
        for at, row in enumerate(rows)
    ]
    heading = [Head(col=c, widget=c.widget, sort="", now="", right=_is_right(c, found)) for c in columns]
    looks = [widgets.Look(choices=c.choices, tones=c.tones) for c in columns]
    return heading, [_line("", row, heading, looks) for row in found]


def _is_right(col: Col, rows: Sequence[Row]) -> bool:
    """Whether a column lines up on the right: by its widget, or by the first value it shows."""
    if col.widget or col.value:
        return col.widget in widgets.RIGHT
    values = (row.values.get(col.name) for row in rows)
    first = next((value for value in values if value not in (None, "")), None)
    return first is not None and widgets.kind_of(first) in widgets.RIGHT


def body(shown: Sequence[Line], *, ticks: bool) -> SafeString:
    """The rows as HTML. Hundreds of cells: joining safe pieces costs a fifth of what a template loop does."""
    label = escape(_("Tick the row"))
    pieces: list[str] = []
    for line in shown:
        href = f' data-href="{escape(line.url)}"' if line.url else ""
        pieces.append(f'<tr data-id="{line.id}"{href}>')
        if ticks:
            box = f'<input type="checkbox" value="{line.id}" data-tick aria-label="{label} {line.id}">'
            pieces.append(f'<td class="tk-tick">{box}</td>')
        for head, cell in line.cells:
            kind = ' class="tk-right"' if head.right else ' class="tk-wide"' if head.col.wide else ""
            pieces.append(f"<td{kind}>{cell}</td>")
        pieces.append("</tr>\n")
    return SafeString("".join(pieces))


@dataclass(frozen=True, slots=True)
class Control:
    """One filter as the page shows it."""

    name: str
    label: Text
    kind: str
    value: str
    low: str
    high: str
    options: Sequence[tuple[str, Text, bool]]
    lookup: str


def controls(screen: Screen, query: Query) -> list[Control]:
    """The filter row."""
    known: Mapping[str, Filter] = {each.name: each for each in screen.listing.filters}
    shown = []
    for pick in screen.filters:
        each = known[pick.name]
        value = query.where.get(pick.name, "")
        low, _dots, high = value.partition("..")
        chosen = set(value.split(","))
        labels = pick.choices or each.choices or {}
        options = [(code, label, code in chosen) for code, label in labels.items()]
        shown.append(Control(pick.name, pick.label, each.kind.value, value, low, high, options, pick.lookup))
    return shown


def page(screen: Screen, actor: Actor, query: Query) -> lists.Page:
    """One page of the list as the address asks."""
    return lists.page(
        screen.listing,
        scope=actor.scope,
        where=query.where,
        text=query.text,
        sort=query.sort,
        after=query.after or None,
        before=query.before or None,
        size=screen.page_size,
    )
