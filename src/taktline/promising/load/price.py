"""What an option costs on top of the usual way."""

from decimal import Decimal

from taktline.kernel.exact import Money
from taktline.promising.load.way import Way
from taktline.promising.policies import PromisePolicy
from taktline.promising.types import OptionKind
from taktline.scheduling.queries import Snapshot

HOUR = Decimal(60)


def cost_of(way: Way, usual: Way, plant: Snapshot, policy: PromisePolicy, currency: str) -> Money:
    """Overtime hours at the machines' rates with the premium, setups done twice, and one more delivery per split."""
    total = Decimal(0)
    rates = {machine.id: plant.plant.centres[machine.centre_id].hour_rate for machine in plant.plant.machines}
    if way.outcome is not None and way.overtime:
        machines = {each.machine_id for each in way.overtime}
        rate = max((rates[pk] for pk in machines), default=Decimal(0))
        total += Decimal(way.outcome.overtime) / HOUR * rate * policy.overtime_premium
    if way.outcome is not None and usual.outcome is not None:
        more = max(0, way.outcome.setup - usual.outcome.setup)
        total += Decimal(more) / HOUR * max(rates.values(), default=Decimal(0))
    if way.kind in (OptionKind.SPLIT, OptionKind.BOTH):
        total += policy.second_delivery * (len(way.parts) - len(usual.parts))
    return Money.of(total, currency)
