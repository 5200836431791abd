"""Available to promise: the textbook's figures, and never a promise that breaks another."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktline.engines.errors import EngineError
from taktline.engines.promising import availability, discrete

ORACLES = Path(__file__).parents[4] / "shared" / "oracles" / "planning.json"
events = st.lists(st.tuples(st.integers(-2, 20), st.integers(0, 50)), max_size=8)


def test_stevensons_industrial_pumps():
    """Stevenson, Operations Management: lot 70, stock 64."""
    assert discrete(64, [0, 0, 70, 0, 70, 0, 70, 70], [33, 20, 10, 4, 2, 0, 0, 0]) == [
        11,
        0,
        56,
        0,
        68,
        0,
        70,
        70,
    ]


def test_published_oracles():
    if not ORACLES.exists():
        pytest.skip("the published oracles are not beside this checkout")
    rows = [row for row in json.loads(ORACLES.read_text()) if row["kind"] == "atp_discrete"]
    assert rows
    for row in rows:
        given_ = row["input"]
        assert discrete(given_["begin_inventory"], given_["mps"], given_["orders"]) == row["expected"]["atp"]


def test_what_a_receipt_lacks_comes_from_the_receipts_before():
    assert discrete(10, [0, 20, 0, 5], [3, 15, 0, 9]) == [7, 1, 0, 0]
    assert discrete(10, [0, 20, 0, 5], [3, 15, 0, 15]) == [2, 0, 0, 0]


@given(st.integers(-20, 60), events, events, st.integers(0, 22), st.integers(1, 80))
def test_a_promise_within_availability_breaks_no_other(on_hand, supplies, demands, moment, quantity):
    before = availability(on_hand, supplies, demands)
    assert (before.available[1:] >= before.available[:-1]).all()
    after = availability(on_hand, supplies, [*demands, (moment, quantity)])
    floor = min(0, int(before.available[0]))
    if quantity <= before.at(moment):
        assert after.available[0] >= floor
    first = before.earliest(quantity)
    if first is not None:
        assert before.at(first) >= quantity
        assert first == before.when[0] or before.at(first - 1) < quantity
    else:
        assert int(before.available[-1]) < quantity


def test_refusals():
    with pytest.raises(EngineError, match="negative_quantity"):
        availability(1, [(0, -1)], [])
    with pytest.raises(EngineError, match="series_differ"):
        discrete(1, [1], [])
