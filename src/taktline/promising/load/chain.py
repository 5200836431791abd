"""What holds a date, link by link, as facts a sentence can be made of."""

from collections.abc import Mapping

from taktline.engines.promising import Promise
from taktline.engines.scheduling import Binding, BindingKind
from taktline.kernel.naming import Name
from taktline.promising.types import LinkKind
from taktline.scheduling.queries import Snapshot

Chain = dict[str, object]
_TOLD = {
    BindingKind.MACHINE: LinkKind.MACHINE,
    BindingKind.PERSON: LinkKind.PERSON,
    BindingKind.TRUCK: LinkKind.TRUCK,
    BindingKind.CALENDAR: LinkKind.CALENDAR,
    BindingKind.MATERIAL: LinkKind.MATERIAL,
}


def chain_of(
    plant: Snapshot, promise: Promise, names: list[Name], material: Mapping[int, Chain]
) -> list[Chain]:
    """From the origin of the date to its end: what was waited for, at which step, until when, for how many minutes."""
    told: list[Chain] = []
    free = plant.problem.now
    for binding in reversed(promise.bindings):
        step = binding.operation - promise.published
        link = _link(plant, binding, promise.published, names)
        if binding.kind is BindingKind.MATERIAL and step in material:
            link = dict(material[step])
        if link is not None:
            told.append(link | {"step": _both(names[step]), "waited": max(0, binding.until - free)})
        free = promise.steps[step].end
        if binding.waits > 0 and binding.kind in (
            BindingKind.PREDECESSOR,
            BindingKind.MACHINE,
            BindingKind.PERSON,
        ):
            told.append(_waited(plant, promise, binding, _both(names[step])) | {"waited": binding.waits})
    if promise.beyond:
        told.append({"kind": LinkKind.BEYOND.value, "until": plant.clock.end.isoformat()})
    return told


def _link(plant: Snapshot, binding: Binding, published: int, names: list[Name]) -> Chain | None:
    kind = _TOLD.get(binding.kind)
    if kind is None:
        return None
    link: Chain = {"kind": kind.value, "until": plant.clock.moment(binding.until).isoformat()}
    if kind is LinkKind.PERSON:
        pk = plant.person_ids[binding.resource]
        link["person"] = next(_both(person.name) for person in plant.plant.people if person.id == pk)
    elif binding.resource >= 0:
        link |= _machine(plant, binding.resource)
    if 0 <= binding.other < len(plant.operation_ids):
        job = int(plant.problem.operations.job[binding.other])
        link["order"] = plant.order_numbers[plant.order_ids[job]]
    elif binding.other >= published and kind is LinkKind.MACHINE:
        link["own"] = (
            _both(names[binding.other - published]) if binding.other - published < len(names) else ""
        )
    return link


def _waited(plant: Snapshot, promise: Promise, binding: Binding, name: Chain) -> Chain:
    """A step that was free to start but had to wait for working time or for the truck."""
    placed = promise.steps[binding.operation - promise.published]
    truck = int(plant.problem.machines.truck[placed.machine]) >= 0 and bool(
        plant.problem.machines.outside[placed.machine]
    )
    kind = LinkKind.TRUCK if truck else LinkKind.CALENDAR
    until = plant.clock.moment(placed.start).isoformat()
    return {"kind": kind.value, "until": until, "step": name} | _machine(plant, placed.machine)


def _machine(plant: Snapshot, index: int) -> Chain:
    pk = plant.machine_ids[index]
    machine = next(each for each in plant.plant.machines if each.id == pk)
    return {"machine": machine.code, "name": _both(machine.name)}


def _both(name: Name) -> Chain:
    """A name as it is stored: the reader's language is known when it is told."""
    return {"zh": name.zh, "en": name.en}
