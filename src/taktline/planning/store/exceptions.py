"""Exception messages: ranked by money × days, kept while they say the same, gone when they no longer hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from taktline.engines import mrp
from taktline.kernel.bulk import update_rows
from taktline.kernel.exact import from_micro
from taktline.kernel.source import Source
from taktline.planning import rules
from taktline.planning.life import ExceptionState
from taktline.planning.load.solved import NOBODY, Solved
from taktline.planning.load.worth import Worth
from taktline.planning.models import ExceptionMessage
from taktline.planning.store.rows import insert_objects
from taktline.planning.types import PROPOSAL, CallKind

_CALLS = {
    mrp.Call.ORDER: CallKind.ORDER,
    mrp.Call.EXPEDITE: CallKind.EXPEDITE,
    mrp.Call.DEFER: CallKind.DEFER,
    mrp.Call.INCREASE: CallKind.INCREASE,
    mrp.Call.DECREASE: CallKind.DECREASE,
    mrp.Call.CANCEL: CallKind.CANCEL,
    mrp.Call.PAST_DUE: CallKind.PAST_DUE,
}
_AT_RISK = frozenset({CallKind.ORDER, CallKind.EXPEDITE, CallKind.PAST_DUE, CallKind.INCREASE})
_SAID = (
    "item_id", "from_day", "to_day", "from_quantity", "to_quantity", "days", "money_minor", "currency", "rank",
    "cover_id", "subject_text", "fingerprint",
)  # fmt: skip
Key = tuple[str, str, int]


@dataclass(slots=True)
class Said:
    """One message as the plan says it."""

    item_id: int
    from_day: date
    to_day: date
    from_quantity: Decimal
    to_quantity: Decimal
    days: int
    money_minor: int
    currency: str
    rank: int
    cover_id: int | None
    subject_text: str
    fingerprint: str


def keep_exceptions(solved: Solved, worth: Worth, ids: Sequence[int], *, at: datetime) -> tuple[int, int]:
    """Write them. Returns how many are new or changed, and how many are gone."""
    site_id = solved.inputs.site_id
    wanted = _said(solved, worth, ids)
    changed: list[ExceptionMessage] = []
    gone: list[int] = []
    for row in ExceptionMessage.objects.filter(site_id=site_id):
        now = wanted.pop((row.call, row.subject_kind, row.subject_id), None)
        if now is None:
            gone.append(row.pk)
        elif any(getattr(row, name) != getattr(now, name) for name in _SAID):
            if row.fingerprint != now.fingerprint:
                row.state, row.changed_at = ExceptionState.OPEN, at
            for name in _SAID:
                setattr(row, name, getattr(now, name))
            changed.append(row)
    fresh = [
        ExceptionMessage(
            site_id=site_id, call=call, subject_kind=kind, subject_id=subject_id, raised_at=at, changed_at=at,
            **{name: getattr(now, name) for name in _SAID},
        )
        for (call, kind, subject_id), now in wanted.items()
    ]  # fmt: skip
    for start in range(0, len(gone), 500):
        ExceptionMessage.objects.filter(pk__in=gone[start : start + 500]).delete()
    names = [name.removesuffix("_id") for name in _SAID]
    update_rows(changed, (*names, "state", "changed_at"))
    insert_objects(ExceptionMessage, fresh)
    return len(fresh) + len(changed), len(gone)


def _said(solved: Solved, worth: Worth, ids: Sequence[int]) -> dict[Key, Said]:
    messages = solved.result.messages
    columns = (
        messages.call, messages.item, messages.supply, messages.proposal, messages.from_day, messages.to_day,
        messages.from_quantity, messages.to_quantity, messages.reason,
    )  # fmt: skip
    found: dict[Key, Said] = {}
    for call, item, supply, proposal, from_day, to_day, was, will, reason in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        kind = _CALLS[mrp.Call(call)]
        subject = solved.inputs.supplies[supply] if supply >= 0 else Source(PROPOSAL, ids[proposal])
        delivery = solved.delivery(_cover(solved, supply, proposal, reason))
        days = (solved.inputs.day(from_day), solved.inputs.day(to_day))
        found[(kind, subject.kind, subject.id)] = _one(
            solved, worth, kind, (item, subject, delivery), days, (was, will)
        )
    return found


def _cover(solved: Solved, supply: int, proposal: int, reason: int) -> int:
    """The demand a message is about: the requirement that says so, else the one its subject serves first."""
    if reason >= 0:
        return int(solved.needs_cover[reason])
    if proposal >= 0:
        return int(solved.proposal_cover[proposal])
    return solved.supply_cover.get(supply, NOBODY)


def _one(  # the parts of one message
    solved: Solved,
    worth: Worth,
    call: CallKind,
    about: tuple[int, Source, int | None],
    days: tuple[date, date],
    quantities: tuple[int, int],
) -> Said:
    item, subject, delivery = about
    weight = rules.days_of(call, days[0], days[1], solved.inputs.today)
    at_risk = worth.of_delivery(delivery) if call in _AT_RISK and delivery is not None else None
    moved = abs(quantities[1] - quantities[0]) or max(quantities)
    money = at_risk if at_risk is not None else worth.of_goods(item, moved)
    was, will = from_micro(quantities[0]), from_micro(quantities[1])
    return Said(
        item, days[0], days[1], was, will, weight, money, worth.currency, rules.rank(money, weight), delivery,
        worth.names.get((subject.kind, subject.id), ""),
        rules.fingerprint(days[0], days[1], was, will, delivery or 0),
    )  # fmt: skip
