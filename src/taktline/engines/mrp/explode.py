"""From proposals down the BOM: dependent requirements, alternates' remainders, by-products.

All roundings go up for what is needed and down for what is given back, in millionths of a unit.
"""

from dataclasses import replace

import numpy as np

from taktline.engines.errors import EngineError
from taktline.engines.mrp.columns import take
from taktline.engines.mrp.frame import Frame
from taktline.engines.mrp.needs import Extras, Needs, full
from taktline.engines.mrp.peg_kernel import REAL, TENTATIVE
from taktline.engines.mrp.problem import LIMIT, UNIT, DemandKind, Ints, LineKind
from taktline.engines.mrp.result import Proposals


def asked(frame: Frame, line: Ints, portion: Ints) -> Ints:
    """What a line needs for a started quantity of its parent: portion x per / (1 - scrap), rounded up.

    Raises EngineError("mrp.overflow") naming the component.
    """
    per, sound = frame.lines.per[line], UNIT - frame.lines.scrap[line]
    guess = portion.astype(np.float64) * per / sound
    if len(guess) and guess.max() > LIMIT:
        raise EngineError("mrp.overflow", {"item": int(frame.lines.child[line[int(np.argmax(guess))]])})
    whole, part = np.divmod(portion, UNIT)
    need = whole * per + -(-(part * per) // UNIT)
    whole, part = np.divmod(need, sound)
    inflated: Ints = whole * UNIT + -(-(part * UNIT) // sound)
    return inflated


def covered(frame: Frame, line: Ints, served: Ints) -> Ints:
    """How much of the parent a served quantity of the component is enough for, rounded down."""
    per, sound = frame.lines.per[line], UNIT - frame.lines.scrap[line]
    whole, part = np.divmod(served, UNIT)
    net = whole * sound + part * sound // UNIT
    whole, part = np.divmod(net, per)
    # part < per <= 10**12, so part x UNIT stays within int64
    enough: Ints = whole * UNIT + part * UNIT // per
    return enough


def explode(frame: Frame, made: Proposals, first: int) -> tuple[Needs, Extras]:
    """Requirements and by-products of proposals whose ``item`` is a row; ``first`` is the number of row 0."""
    begin, end = frame.line_at[made.item], frame.line_at[made.item + 1]
    counts = end - begin
    at = np.cumsum(counts)
    owner = np.repeat(np.arange(len(counts)), counts)
    line = np.repeat(begin - at + counts, counts) + np.arange(len(owner))
    down = frame.entry[line] == 1
    back = frame.lines.kind[line] == LineKind.BY_PRODUCT
    needs = _needs(frame, line[down], made.started[owner[down]])
    needs = replace(
        needs,
        due=made.start[owner[down]],
        priority=made.priority[owner[down]],
        proposal=owner[down] + first,
    )
    owner, line = owner[back], line[back]
    guess = made.started[owner].astype(np.float64) * frame.lines.per[line] / UNIT
    if len(guess) and guess.max() > LIMIT:
        raise EngineError("mrp.overflow", {"item": int(frame.lines.child[line[int(np.argmax(guess))]])})
    whole, part = np.divmod(made.started[owner], UNIT)
    given = whole * frame.lines.per[line] + part * frame.lines.per[line] // UNIT
    extras = Extras(frame.child[line], given, made.due[owner], owner + first, line)
    return needs, take(extras, given > 0)


def _needs(frame: Frame, line: Ints, portion: Ints) -> Needs:
    quantity = asked(frame, line, portion)
    rank = np.where(frame.then[line] >= 0, TENTATIVE, REAL).astype(np.int64)
    none, zero = full(line, -1), full(line, 0)
    return Needs(
        frame.child[line],
        rank,
        full(line, DemandKind.DEPENDENT),
        zero,
        quantity,
        zero,
        zero,
        none,
        none,
        none,
        line,
        portion,
    )


def pass_on(frame: Frame, needs: Needs, served: Ints) -> tuple[Needs, Needs]:
    """Settle the tentative rows: (rows with what was really served, rows asked of the next line).

    served: quantity pegged per row. A row nothing was served of disappears from the first table.
    """
    tentative = needs.rank == TENTATIVE
    whole = served == needs.quantity
    part = np.where(tentative & ~whole, served, needs.quantity)
    enough = needs.portion.copy()
    short = np.flatnonzero(tentative & ~whole)
    enough[short] = np.minimum(covered(frame, needs.line[short], served[short]), needs.portion[short])
    settled = replace(needs, quantity=part, portion=enough)
    rest = needs.portion[short] - enough[short]
    short, rest = short[rest > 0], rest[rest > 0]
    asking = _needs(frame, frame.then[needs.line[short]], rest)
    asking = replace(
        asking,
        due=needs.due[short],
        priority=needs.priority[short],
        proposal=needs.proposal[short],
    )
    return settled, asking
