"""`python -m taktline table`: everything that is wired, on one page."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

from taktline.config import ready  # noqa: F401 - sets Django up; what follows needs it
from taktline.config.permits import every_permit
from taktline.config.wiring import CHORES, JOB_KINDS, REACTIONS
from taktline.kernel.life import Life


def lives() -> Iterator[tuple[str, Life[str]]]:
    """Every document life of the rooms, with the room's name."""
    for room in settings.ROOMS:
        name = f"taktline.{room}.life"
        if find_spec(name) is None:
            continue
        for value in vars(import_module(name)).values():
            if isinstance(value, Life):
                yield room, value


def lines() -> Iterator[str]:
    """The page, line by line."""
    yield "LIVES: state → states that may follow"
    for room, life in lives():
        yield f"  {room}: {life.name}"
        for state, following in life.moves.items():
            then = ", ".join(sorted(str(each) for each in following)) or "(the end)"
            yield f"    {state} → {then}"
    yield "\nREACTIONS: fact → who reacts"
    for topic in sorted({reaction.topic for reaction in REACTIONS}):
        names = ", ".join(reaction.name for reaction in REACTIONS if reaction.topic == topic)
        yield f"  {topic} → {names}"
    yield "\nJOBS"
    for kind, work in sorted(JOB_KINDS.items()):
        yield f"  {kind}: {work.__module__}.{getattr(work, '__qualname__', work)}"
    yield "\nCHORES"
    for chore in CHORES:
        yield f"  {chore.name}: every {chore.every}"
    yield "\nPERMITS: code: roles"
    for permit in sorted(every_permit(), key=lambda each: each.code):
        yield f"  {permit.code}: {', '.join(permit.roles)}"


def main() -> None:
    """Print it."""
    print("\n".join(lines()))


if __name__ == "__main__":
    main()
