"""What an engine says when it cannot work with what it was given."""

from collections.abc import Mapping

Fact = str | int | float | bool | None | tuple[str | int, ...]


class EngineError(Exception):
    """A problem that has no sensible answer, named so that a planner can mend the data.

    code: ``engine.what``, stable, e.g. ``scheduling.machine_without_working_time``; rooms translate it.
    facts: the data at fault (keys of operations and machines, minutes), never prose.
    """

    def __init__(self, code: str, facts: Mapping[str, Fact] | None = None) -> None:
        self.code = code
        self.facts: dict[str, Fact] = dict(facts or {})
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        super().__init__(f"{code}({told})")
