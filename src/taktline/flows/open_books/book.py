"""The whole of the opening data as one workbook: tried as one, tied to its control totals, brought in whole or not at all."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_noop as N_

from taktline.flows.open_books.bring import Brought, ControlTotalsDiffer, Raw, UnknownSheet, brought, seal_of
from taktline.flows.open_books.opener import opener
from taktline.flows.open_books.sheets import OPENING
from taktline.flows.open_books.totals import Control, Key, totals_of
from taktline.inventory import queries as inventory
from taktline.inventory.services import OPENING_STOCK
from taktline.kernel import sheets
from taktline.kernel.actor import Actor
from taktline.kernel.errors import Refusal, StaleSnapshot
from taktline.kernel.exact import plain
from taktline.kernel.operation import operation
from taktline.kernel.sheets import Sheet

Tables = Mapping[str, Raw]
Stated = Mapping[Key, Decimal]


class LedgerDrifts(Refusal):
    """What was posted does not add up in the ledger; a fault of the house, never of the workbook."""

    code = "flows.ledger-drifts"
    sentence = N_(
        "The ledger would differ from its moves at %(where)s. Nothing was brought in; tell the maker."
    )


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook would do or did. seal: names these very tables."""

    tables: tuple[Brought, ...]
    controls: tuple[Control, ...]
    seal: str

    @property
    def is_clean(self) -> bool:
        """Whether every cell of every table can be accepted."""
        return all(each.is_clean for each in self.tables)

    @property
    def ties(self) -> bool:
        """Whether every control total agrees with what was stated and what is booked."""
        return all(each.ties for each in self.controls)


class _OnlyTried(Exception):
    """Carries a dry run out of its transaction."""

    def __init__(self, book: Book) -> None:
        self.book = book
        super().__init__()


def check_book(tables: Tables, *, stated: Stated, by: Actor, at: datetime) -> Book:
    """A dry run of every table in its order, each resting on those before. Changes nothing.

    Raises UnknownSheet, NotPermitted.
    """
    try:
        return _try(tables, stated, by=by, at=at)
    except _OnlyTried as tried:
        return tried.book


@operation
def _try(tables: Tables, stated: Stated, *, by: Actor, at: datetime) -> Book:
    raise _OnlyTried(_brought_in(tables, stated, by=by, at=at))


def apply_book(tables: Tables, *, seal: str, stated: Stated, by: Actor, at: datetime) -> Book:
    """Bring in the workbook that was checked: every table or none.

    stated: control totals of the old books by (table, figure, group). With any fault nothing is changed and the
    faults are answered. Raises StaleSnapshot if it is another workbook, ControlTotalsDiffer, LedgerDrifts,
    UnknownSheet, NotPermitted.
    """
    if seal != seal_of_book(tables):
        raise StaleSnapshot(what=", ".join(sorted(tables)))
    try:
        return _apply(tables, stated, by=by, at=at)
    except _OnlyTried as tried:
        return tried.book


@operation
def _apply(tables: Tables, stated: Stated, *, by: Actor, at: datetime) -> Book:
    book = _brought_in(tables, stated, by=by, at=at)
    if not book.is_clean:
        raise _OnlyTried(book)
    for each in book.controls:
        if not each.ties:
            other = each.stated if each.stated not in (None, each.amount) else each.booked
            raise ControlTotalsDiffer(
                column=" · ".join(part for part in (_title(each.table), each.figure, each.group) if part),
                amount=plain(each.amount),
                value=plain(other or Decimal(0)),
            )
    if wrong := inventory.drifts():
        raise LedgerDrifts(where=wrong[0].where)
    return book


def seal_of_book(tables: Tables) -> str:
    """A digest of what all tables say."""
    parts = [seal_of(table, tables[table.key]) for table in OPENING if table.key in tables]
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:32]


def _brought_in(tables: Tables, stated: Stated, *, by: Actor, at: datetime) -> Book:
    actor = opener(by)
    known = {table.key: table for table in OPENING}
    if strange := sorted(set(tables) - set(known)):
        raise UnknownSheet(key=strange[0], known=", ".join(known))
    before = inventory.worth_by_place()
    made: list[Brought] = []
    controls: list[Control] = []
    for table in OPENING:
        if rows := tables.get(table.key):
            done, found = _one(table, rows, actor, at)
            made.append(done)
            controls += found
    named = {each.key for each in controls}
    controls += [Control(*key, Decimal(0)) for key in stated if key not in named]
    clean = all(each.is_clean for each in made)
    tied = [replace(each, stated=stated.get(each.key)) for each in controls]
    return Book(tuple(made), tuple(_beside_the_ledger(tied, before) if clean else tied), seal_of_book(tables))


def _one(table: Sheet, rows: Raw, by: Actor, at: datetime) -> tuple[Brought, list[Control]]:
    """Apply one table. When cells are wrong, what is right goes in all the same, so that later tables find it."""
    typed, _ = sheets.read(table, rows)
    done = brought(table, rows, by=by, at=at, dry_run=False)
    if not done.is_clean:
        bad = {fault.row for fault in done.report.faults}
        with transaction.atomic():
            table.apply([row for number, row in enumerate(typed, 1) if number not in bad], by, at, False)
    return done, totals_of(table, typed)


def _beside_the_ledger(controls: Sequence[Control], before: inventory.Worth) -> list[Control]:
    """The totals of the opening stock, with what every place has gained by it."""
    now = inventory.worth_by_place()
    gained: dict[tuple[str, str], Decimal] = {}
    for place, (quantity, value) in now.items():
        old = before.get(place, (Decimal(0), Decimal(0)))
        for figure, amount in (("quantity", quantity - old[0]), ("value", value - old[1])):
            for group in ("", place[1]):
                gained[figure, group] = gained.get((figure, group), Decimal(0)) + amount
    return [
        replace(each, booked=gained.get((each.figure, each.group), Decimal(0)))
        if each.table == OPENING_STOCK.key and each.figure != "rows"
        else each
        for each in controls
    ]


def _title(key: str) -> str:
    return next((str(table.title) for table in OPENING if table.key == key), key)
