"""Stock: what is there, receive, issue, move, correct, hold, reserve, count."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Code, Id, Made, Positive, Quantity, ShortText
from taktline.faces.api.routing import RoomRouter
from taktline.inventory import permits, queries, services
from taktline.inventory.types import (
    Key,
    LotGiven,
    Picked,
    PlaceKind,
    Posting,
    Receipt,
    Status,
    Withdrawal,
)
from taktline.kernel.exact import Money, plain
from taktline.kernel.source import Source

router = RoomRouter(tags=["inventory"])

router.lists(
    "/stock", queries.STOCK, permits.SEE, summary="Items at sites: on hand, reserved, coming, projected"
)
router.lists("/balances", queries.BALANCES, permits.SEE, summary="What lies in which place")
router.lists("/lots", queries.LOTS, permits.SEE, summary="Lots and serial numbers")
router.lists("/moves", queries.MOVES, permits.SEE, summary="The stock journal, newest first")
router.lists("/reservations", queries.RESERVATIONS, permits.SEE, summary="What is kept for documents")
router.lists("/expectations", queries.EXPECTATIONS, permits.SEE, summary="What will come and go, by day")
router.lists("/places", queries.PLACES, permits.SEE, summary="Places")
router.lists("/counts", queries.COUNTS, permits.SEE, summary="Counts")
router.lists("/count-lines", queries.COUNT_LINES, permits.SEE, summary="Lines of counts")
router.lists("/periods", queries.PERIODS, permits.SEE, summary="Months that are closed")

Moment = Annotated[
    AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2900, 1, 1, tzinfo=UTC))
]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2900, 1, 1))]
Own = Annotated[int, Field(ge=0, le=2**63 - 1, description="0: our own; otherwise the party it belongs to.")]
Anywhere = Annotated[int, Field(ge=0, le=2**63 - 1, description="0: chosen by the picking rule.")]
StatusIn = Literal["free", "inspection", "quarantine"]


class About(Body):
    """What a posting is about. posted_at: when it happened, if that was before now."""

    source_kind: Annotated[str, Field(max_length=40)] = ""
    source_id: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0
    reason: ShortText = ""
    posted_at: Moment | None = None

    def posting(self) -> Posting:
        """As the service takes it; a moment without zone is UTC by the face's parser."""
        source = Source(self.source_kind, self.source_id) if self.source_kind else None
        return Posting(source, self.reason, self.posted_at)


class LotIn(Body):
    """The lot that comes in. second_quantity: the whole receipt in the item's second unit."""

    code: Code
    expires_on: Day | None = None
    made_on: Day | None = None
    supplier_lot: Annotated[str, Field(max_length=60)] = ""
    attributes: dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=120)]] = {}
    second_quantity: Positive | None = None


class StockReceiptIn(Body):
    """What comes into a place. value_minor: of the whole quantity, in minor units of the site's currency."""

    item_id: Id
    place_id: Id
    quantity: Positive
    lot: LotIn | None = None
    owner_id: Own = 0
    status: StatusIn = "free"
    value_minor: Annotated[int, Field(ge=0, le=10**15)] | None = None


class ReceiveIn(About):
    """Receipts of one document."""

    origin: Literal["supplier", "production", "customer"] = "supplier"
    receipts: Annotated[list[StockReceiptIn], Field(min_length=1, max_length=500)]


class MovesOut(Schema):
    """The moves that were made, in order."""

    move_ids: list[int]


@router.post("/receive", response={201: MovesOut}, summary="Receive stock")
@needs(permits.RECEIVE)
def receive(request: ApiRequest, body: ReceiveIn) -> MovesOut:
    receipts = [_receipt(each) for each in body.receipts]
    moves = services.receive(
        receipts, origin=body.origin, posting=body.posting(), by=request.actor, at=request.at
    )
    return MovesOut(move_ids=moves)


def _receipt(each: StockReceiptIn) -> Receipt:
    lot = LotGiven(**each.lot.model_dump()) if each.lot else None
    value = Money(each.value_minor) if each.value_minor is not None else None
    return Receipt(each.item_id, each.place_id, each.quantity, lot, each.owner_id, each.status, value)


class WithdrawalIn(Body):
    """What goes out. Without place and lot the picking rule chooses."""

    item_id: Id
    quantity: Positive
    place_id: Anywhere = 0
    lot_id: Anywhere = 0
    owner_id: Own = 0


class StockIssueIn(About):
    """Withdrawals of one document. to: where it goes; to_place_id instead: a place, such as work in process."""

    site_id: Id
    to: Literal["customer", "production", "scrap", "supplier"] = "customer"
    to_place_id: Anywhere = 0
    withdrawals: Annotated[list[WithdrawalIn], Field(min_length=1, max_length=500)]


class PickedOut(Schema):
    """A part of what was taken."""

    place_id: int
    lot_id: int
    quantity: str
    move_id: int


@router.post("/issue", response={201: list[PickedOut]}, summary="Issue free stock")
@needs(permits.ISSUE)
def issue(request: ApiRequest, body: StockIssueIn) -> list[PickedOut]:
    wanted = [
        Withdrawal(each.item_id, each.quantity, each.place_id, each.lot_id, each.owner_id)
        for each in body.withdrawals
    ]
    picked = services.issue(
        wanted,
        site_id=body.site_id,
        to=body.to_place_id or PlaceKind(body.to),
        posting=body.posting(),
        by=request.actor,
        at=request.at,
    )
    return _picked(picked)


def _picked(picked: Sequence[Picked]) -> list[PickedOut]:
    return [
        PickedOut(
            place_id=each.place_id, lot_id=each.lot_id, quantity=plain(each.quantity), move_id=each.move_id
        )
        for each in picked
    ]


class IssueReservedIn(About):
    """Issue what is reserved for a document."""

    for_kind: Annotated[str, Field(min_length=1, max_length=40)]
    for_id: Id
    to: Literal["customer", "production", "scrap", "supplier"] = "customer"
    to_place_id: Anywhere = 0


@router.post(
    "/issue-reserved", response={201: list[PickedOut]}, summary="Issue what is reserved for a document"
)
@needs(permits.ISSUE)
def issue_reserved(request: ApiRequest, body: IssueReservedIn) -> list[PickedOut]:
    source = Source(body.for_kind, body.for_id)
    to = body.to_place_id or PlaceKind(body.to)
    return _picked(
        services.issue_reserved(source, to=to, posting=body.posting(), by=request.actor, at=request.at)
    )


class StockKeyIn(About):
    """One balance."""

    item_id: Id
    place_id: Id
    lot_id: Annotated[int, Field(ge=0, le=2**63 - 1, description="0: the item has no lots.")] = 0
    owner_id: Own = 0
    status: StatusIn = "free"

    def key(self) -> Key:
        """As the service takes it."""
        return Key(self.item_id, self.place_id, self.lot_id, self.owner_id, self.status)


class TransferIn(StockKeyIn):
    """From one place to another."""

    quantity: Positive
    to_place_id: Id


@router.post("/transfer", response={201: Made}, summary="Move stock to another place")
@needs(permits.TRANSFER)
def transfer(request: ApiRequest, body: TransferIn) -> Made:
    move = services.transfer(
        body.key(),
        quantity=body.quantity,
        to_place_id=body.to_place_id,
        posting=body.posting(),
        by=request.actor,
        at=request.at,
    )
    return Made(id=move)


class AdjustIn(StockKeyIn):
    """Correct by change; negative: less is there. A reason is needed."""

    change: Quantity


@router.post("/adjust", response={201: Made}, summary="Correct stock")
@needs(permits.ADJUST)
def adjust(request: ApiRequest, body: AdjustIn) -> Made:
    move = services.adjust(
        body.key(), change=body.change, posting=body.posting(), by=request.actor, at=request.at
    )
    return Made(id=move)


class StatusChangeIn(StockKeyIn):
    """Hold or release a part."""

    quantity: Positive
    to_status: StatusIn


@router.post("/status", response={201: Made}, summary="Hold or release stock in one place")
@needs(permits.HOLD)
def set_status(request: ApiRequest, body: StatusChangeIn) -> Made:
    move = services.set_status(
        body.key(),
        quantity=body.quantity,
        status=Status(body.to_status),
        posting=body.posting(),
        by=request.actor,
        at=request.at,
    )
    return Made(id=move)


class FoundIn(Body):
    """What somebody found."""

    item_id: Id
    place_id: Id
    quantity: Positive
    lot_code: Annotated[str, Field(max_length=60)] = ""


class FoundOut(Schema):
    """The move that booked it and the count that waits."""

    move_id: int
    count_id: int


@router.post("/found", response={201: FoundOut}, summary="Book found stock; a recount is drafted")
@needs(permits.FOUND)
def found(request: ApiRequest, body: FoundIn) -> FoundOut:
    made = services.found_stock(
        body.item_id,
        place_id=body.place_id,
        quantity=body.quantity,
        lot_code=body.lot_code,
        by=request.actor,
        at=request.at,
    )
    return FoundOut(move_id=made.move_id, count_id=made.count_id)


class StockWhyIn(Body):
    """Why."""

    reason: ShortText = ""
