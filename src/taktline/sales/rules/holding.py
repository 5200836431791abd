"""From findings to holds: what keeps an order from going on."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from taktline.sales.types import Axis, Finding, Outcome


@dataclass(frozen=True, slots=True)
class WantedHold:
    """One axis that must be held. seal: the same findings give the same seal."""

    axis: Axis
    rules: tuple[str, ...]
    seal: str


def holds(findings: Iterable[Finding]) -> list[WantedHold]:
    """The axes that red findings hold, each with the rules that failed."""
    by_axis: dict[Axis, list[Finding]] = {}
    for finding in findings:
        if finding.outcome is Outcome.RED and finding.axis is not None:
            by_axis.setdefault(finding.axis, []).append(finding)
    return [
        WantedHold(axis, tuple(dict.fromkeys(finding.rule for finding in found)), _seal(found))
        for axis, found in sorted(by_axis.items())
    ]


def _seal(findings: Sequence[Finding]) -> str:
    # What a person released is a kind of trouble on certain lines; figures that drift by the hour do not bring the
    # hold back; a new rule, another line or another weight (such as the order's amount) does.
    words = sorted(f"{finding.rule}|{finding.code}|{finding.line_id or 0}|{finding.weight}" for finding in findings)
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def is_clean(findings: Iterable[Finding]) -> bool:
    """Whether nothing needs a person's eye: all green."""
    return all(finding.outcome is Outcome.GREEN for finding in findings)
