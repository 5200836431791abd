"""Bring the rows of a sheet in as one whole change: all of them, or none and the cells that are wrong."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from taktline.kernel.errors import InvalidInput, InvalidInputs, Refusal
from taktline.kernel.sheets import CellFault, SheetReport, Values

YES_NO = {"yes": _("yes"), "no": _("no")}
MOST_FAULTS = 500


class Became(StrEnum):
    """What one row did."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class _Undo(Exception):
    """Leaves the transaction without a trace."""


def bring(
    rows: Sequence[Values],
    each: Callable[[Values], Became],
    *,
    dry_run: bool,
    totals: Callable[[], Sequence[tuple[str, str]]] = tuple,
) -> SheetReport:
    """Apply every row by `each`; a refusal becomes a fault of its cell and the other rows are still tried.

    Nothing stays when dry_run, or when any row was refused. totals: control totals, computed at the end.
    """
    counts = dict.fromkeys(Became, 0)
    faults: list[CellFault] = []
    said: Sequence[tuple[str, str]] = ()
    try:
        with transaction.atomic():
            for number, values in enumerate(rows, start=1):
                try:
                    with transaction.atomic():
                        counts[each(values)] += 1
                except Refusal as refusal:
                    faults += faults_of(number, refusal, values)
                    if len(faults) >= MOST_FAULTS:
                        break
            said = totals()
            if dry_run or faults:
                raise _Undo
    except _Undo:
        pass
    created, changed, unchanged = (counts[became] for became in Became)
    return SheetReport(created, changed, unchanged, faults=tuple(faults), totals=tuple(said))


def faults_of(number: int, refusal: Refusal, values: Values) -> list[CellFault]:
    """The faults of one row: each at its column, or at the row when it is about none."""
    if isinstance(refusal, InvalidInputs):
        pairs = [(fault.field, fault.reason) for fault in refusal.faults]
    elif isinstance(refusal, InvalidInput):
        pairs = [(str(refusal.facts["field"]), str(refusal.facts["reason"]))]
    else:
        pairs = [("", str(refusal))]
    return [CellFault(number, _column(name, values), reason) for name, reason in pairs]


def _column(name: str, values: Values) -> str:
    known = (name, name.removesuffix("_id"), name.rpartition(".")[2])
    return next((each for each in known if each in values), "")


Draft = TypeVar("Draft")


def overlaid(draft: Draft, values: Values, *, links: dict[str, Any] | None = None) -> Draft:
    """The draft with what the row's filled cells say; an empty cell leaves what is there.

    links: values found by code, by field name, laid over in the same way.
    """
    names = set(draft.__dataclass_fields__)  # type: ignore[attr-defined]
    filled = {
        name: (value == "yes") if isinstance(getattr(draft, name), bool) else value
        for name, value in (dict(values) | (links or {})).items()
        if name in names and value is not None and value != ""
    }
    return replace(draft, **filled)  # type: ignore[type-var]
