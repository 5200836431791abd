"""Opening the books by tables: what tables there are, a dry run, and bringing in what was checked."""

from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Code
from taktline.faces.api.routing import RoomRouter
from taktline.flows import open_books
from taktline.kernel.exact import plain
from taktline.office import permits

router = RoomRouter(tags=["opening data"])
MOST_ROWS = 20_000


class ColumnOut(Schema):
    """One column of a table. choices: the codes it takes."""

    name: str
    label: str
    kind: str
    required: bool
    choices: list[str]
    help: str


class SheetOut(Schema):
    """One table, in the order in which they are brought in."""

    key: str
    title: str
    columns: list[ColumnOut]


@router.get("", response=list[SheetOut], summary="The tables that open the books, in order")
@needs(permits.BOOKS_OPEN)
def tables(request: ApiRequest) -> list[SheetOut]:
    return [
        SheetOut(
            key=sheet.key,
            title=str(sheet.title),
            columns=[
                ColumnOut(
                    name=column.name,
                    label=str(column.label),
                    kind=column.kind.value,
                    required=column.required,
                    choices=list(column.choices or ()),
                    help=str(column.help),
                )
                for column in sheet.columns
            ],
        )
        for sheet in open_books.OPENING
    ]


class RowsIn(Body):
    """Cells by column name; texts are read as a person writes them."""

    rows: Annotated[list[dict[str, str | int | bool | None]], Field(min_length=1, max_length=MOST_ROWS)]


class ApplyIn(RowsIn):
    """The rows that were checked. seal: of the check; control_totals: what columns must add up to."""

    seal: Code
    control_totals: dict[str, Annotated[Decimal, Field(max_digits=24, decimal_places=6)]] = {}


class OpeningFaultOut(Schema):
    """What is wrong with one cell. row counts from 1."""

    row: int
    column: str
    reason: str


class BroughtOut(Schema):
    """What a table would do, or did. sums: of every number column; totals: as the room counts them."""

    rows: int
    created: int
    changed: int
    unchanged: int
    faults: list[OpeningFaultOut]
    sums: dict[str, str]
    totals: list[list[str]]
    seal: str


def _out(brought: open_books.Brought) -> dict[str, Any]:
    report = brought.report
    return BroughtOut(
        rows=brought.rows,
        created=report.created,
        changed=report.changed,
        unchanged=report.unchanged,
        faults=[
            OpeningFaultOut(row=each.row, column=each.column, reason=each.reason)
            for each in report.faults[:500]
        ],
        sums={name: plain(value) for name, value in brought.sums.items()},
        totals=[list(pair) for pair in report.totals],
        seal=brought.seal,
    ).model_dump()


@router.post("/{key}/check", response=BroughtOut, summary="A dry run with control totals; changes nothing")
@needs(permits.BOOKS_OPEN, whole=False)
def check(request: ApiRequest, key: Code, body: RowsIn) -> dict[str, Any]:
    return _out(open_books.check(key, body.rows, by=request.actor, at=request.at))


@router.post("/{key}/apply", response=BroughtOut, summary="Bring in the table that was checked, or nothing")
@needs(permits.BOOKS_OPEN)
def apply(request: ApiRequest, key: Code, body: ApplyIn) -> dict[str, Any]:
    brought = open_books.apply(
        key, body.rows, seal=body.seal, expected=body.control_totals, by=request.actor, at=request.at
    )
    return _out(brought)
