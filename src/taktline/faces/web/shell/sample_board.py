"""A made-up week of machines for the gallery: two thousand bars, always the same."""

from functools import cache
from typing import Any

DAY = 24 * 60
MACHINES = (
    ("锯床-01 Saw", "1"),
    ("数控车床-01 Lathe", "2"),
    ("数控车床-02 Lathe", "2"),
    ("滚齿机-01 Hobbing", "3"),
    ("滚齿机-02 Hobbing", "3"),
    ("磨床-01 Grinding", "4"),
    ("磨床-02 Grinding", "4"),
    *((f"加工中心-0{at} Machining", "5") for at in range(1, 6)),
    ("试验台-01 Test bench", "6"),
    ("试验台-02 Test bench", "6"),
    *((f"装配台-0{at} Assembly", "7") for at in range(1, 5)),
    *((f"外协-{at:02d} Outside", "8") for at in range(1, 33)),
)
ITEMS = ("GP-20 单联泵", "GP-32T 双联泵", "GM-25 马达", "PU-08 动力单元", "SK-20 密封包")


@cache
def board() -> dict[str, Any]:
    """Lanes, bars and links as the island wants them."""
    seed = 7
    bars: list[dict[str, Any]] = []
    links: list[tuple[int, int]] = []
    last_of: dict[str, int] = {}
    for lane, (_name, group) in enumerate(MACHINES):
        at = 8 * 60
        while at < 30 * DAY:
            seed = (seed * 1103515245 + 12345) % 2**31
            length = 90 + seed // 7 % 420 + (240 if group == "8" else 0)
            setup = 30 if seed // 11 % 3 == 0 else 0
            order = f"SO-S1-2026-{seed // 13 % 180:05d}"
            bars.append(_bar(len(bars) + 1, lane, (at, at + length), setup, order, seed))
            before = last_of.get(order)
            if before is not None and bars[before - 1]["end"] <= at:
                links.append((before, len(bars)))
            last_of[order] = len(bars)
            at += length + 10 + seed // 17 % (200 if group != "3" else 30)
    lanes = [
        {"id": at, "name": name, "group": group, "load": _load(at, bars), "windows": _windows(group)}
        for at, (name, group) in enumerate(MACHINES)
    ]
    origin = "2026-11-16T00:00"
    return {
        "origin": origin,
        "now": 6 * DAY + 640,
        "version": 1,
        "lanes": lanes,
        "bars": bars,
        "links": links,
    }


def _bar(number: int, lane: int, span: tuple[int, int], setup: int, order: str, seed: int) -> dict[str, Any]:
    group = MACHINES[lane][1]
    start, end = span
    now = 6 * DAY + 640
    running = start <= now < end
    of_order = int(order[-5:]) % 17
    late = 3 * DAY if of_order == 0 else 600 if of_order == 1 else -DAY
    return {
        "id": number,
        "lane": lane,
        "start": start,
        "end": end,
        "setup": setup,
        "order": order,
        "item": ITEMS[int(order[-5:]) % len(ITEMS)],
        "label": f"{order[-5:]} {ITEMS[int(order[-5:]) % len(ITEMS)]}",
        "late": late,
        "pinned": seed // 29 % 17 == 0,
        "state": "done" if end <= now else "running" if running else "planned",
        "eligible": [at for at, each in enumerate(MACHINES) if each[1] == group],
    }


def _windows(group: str) -> list[tuple[int, int]]:
    if group == "8":
        return [(0, 40 * DAY)]
    night = 24 if group == "3" else 20
    return [
        (day * DAY + start * 60, day * DAY + end * 60)
        for day in range(40)
        if day % 7 != 6
        for start, end in ((8, 12), (13, night))
    ]


def _load(lane: int, bars: list[dict[str, Any]]) -> float:
    busy: int = sum(bar["end"] - bar["start"] for bar in bars if bar["lane"] == lane)
    return round(busy / (30 * DAY), 3)


def consequence(bar_id: int, lane: int, start: int) -> dict[str, Any]:
    """What a move would do: the bar goes there, those behind it on that machine are pushed."""
    bars = board()["bars"]
    moved = next(bar for bar in bars if bar["id"] == bar_id)
    end = start + moved["end"] - moved["start"]
    result = [{"id": bar_id, "lane": lane, "start": start, "end": end}]
    slips = []
    free = end
    for bar in sorted(
        (b for b in bars if b["lane"] == lane and b["id"] != bar_id), key=lambda b: int(b["start"])
    ):
        if bar["end"] <= start or bar["start"] >= free:
            continue
        shift = free - bar["start"]
        free = bar["end"] + shift
        result.append({"id": bar["id"], "lane": lane, "start": bar["start"] + shift, "end": free})
        slips.append(
            {
                "order": bar["order"],
                "label": bar["item"],
                "before": "12-04",
                "after": "12-05",
                "minutes": shift,
                "late": shift > 300,
            }
        )
    return {"token": "sample", "moved": result, "slips": slips, "note": ""}
