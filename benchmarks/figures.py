"""Figures with their aims, told as lines and kept as JSON."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. aim: the floor or ceiling it is held against, None where there is none."""

    name: str
    value: float
    unit: str
    aim: float | None = None
    more_is_better: bool = False

    @property
    def is_met(self) -> bool | None:
        """Whether the aim was reached, None without an aim."""
        if self.aim is None:
            return None
        return self.value >= self.aim if self.more_is_better else self.value <= self.aim

    def line(self) -> str:
        """The figure as it is printed."""
        told = f"  {self.name:<58}{self.value:>10,.{_places(self.value)}f} {self.unit:<9}"
        if self.aim is None:
            return told.rstrip()
        sign = "≥" if self.more_is_better else "≤"
        return f"{told} aim {sign} {self.aim:g}: {'met' if self.is_met else 'MISSED'}"


def _places(value: float) -> int:
    return 0 if value == int(value) else 1 if abs(value) >= 10 else 3 if abs(value) < 1 else 2


@dataclass(slots=True)
class Report:
    """What one benchmark found, and where."""

    bench: str
    where: str
    figures: list[Figure] = field(default_factory=list)

    def __post_init__(self) -> None:
        print(f"\n{self.bench} — {self.where}, {machine()}", flush=True)  # noqa: T201

    def add(
        self, name: str, value: float, unit: str, *, aim: float | None = None, more_is_better: bool = False
    ) -> None:
        """Keep a figure and print it."""
        self.figures.append(Figure(name, float(value), unit, aim, more_is_better))
        print(self.figures[-1].line(), flush=True)  # noqa: T201

    def times(self, name: str, seconds: Sequence[float], *, p99: float | None = None) -> None:
        """Median and 99th percentile of some durations, in milliseconds."""
        self.add(f"{name}, p50", percentile(seconds, 50) * 1000, "ms")
        self.add(f"{name}, p99", percentile(seconds, 99) * 1000, "ms", aim=p99)

    def note(self, text: str) -> None:
        """Print a remark."""
        print(f"  {text}", flush=True)  # noqa: T201

    @property
    def missed(self) -> int:
        """How many aims were not reached."""
        return sum(1 for each in self.figures if each.is_met is False)


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: the smallest value that `share` percent do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * int(share) // 100) - 1)]


def machine() -> str:
    """What the figures were taken on."""
    busy = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} cores shared with the load, Python {platform.python_version()}{busy}"


def keep(reports: Sequence[Report], path: Path) -> None:
    """Write reports as JSON."""
    told = [
        {
            "bench": each.bench,
            "where": each.where,
            "figures": [asdict(f) | {"met": f.is_met} for f in each.figures],
        }
        for each in reports
    ]
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
