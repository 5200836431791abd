"""How a refusal is told to somebody: without the amounts that person may not see."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext

from taktline.kernel.errors import Fault, InvalidInput, InvalidInputs, Refusal
from taktline.kernel.exact import Money, plain
from taktline.kernel.scope import Scope

HIDDEN = "•••"
# Facts of these names are amounts even where they are not written as Money.
MONEY_FACTS = frozenset({
    "amount", "cost", "credit_limit", "exposure", "floor", "floor_price", "gross", "net", "price", "tax", "value",
})  # fmt: skip


def facts_for(refusal: Refusal, scope: Scope) -> Mapping[str, object]:
    """The refusal's facts, amounts hidden from those who may not see money."""
    return {name: _shown(name, value, scope) for name, value in refusal.facts.items()}


def sentence_for(refusal: Refusal, scope: Scope) -> str:
    """The refusal's sentence in the active language, amounts hidden likewise."""
    facts = {name: _worded(value) for name, value in facts_for(refusal, scope).items()}
    return gettext(refusal.sentence) % facts


def faults_of(refusal: Refusal) -> tuple[Fault, ...]:
    """Each value the refusal cannot accept."""
    if isinstance(refusal, InvalidInputs):
        return refusal.faults
    if isinstance(refusal, InvalidInput):
        return (Fault(str(refusal.facts["field"]), str(refusal.facts["reason"])),)
    return ()


def _shown(name: str, value: object, scope: Scope) -> object:
    if not scope.money and (isinstance(value, Money) or name in MONEY_FACTS):
        return HIDDEN
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_shown("", each, scope) for each in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)


def _worded(value: object) -> object:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return gettext(value) if isinstance(value, str) and value else value
