"""The engine's errors as refusals a planner can read."""

from django.utils.translation import gettext

from taktline.engines.errors import EngineError
from taktline.scheduling.errors import WORDS, CannotSchedule


def refused(error: EngineError) -> CannotSchedule:
    """The refusal that says what the engine found; an unknown code is named as it is."""
    facts = {
        name: " → ".join(map(str, value)) if isinstance(value, tuple) else value
        for name, value in error.facts.items()
    }
    sentence = WORDS.get(error.code)
    return CannotSchedule(
        why=gettext(sentence) % facts if sentence else f"{error.code} {facts}", engine=error.code
    )
