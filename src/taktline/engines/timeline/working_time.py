"""Working time as sorted, disjoint, half-open windows of whole minutes, and what can be asked of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from taktline.engines.errors import EngineError

Minutes = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class WorkingTime:
    """Windows [starts[k], ends[k]) in minutes since an origin, with a gap between neighbours.

    starts, ends: int64[K]; cumulative: int64[K + 1], the working minutes before window k.
    Outside its windows nothing works: asking beyond the last raises timeline.beyond_calendar.
    """

    starts: Minutes
    ends: Minutes
    cumulative: Minutes

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> Self:
        """From any (start, end) spans: sorted, empty ones dropped, touching and overlapping ones joined."""
        pairs = np.array(sorted(s for s in spans if s[1] > s[0]), dtype=np.int64).reshape(-1, 2)
        return cls._joined(pairs[:, 0], pairs[:, 1])

    @classmethod
    def _joined(cls, starts: Minutes, ends: Minutes) -> Self:
        """Join touching and overlapping windows; starts must be sorted."""
        if len(starts):
            reach = np.maximum.accumulate(ends)
            first = np.concatenate(([True], starts[1:] > reach[:-1]))
            last = np.concatenate((first[1:], [True]))
            starts, ends = starts[first], reach[last]
        cumulative = np.concatenate(([0], np.cumsum(ends - starts))).astype(np.int64)
        for array in (starts, ends, cumulative):
            array.setflags(write=False)
        return cls(starts, ends, cumulative)

    @classmethod
    def always(cls, start: int, end: int) -> Self:
        """One window without a break."""
        return cls.of([(start, end)])

    def __len__(self) -> int:
        return len(self.starts)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WorkingTime):
            return NotImplemented
        return np.array_equal(self.starts, other.starts) and np.array_equal(self.ends, other.ends)

    def __hash__(self) -> int:
        return hash((self.starts.tobytes(), self.ends.tobytes()))

    @property
    def total(self) -> int:
        """All working minutes."""
        return int(self.cumulative[-1])

    def spans(self) -> list[tuple[int, int]]:
        """The windows as pairs."""
        return [(int(s), int(e)) for s, e in zip(self.starts, self.ends, strict=True)]

    def union(self, other: "WorkingTime") -> "WorkingTime":
        """Minutes in either."""
        starts = np.concatenate((self.starts, other.starts))
        order = np.argsort(starts, kind="stable")
        return WorkingTime._joined(starts[order], np.concatenate((self.ends, other.ends))[order])

    def intersect(self, other: "WorkingTime") -> "WorkingTime":
        """Minutes in both: a machine and the person who runs it."""
        if not len(self) or not len(other):
            return WorkingTime.of(())
        first = np.searchsorted(other.ends, self.starts, side="right")
        count = np.maximum(np.searchsorted(other.starts, self.ends, side="left") - first, 0)
        mine = np.repeat(np.arange(len(self)), count)
        offset = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        theirs = np.repeat(first, count) + offset
        return WorkingTime._joined(
            np.maximum(self.starts[mine], other.starts[theirs]),
            np.minimum(self.ends[mine], other.ends[theirs]),
        )

    def subtract(self, other: "WorkingTime") -> "WorkingTime":
        """Minutes in this and not in the other."""
        if not len(self) or not len(other):
            return self
        lowest, highest = int(self.starts[0]), int(self.ends[-1])
        outside = WorkingTime._joined(
            np.concatenate(([min(lowest, int(other.starts[0])) - 1], other.ends)),
            np.concatenate((other.starts, [max(highest, int(other.ends[-1])) + 1])),
        )
        return self.intersect(outside)

    def clip(self, start: int, end: int) -> "WorkingTime":
        """Only what lies within [start, end)."""
        return self.intersect(WorkingTime.always(start, end))

    def works_at(self, minute: int) -> bool:
        """Whether this minute is worked."""
        k = int(np.searchsorted(self.ends, minute, side="right"))
        return k < len(self) and int(self.starts[k]) <= minute

    def next_working(self, minute: int) -> int:
        """The first worked minute at or after ``minute``."""
        k = int(np.searchsorted(self.ends, minute, side="right"))
        if k >= len(self):
            raise EngineError("timeline.beyond_calendar", {"minute": minute})
        return max(minute, int(self.starts[k]))

    def elapsed_work(self, minute: int) -> int:
        """Working minutes before ``minute``."""
        k = int(np.searchsorted(self.ends, minute, side="right"))
        if k >= len(self):
            return self.total
        return int(self.cumulative[k]) + max(0, minute - int(self.starts[k]))

    def work_between(self, start: int, end: int) -> int:
        """Working minutes in [start, end); negative when end lies before start."""
        return self.elapsed_work(end) - self.elapsed_work(start)

    def add_work(self, minute: int, work: int) -> int:
        """The moment at which ``work`` minutes have been done, beginning at ``minute``; 0 stays where it is.

        The end of a window counts as reached, so the answer may be a break's first minute.
        """
        if work < 0:
            return self.subtract_work(minute, -work)
        if work == 0:
            return minute
        target = self.elapsed_work(minute) + work
        k = int(np.searchsorted(self.cumulative, target, side="left")) - 1
        if k >= len(self):
            raise EngineError("timeline.beyond_calendar", {"minute": minute, "work": work})
        return int(self.starts[k]) + target - int(self.cumulative[k])

    def subtract_work(self, minute: int, work: int) -> int:
        """The latest moment to begin so that ``work`` minutes are done by ``minute``; 0 stays where it is."""
        if work < 0:
            return self.add_work(minute, -work)
        if work == 0:
            return minute
        target = self.elapsed_work(minute) - work
        if target < 0:
            raise EngineError("timeline.before_calendar", {"minute": minute, "work": work})
        k = int(np.searchsorted(self.cumulative, target, side="right")) - 1
        return int(self.starts[k]) + target - int(self.cumulative[k])

    def fits_without_break(self, minute: int, work: int) -> int:
        """The first start at or after ``minute`` from which ``work`` minutes run inside one window."""
        k = int(np.searchsorted(self.ends, minute, side="right"))
        room = self.ends[k:] - np.maximum(self.starts[k:], minute)
        fitting = np.flatnonzero(room >= max(work, 1))
        if not len(fitting):
            raise EngineError("timeline.longer_than_any_window", {"minute": minute, "work": work})
        return max(minute, int(self.starts[k + int(fitting[0])]))

    def buckets(self, width: int, until: int) -> Minutes:
        """For each bucket [b * width, (b + 1) * width) up to ``until``: working minutes in it, int64[B]."""
        edges = np.arange(0, until + width, width, dtype=np.int64)
        return np.asarray(np.diff(self.elapsed_works(edges)), dtype=np.int64)

    def elapsed_works(self, minutes: Minutes) -> Minutes:
        """``elapsed_work`` of many minutes at once."""
        k = np.searchsorted(self.ends, minutes, side="right")
        if not len(self):
            return np.zeros(len(minutes), dtype=np.int64)
        inside = k < len(self)
        begun = np.maximum(minutes - self.starts[np.minimum(k, len(self) - 1)], 0)
        return np.asarray(np.where(inside, self.cumulative[k] + begun, self.total), dtype=np.int64)
