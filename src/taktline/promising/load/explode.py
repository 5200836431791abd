"""From a quantity of an item to what must be taken, bought and made for it, over all make levels."""

from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal

from taktline.catalog.types import Material, OperationRow, Recipe, Supply
from taktline.engines.scheduling import Link as Wait
from taktline.engines.scheduling import OperationSpec
from taktline.kernel.exact import from_micro, quantize_quantity, to_micro
from taktline.kernel.naming import Name
from taktline.promising.load.gather import DEEPEST, Gathered
from taktline.promising.types import LinkKind
from taktline.scheduling.queries import Way, minutes

Chain = dict[str, object]


@dataclass(frozen=True, slots=True)
class Had:
    """How a component is had. day: ordinal from which it is there; step: the last step that makes it, -1 for none.

    link: what a person is told about it.
    """

    day: int
    step: int
    link: Chain


@dataclass(slots=True)
class Explosion:
    """Collects the steps of one request. item_ids: what each step makes; material: by step, what its start waits for."""

    facts: Gathered
    steps: list[OperationSpec] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    item_ids: list[int] = field(default_factory=list)
    material: dict[int, Chain] = field(default_factory=dict)

    def have(self, item_id: int, quantity: int, depth: int = 0) -> Had:
        """Take what can be had soon enough, make or buy the rest. quantity: millionths."""
        book, item = self.facts.book, self.facts.items[item_id]
        day = book.earliest(item_id, quantity)
        if day is not None and day <= book.today:
            return self._taken(item_id, quantity, day, LinkKind.STOCK)
        recipe = self.facts.recipes.get(item_id)
        lead = self.facts.after_working_days(item.lead_days).toordinal()
        if day is not None and day <= lead:
            return self._taken(item_id, quantity, day, LinkKind.SUPPLY)
        if recipe is None or not recipe.operations or item.supply == Supply.BUY or depth >= DEEPEST:
            return self._bought(item_id, quantity, lead)
        here = book.free(item_id)
        book.take(item_id, here, book.today)
        return self._made(recipe, from_micro(quantity - here), depth)

    def _taken(self, item_id: int, quantity: int, day: int, kind: LinkKind) -> Had:
        self.facts.book.take(item_id, quantity, day)
        return Had(day, -1, self._link(kind, item_id, day))

    def _bought(self, item_id: int, quantity: int, lead: int) -> Had:
        here = self.facts.book.free(item_id)
        self.facts.book.take(item_id, min(here, quantity), self.facts.book.today)
        link = self._link(LinkKind.PURCHASE, item_id, lead) | {"days": self.facts.items[item_id].lead_days}
        return Had(lead, -1, link)

    def _made(self, recipe: Recipe, quantity: Decimal, depth: int) -> Had:
        item = self.facts.items[recipe.item_id]
        started = started_for(quantity, recipe.scrap, item.unit_places)
        parts = [
            self.have(each.component_id, _needed(each, started), depth + 1)
            for each in recipe.materials
            if not each.is_by_product
        ]
        latest = max(parts, key=lambda had: had.day, default=None)
        release = 0 if latest is None else max(0, self._minute(latest.day))
        waits = tuple(Wait(had.step) for had in parts if had.step >= 0)
        last = -1
        for at, operation in enumerate(recipe.operations):
            after = waits if at == 0 else (self._wait(recipe.operations[at - 1], operation, last, started),)
            last = self._add(recipe, operation, started, after, release if at == 0 else 0)
            if at == 0 and latest is not None and latest.day > self.facts.book.today:
                self.material[last] = latest.link
        return Had(
            self.facts.book.today, last, self._link(LinkKind.WORK, recipe.item_id, self.facts.book.today)
        )

    def _add(
        self, recipe: Recipe, operation: OperationRow, started: Decimal, after: tuple[Wait, ...], release: int
    ) -> int:
        ways = [Way(operation.centre_id, None, operation.setup_seconds, operation.run_seconds)]
        ways += [
            Way(other.centre_id, other.machine_id, other.setup_seconds, other.run_seconds)
            for other in operation.alternatives
        ]
        outside_days = operation.outside.days if operation.outside else 0
        self.steps.append(
            OperationSpec(
                key=f"{self.facts.items[recipe.item_id].code}/{operation.number}",
                alternatives=self.facts.plant.floor.alternatives(ways, started, outside_days),
                after=after,
                family=str(operation.family_id or ""),
                skill=str(operation.skill_id or ""),
                splittable=operation.is_pausable,
                release=release,
            )
        )
        self.names.append(operation.name)
        self.item_ids.append(recipe.item_id)
        return len(self.steps) - 1

    def _wait(self, before: OperationRow, after: OperationRow, last: int, started: Decimal) -> Wait:
        wait = before.wait_minutes + after.queue_minutes
        batch = before.transfer_quantity
        if batch <= 0 or batch >= started:
            return Wait(last, wait)
        return Wait(
            last, wait, lead=minutes(before.run_seconds * batch), tail=minutes(after.run_seconds * batch)
        )

    def _minute(self, day: int) -> int:
        return self.facts.plant.clock.start_of_day(self.facts.today.fromordinal(day))

    def _link(self, kind: LinkKind, item_id: int, day: int) -> Chain:
        item = self.facts.items[item_id]
        name = {"zh": item.name.zh, "en": item.name.en}
        return {
            "kind": kind.value,
            "item": item.code,
            "name": name,
            "day": self.facts.today.fromordinal(day).isoformat(),
        }


def started_for(quantity: Decimal, scrap: Decimal, places: int) -> Decimal:
    """How many to start so that `quantity` are good, in whole countable units."""
    exact = quantity / (1 - scrap)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_CEILING)


def _needed(material: Material, started: Decimal) -> int:
    return to_micro(quantize_quantity(material.needed(started), rounding=ROUND_CEILING))
