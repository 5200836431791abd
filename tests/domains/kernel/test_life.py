"""What is not in the table is refused aloud."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktline.kernel.errors import IllegalMove
from taktline.kernel.life import Life


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    WALLED = "walled"


DOOR_LIFE = Life(
    "door", {Door.OPEN: frozenset({Door.SHUT}), Door.SHUT: frozenset({Door.OPEN, Door.WALLED}), Door.WALLED: frozenset()}
)


@given(st.sampled_from(Door), st.sampled_from(Door))
def test_a_move_is_legal_exactly_when_it_is_written(now: Door, then: Door) -> None:
    if then in DOOR_LIFE.moves[now]:
        DOOR_LIFE.require("the door", now, then)
    else:
        with pytest.raises(IllegalMove) as refusal:
            DOOR_LIFE.require("the door", now, then)
        assert refusal.value.facts == {"what": "the door", "now": now, "then": then}


def test_ends_are_the_states_without_a_way_out() -> None:
    assert DOOR_LIFE.ends() == {Door.WALLED}
