"""One level of the plan: net, size, offset and peg its items."""

from dataclasses import dataclass, replace

import numpy as np

from taktline.engines.errors import EngineError
from taktline.engines.mrp.columns import join, starts, take
from taktline.engines.mrp.explode import pass_on
from taktline.engines.mrp.frame import Frame, require_within
from taktline.engines.mrp.needs import LEAST_URGENT, Extras, Needs
from taktline.engines.mrp.net_kernel import Drafts, Flow, NetItems, net
from taktline.engines.mrp.peg_kernel import REAL, Gives, PegRows, Wants, peg
from taktline.engines.mrp.problem import Ints
from taktline.engines.mrp.result import Pegs, Proposals, Source


@dataclass(frozen=True, slots=True)
class Stream:
    """Supplies of a level in the order they become available: pos in level, day, Source, ref, quantity."""

    pos: Ints
    day: Ints
    source: Ints
    ref: Ints
    quantity: Ints


@dataclass(frozen=True, slots=True)
class LevelPlan:
    """What planning a level gives.

    proposals: item by row. needs: settled, in peg order. pegs: requirement = row of ``needs``, proposal refs
    already global. asking: what alternates pass on to their next line.
    """

    proposals: Proposals
    needs: Needs
    pegs: Pegs
    asking: Needs


def plan_level(frame: Frame, rows: Ints, needs: Needs, extras: tuple[Extras, Ints], first: int) -> LevelPlan:
    """Plan the items ``rows`` (ascending).

    needs, extras: everything asked of and given back to them (extras with their global row numbers);
    first: number of the level's first proposal. Raises EngineError for overflow and for lots too small.
    """
    pos = np.searchsorted(rows, needs.item)
    order = np.lexsort(
        (needs.line, needs.proposal, needs.demand, needs.kind, needs.priority, needs.due, needs.rank, pos)
    )
    needs, pos = take(needs, order), pos[order]
    require_within(needs.item, needs.quantity, frame.problem.items.id)
    held = np.zeros(len(rows), np.int64)
    np.add.at(held, pos, needs.reserved)
    stock = frame.problem.items.on_hand[rows] - held
    stream = _supplies(frame, rows, extras)
    drafts = _net(frame, rows, (needs, pos, stock), stream)
    stream = join([stream, _as_stream(drafts, first)])
    stream = take(stream, np.lexsort((stream.ref, stream.source, stream.day, stream.pos)))
    pegs = _peg((needs, pos, stock), stream)
    proposals = _proposals(frame, rows, drafts, (needs, pegs, first))
    served = np.zeros(len(needs.item), np.int64)
    np.add.at(served, pegs.requirement, pegs.quantity)
    settled, asking = pass_on(frame, needs, served)
    return LevelPlan(proposals, *_without_empty(needs, settled, pegs, served), asking)


def _supplies(frame: Frame, rows: Ints, extras: tuple[Extras, Ints]) -> Stream:
    """Open supplies and by-products by (item, day); overdue ones count from today."""
    problem = frame.problem
    at = np.searchsorted(rows, frame.supply_item)
    mine = np.flatnonzero(rows[np.minimum(at, len(rows) - 1)] == frame.supply_item)
    given, numbers = extras
    count = len(given.item)
    stream = Stream(
        np.concatenate([at[mine], np.searchsorted(rows, given.item)]),
        np.concatenate([np.maximum(problem.supplies.due[mine], 0), given.day]),
        np.repeat(np.array([Source.OPEN, Source.BY_PRODUCT], np.int64), [len(mine), count]),
        np.concatenate([mine, numbers]),
        np.concatenate([problem.supplies.quantity[mine], given.quantity]),
    )
    require_within(rows[stream.pos], stream.quantity, problem.items.id)
    return take(stream, np.lexsort((stream.ref, stream.source, stream.day, stream.pos)))


def _net(frame: Frame, rows: Ints, wanting: tuple[Needs, Ints, Ints], stream: Stream) -> Drafts:
    items, lots, count = frame.problem.items, frame.lots, len(rows)
    needs, pos, stock = wanting
    real = needs.rank == REAL
    due, open_needs = np.maximum(needs.due[real], 0), (needs.quantity - needs.reserved)[real]
    flow = Flow(starts(pos[real], count), due, open_needs, open_needs)
    firm = frame.problem.supplies.firm
    movable = np.zeros(len(stream.ref), np.int64)
    opened = stream.source == Source.OPEN
    movable[opened] = ~firm[stream.ref[opened]]
    supplies = Flow(starts(stream.pos, count), stream.day, stream.quantity, movable)
    columns = NetItems(
        stock,
        items.safety[rows],
        lots.least[rows],
        lots.step[rows],
        lots.most[rows],
        lots.period[rows],
        items.quantum[rows],
        items.scrap[rows] * ~items.phantom[rows],
        items.lead[rows],
        items.phantom[rows].astype(np.int64),
        items.calendar[rows],
        items.window[rows],
    )
    room = len(due) + count
    while True:
        out = Drafts(*(np.zeros(room, np.int64) for _ in Drafts._fields))
        made, failed = net(columns, flow, supplies, frame.calendars, out)
        if failed >= 0:
            told = {"item": int(items.id[rows[failed]]), "lot": int(max(lots.most[rows[failed]], 0))}
            raise EngineError("mrp.too_many_lots", told)
        if made <= room:
            break
        room = made
    order = np.lexsort((np.arange(made), out.wanted[:made], out.due[:made], out.item[:made]))
    return Drafts(*(column[:made][order] for column in out))


def _as_stream(drafts: Drafts, first: int) -> Stream:
    count = len(drafts.item)
    source = np.full(count, Source.PROPOSAL, np.int64)
    return Stream(drafts.item, drafts.due, source, np.arange(first, first + count), drafts.quantity)


def _peg(wanting: tuple[Needs, Ints, Ints], stream: Stream) -> Pegs:
    needs, pos, stock = wanting
    count = len(stock)
    wants = Wants(starts(pos, count), needs.quantity - needs.reserved, needs.rank)
    gives = Gives(starts(stream.pos, count), stream.quantity, stock)
    room = len(needs.item) + len(stream.pos) + count
    out = PegRows(*(np.empty(room, np.int64) for _ in PegRows._fields))
    made = peg(wants, gives, out)
    want, give, quantity = (column[:made] for column in out)
    held = np.flatnonzero(needs.reserved > 0)
    padded = Stream(
        *(
            np.append(getattr(stream, c), v)
            for c, v in (("pos", 0), ("day", 0), ("source", 0), ("ref", -1), ("quantity", 0))
        )
    )
    none = np.full(len(held), -1, np.int64)
    give = np.concatenate([none, give])
    pegs = Pegs(
        np.concatenate([held, want]),
        padded.source[give],
        padded.ref[give],
        np.concatenate([needs.reserved[held], quantity]),
        np.zeros(len(give), np.int64),
    )
    return take(pegs, np.argsort(pegs.requirement, kind="stable"))


def _proposals(frame: Frame, rows: Ints, drafts: Drafts, served: tuple[Needs, Pegs, int]) -> Proposals:
    """Add what only the pegs know: whom a proposal serves, hence its priority and whether it is late."""
    needs, pegs, first = served
    count = len(drafts.item)
    mine = pegs.source == Source.PROPOSAL
    ref, want = pegs.ref[mine] - first, pegs.requirement[mine]
    priority = np.full(count, LEAST_URGENT, np.int64)
    np.minimum.at(priority, ref, needs.priority[want])
    real = needs.rank[want] == REAL
    soonest = drafts.due.copy()
    np.minimum.at(soonest, ref[real], needs.due[want[real]])
    item = rows[drafts.item]
    past_due = (drafts.moved == 1) & (soonest < drafts.due)
    wanted = np.where(
        past_due, np.minimum(soonest, drafts.wanted), np.where(drafts.moved == 1, drafts.due, drafts.wanted)
    )
    items = frame.problem.items
    return Proposals(
        item,
        drafts.quantity,
        drafts.started,
        drafts.start,
        drafts.due,
        wanted,
        past_due,
        items.make[item] | items.phantom[item],
        items.phantom[item],
        priority,
        drafts.due,
    )


def _without_empty(needs: Needs, settled: Needs, pegs: Pegs, served: Ints) -> tuple[Needs, Pegs]:
    """Drop tentative rows nothing was served of, and renumber the pegs."""
    keep = (served > 0) | (needs.rank <= 1)
    number = np.cumsum(keep) - 1
    return take(settled, keep), replace(pegs, requirement=number[pegs.requirement])
