"""Checking a table with control totals, and bringing in exactly the table that was checked."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_noop as N_

from taktline.flows.open_books.opener import opener
from taktline.flows.open_books.sheets import OPENING
from taktline.kernel import sheets
from taktline.kernel.actor import Actor
from taktline.kernel.errors import Refusal, StaleSnapshot
from taktline.kernel.exact import plain
from taktline.kernel.operation import operation
from taktline.kernel.sheets import Cell, Sheet, SheetReport, Values

Raw = Sequence[Mapping[str, object]]


class UnknownSheet(Refusal):
    """No such table opens the books."""

    code = "flows.unknown-sheet"
    sentence = N_("There is no opening table “%(key)s”. Choose one of: %(known)s.")
    status = 404


class ControlTotalsDiffer(Refusal):
    """The table does not add up to what the old books say."""

    code = "flows.control-totals-differ"
    sentence = N_(
        "“%(column)s” adds up to %(amount)s, but the control total is %(value)s. Nothing was brought in."
    )
    status = 422


@dataclass(frozen=True, slots=True)
class Brought:
    """What a table would do or did. sums: of every number column, exact, by column; seal: names this very table."""

    key: str
    rows: int
    report: SheetReport
    sums: Mapping[str, Decimal]
    seal: str

    @property
    def is_clean(self) -> bool:
        """Whether every cell can be accepted."""
        return not self.report.faults


def check(key: str, rows: Raw, *, by: Actor, at: datetime) -> Brought:
    """A dry run: every fault by cell, and the control totals. Changes nothing. Raises UnknownSheet, NotPermitted."""
    actor = opener(by)
    table = _known(key)
    return brought(table, rows, by=actor, at=at, dry_run=True)


def brought(table: Sheet, rows: Raw, *, by: Actor, at: datetime, dry_run: bool) -> Brought:
    """Apply the rows whose cells can be read, even when others cannot, so that all faults show at once."""
    typed, faults = sheets.read(table, rows)
    bad = {fault.row for fault in faults}
    good = [number for number in range(1, len(typed) + 1) if number not in bad]
    report = table.apply([typed[number - 1] for number in good], by, at, dry_run or bool(bad))
    told = [replace(fault, row=_original(fault.row, good)) for fault in report.faults]
    every = tuple(sorted((*faults, *told), key=lambda fault: (fault.row, fault.column)))
    return Brought(
        table.key, len(rows), replace(report, faults=every), _sums(table, typed), seal_of(table, rows)
    )


@operation
def apply(
    key: str, rows: Raw, *, seal: str, expected: Mapping[str, Decimal] | None = None, by: Actor, at: datetime
) -> Brought:
    """Bring in the table that was checked, whole or not at all.

    seal: of the check. expected: control totals by column from the old books; a table that does not add up to them
    is refused. With any fault nothing is changed and the faults are answered.
    Raises StaleSnapshot if it is another table, ControlTotalsDiffer, UnknownSheet, NotPermitted.
    """
    actor = opener(by)
    table = _known(key)
    if seal != seal_of(table, rows):
        raise StaleSnapshot(what=table.title)
    typed, faults = sheets.read(table, rows)
    sums = _sums(table, typed)
    labels = {column.name: column.label for column in table.columns}
    for column, value in (expected or {}).items():
        if sums.get(column, Decimal(0)) != value:
            amount = plain(sums.get(column, Decimal(0)))
            raise ControlTotalsDiffer(column=labels.get(column, column), amount=amount, value=plain(value))
    report = SheetReport(0, 0, 0, tuple(faults)) if faults else table.apply(typed, actor, at, False)
    return Brought(key, len(rows), report, sums, seal)


def seal_of(table: Sheet, rows: Raw) -> str:
    """A digest of what the table says, cell by cell."""
    names = [column.name for column in table.columns]
    digest = hashlib.sha256(table.key.encode())
    for row in rows:
        digest.update(
            repr([str(row.get(name) if row.get(name) is not None else "") for name in names]).encode()
        )
    return digest.hexdigest()[:32]


def _known(key: str) -> Sheet:
    found = next((each for each in OPENING if each.key == key), None)
    if found is None:
        raise UnknownSheet(key=key, known=", ".join(each.key for each in OPENING))
    return found


def _sums(table: Sheet, typed: Sequence[Values]) -> dict[str, Decimal]:
    numbers = [column.name for column in table.columns if column.kind in (Cell.DECIMAL, Cell.WHOLE)]
    return {name: sum((_number(row.get(name)) for row in typed), Decimal(0)) for name in numbers}


def _number(value: object) -> Decimal:
    return Decimal(value) if isinstance(value, Decimal | int) else Decimal(0)


def _original(row: int, good: Sequence[int]) -> int:
    return good[row - 1] if 0 < row <= len(good) else row
