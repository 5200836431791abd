"""Pegging one level: who is served by what, first due from first available."""

from typing import NamedTuple

from taktline.engines.compiled import kernel
from taktline.engines.mrp.problem import Ints

REAL, SAFETY, TENTATIVE = 0, 1, 2
"""Classes of requirement, in the order they are served: demand; the safety stock; and what an alternate is
asked for, which only gets stock on hand that nobody else needs."""


class Wants(NamedTuple):
    """Requirements sorted by (item, class, due, priority …): at = CSR by position in the level."""

    at: Ints
    quantity: Ints
    rank: Ints


class Gives(NamedTuple):
    """Supplies sorted by (item, day …): at = CSR by position; stock = free stock on hand by position."""

    at: Ints
    quantity: Ints
    stock: Ints


class PegRows(NamedTuple):
    """want and give are row numbers of ``Wants`` and ``Gives``; give -1 = stock on hand."""

    want: Ints
    give: Ints
    quantity: Ints


@kernel
def peg(wants: Wants, gives: Gives, out: PegRows) -> int:
    """Write the pegs and return their count, at most wants + gives + items."""
    count = 0
    for i in range(len(gives.stock)):
        s, end = gives.at[i] - 1, gives.at[i + 1]
        left = gives.stock[i]
        for w in range(wants.at[i], wants.at[i + 1]):
            need = wants.quantity[w]
            while need > 0:
                while left == 0 and s + 1 < end and wants.rank[w] != 2:
                    s += 1
                    left = gives.quantity[s]
                if left == 0 or (wants.rank[w] == 2 and s >= gives.at[i]):
                    break
                part = min(need, left)
                out.want[count] = w
                out.give[count] = -1 if s < gives.at[i] else s
                out.quantity[count] = part
                count += 1
                left -= part
                need -= part
    return count
