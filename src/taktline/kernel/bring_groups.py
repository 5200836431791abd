"""Bring rows in that belong together, such as the lines of one bill of material: a group is right as a whole or wrong."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from taktline.kernel.bring import Became, bring, faults_of
from taktline.kernel.errors import Fault, InvalidInputs, Refusal
from taktline.kernel.sheets import CellFault, SheetReport, Values

T = TypeVar("T")
Group = tuple[Sequence[int], Sequence[Values]]
_MARK = "\x1f"  # parts "row in the group:column" from the reason of a fault


def bring_groups(
    rows: Sequence[Values],
    key: str | tuple[str, ...],
    apply: Callable[[Sequence[Values]], Became],
    *,
    dry_run: bool,
    totals: Callable[[], Sequence[tuple[str, str]]] = tuple,
) -> SheetReport:
    """As kernel bring, a group of rows at a time; faults are reported at the row they are about.

    key: the columns that rows of one group have alike.
    """
    groups = _grouped(rows, (key,) if isinstance(key, str) else key)
    pending = iter(groups)
    here: list[Group] = []

    def each(_values: Values) -> Became:
        here[:] = [next(pending)]
        return apply(here[0][1])

    report = bring([members[0] for _, members in groups], each, dry_run=dry_run, totals=totals)
    moved = tuple(CellFault(*_place(groups[fault.row - 1], fault)) for fault in report.faults)
    return SheetReport(report.created, report.changed, report.unchanged, moved, report.totals)


def drafts_of(members: Sequence[Values], make: Callable[[Values], T]) -> list[T]:
    """A draft of every row of a group. Raises InvalidInputs with the faults of all of them."""
    made, faults = [], []
    for at, values in enumerate(members):
        try:
            made.append(make(values))
        except Refusal as refusal:
            faults += [_fault(at, f.column, f.reason) for f in faults_of(1, refusal, values)]
    if faults:
        raise InvalidInputs(faults=faults)
    return made


def placed(refusal: InvalidInputs, columns: Mapping[str, str]) -> InvalidInputs:
    """Faults of a service ("lines[2].quantity") as faults of the row and column they came from."""
    faults = []
    for fault in refusal.faults:
        head, _dot, name = fault.field.partition(".")
        at = head.partition("[")[2].rstrip("]")
        known = columns.get(name, name)
        faults.append(_fault(int(at), known, fault.reason) if at.isdecimal() else fault)
    return InvalidInputs(faults=faults)


def at_row(at: int, column: str, reason: str) -> InvalidInputs:
    """A fault of one row of the group, counted from 0."""
    return InvalidInputs(faults=[_fault(at, column, reason)])


def _fault(at: int, column: str, reason: str) -> Fault:
    return Fault("", f"{at}:{column}{_MARK}{reason}")


def _grouped(rows: Sequence[Values], key: tuple[str, ...]) -> list[Group]:
    groups: dict[tuple[str, ...], tuple[list[int], list[Values]]] = {}
    for number, values in enumerate(rows, start=1):
        numbers, members = groups.setdefault(tuple(str(values.get(name)) for name in key), ([], []))
        numbers.append(number)
        members.append(values)
    return list(groups.values())


def _place(group: Group, fault: CellFault) -> tuple[int, str, str]:
    head, mark, reason = fault.reason.partition(_MARK)
    if not mark:
        return group[0][0], fault.column, fault.reason
    at, _colon, column = head.partition(":")
    return group[0][int(at)], column, reason
