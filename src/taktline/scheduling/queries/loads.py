"""How full each work centre is, week by week."""

from collections import defaultdict
from collections.abc import Sequence

from taktline.engines.timeline import WorkingTime
from taktline.scheduling.types import Bar, Board, CentreLoad, Lane, WeekLoad

WEEK = 7 * 1440


def centre_loads(board: Board, *, weeks: int = 4) -> list[CentreLoad]:
    """The board's own centres, the fullest first; subcontractors have no limit here and are left out."""
    bars: dict[int, list[Bar]] = defaultdict(list)
    for bar in board.bars:
        bars[bar.machine_id].append(bar)
    centres: dict[int, list[Lane]] = defaultdict(list)
    for lane in board.lanes:
        if not lane.is_outside:
            centres[lane.centre_id].append(lane)
    found = []
    for centre_id, lanes in centres.items():
        by_machine = [_weeks(board.now, lane, bars[lane.machine_id], weeks) for lane in lanes]
        whole = [
            WeekLoad(board.now + at * WEEK, sum(each[at][0] for each in by_machine), sum(each[at][1] for each in by_machine))
            for at in range(weeks)
        ]
        found.append(CentreLoad(centre_id, lanes[0].centre, len(lanes), whole))
    return sorted(found, key=lambda each: -each.whole.ppm)


def _weeks(now: int, lane: Lane, bars: Sequence[Bar], weeks: int) -> list[tuple[int, int]]:
    """Free and taken working minutes of one machine in each week."""
    working = WorkingTime.of(lane.windows)
    found = []
    for at in range(weeks):
        begin, end = now + at * WEEK, now + (at + 1) * WEEK
        busy = sum(
            working.work_between(max(bar.start, begin), min(bar.end, end))
            for bar in bars
            if bar.start < end and bar.end > begin
        )
        found.append((working.work_between(begin, end), busy))
    return found
