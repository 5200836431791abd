"""Lists page by key: every row once, in order, in both directions, whatever is empty."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from taktline.kernel.errors import InvalidInput
from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing, count, every_row, page
from taktline.kernel.models import Job
from taktline.kernel.scope import EVERYTHING

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
JOBS = Listing(
    key="test.jobs",
    model=Job,
    columns=(Column("kind"), Column("done", Kind.NUMBER), Column("ended_at", Kind.DATETIME)),
    filters=(Filter("done", FilterKind.NUMBER), Filter("kind", FilterKind.CHOICE, choices={"a": "A", "b": "B"})),
    sort="kind",
)


def make(kinds: list[str], dones: list[int | None]) -> None:
    Job.objects.bulk_create(
        [
            Job(kind=kind, key=str(at), done=done or 0, created_at=NOON, actor_kind="system", actor_id=0,
                actor_name="x", ended_at=None if done is None else NOON.replace(minute=done % 60))
            for at, (kind, done) in enumerate(zip(kinds, dones, strict=True))
        ]
    )


class PagesCoverEverything(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(
        rows=st.lists(st.tuples(st.sampled_from("aab"), st.none() | st.integers(0, 5)), max_size=12),
        sort=st.sampled_from(["kind", "-kind", "done", "-ended_at", "ended_at", "-id"]),
        size=st.integers(1, 5),
    )
    def test_forward_then_backward_shows_each_row_once_in_the_same_order(
        self, rows: list[tuple[str, int | None]], sort: str, size: int
    ) -> None:
        make([kind for kind, _ in rows], [done for _, done in rows])
        whole = [row.id for row in every_row(JOBS, scope=EVERYTHING, sort=sort)]
        forward, now, pages = [], page(JOBS, scope=EVERYTHING, sort=sort, size=size), []
        while True:
            pages.append([row.id for row in now.rows])
            forward += pages[-1]
            if now.after is None:
                break
            now = page(JOBS, scope=EVERYTHING, sort=sort, size=size, after=now.after)
        assert forward == whole
        back = [pages.pop()]
        while now.before is not None:
            now = page(JOBS, scope=EVERYTHING, sort=sort, size=size, before=now.before)
            assert [row.id for row in now.rows] == pages.pop()
        assert back
        assert not pages


@pytest.mark.django_db
def test_filters_narrow_and_what_cannot_be_read_is_refused() -> None:
    make(["a", "b", "b"], [1, 2, 3])
    assert count(JOBS, scope=EVERYTHING, where={"kind": "b", "done": "2..2"}) == 1
    assert count(JOBS, scope=EVERYTHING, where={"done": "2.."}) == 2
    for where in ({"done": "x..y"}, {"kind": "z"}, {"colour": "red"}):
        with pytest.raises(InvalidInput):
            page(JOBS, scope=EVERYTHING, where=where)
    for cursor in ("!!!", "e30", "W10"):
        with pytest.raises(InvalidInput):
            page(JOBS, scope=EVERYTHING, after=cursor)
    with pytest.raises(InvalidInput):
        page(JOBS, scope=EVERYTHING, sort="secret")
