"""Which desk is asked when something about an order needs a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_noop as N_

from taktline.identity import queries as identity
from taktline.kernel.actor import Actor, system
from taktline.kernel.source import Source
from taktline.office import services as office
from taktline.office.permits import TASK_OPEN
from taktline.sales.types import MESSAGE, ORDER


@dataclass(frozen=True, slots=True)
class Desk:
    """One kind of question: whose it is, and how it is put."""

    role: str
    title: str
    kind: str = ORDER


DESKS: Mapping[str, Desk] = {
    "message": Desk("sales_clerk", N_("Resolve message %(number)s"), MESSAGE),
    "hold.credit": Desk("finance_clerk", N_("Order %(number)s is on hold for credit: release it, or ask for payment")),
    "hold.terms": Desk("plant_manager", N_("Order %(number)s is on hold for its terms or price: decide")),
    "hold.stock": Desk("planner", N_("Order %(number)s wants what is neither made nor bought: find a way")),
    "hold.date": Desk("planner", N_("Order %(number)s has no feasible date: find one")),
    "hold.data": Desk("sales_clerk", N_("Order %(number)s has wrong or doubtful data: mend it")),
    "hold.engineering": Desk("engineer", N_("Order %(number)s has parts that are not released: release them")),
    "sign-off.engineering": Desk("engineer", N_("Sign off line %(line)s of order %(number)s")),
    "sign-off.purchasing": Desk("buyer", N_("Sign off line %(line)s of order %(number)s")),
    "sign-off.production": Desk("planner", N_("Sign off line %(line)s of order %(number)s")),
    "sign-off.quality": Desk("quality_engineer", N_("Sign off line %(line)s of order %(number)s")),
    "sign-off.finance": Desk("finance_clerk", N_("Sign off line %(line)s of order %(number)s")),
}
_HOUSE = system("take_order")


def ask(
    question: str, subject_id: int, *, site_id: int, data: Mapping[str, object], by: Actor, at: datetime
) -> None:
    """Open the task of a question about a message or an order, unless it is open already.

    data: what the title says; requested_on (ISO) where the customer's day, not the end of this one, says until when.
    """
    desk = DESKS[question]
    key = f"{subject_id}:{data['line']}" if "line" in data else str(subject_id)
    office.open_task(
        f"sales.{question}",
        role=desk.role,
        title=desk.title,
        key=key,
        by=by if by.may(TASK_OPEN) else _HOUSE,
        at=at,
        source=Source(desk.kind, subject_id),
        site_id=site_id,
        due=_due(site_id, data.get("requested_on"), at),
        data=dict(data),
    )


def _due(site_id: int, requested_on: object, at: datetime) -> datetime:
    """By the end of the site's day; what may take longer, before the day the customer asked for."""
    today = identity.site_day(site_id, at)
    last = date.fromisoformat(requested_on) - timedelta(days=1) if isinstance(requested_on, str) else today
    return identity.end_of_site_day(site_id, max(last, today))


def settled(question: str, subject_id: int, *, line: int | None = None, by: Actor, at: datetime) -> None:
    """The question is answered: its task, if one is open, is done."""
    key = str(subject_id) if line is None else f"{subject_id}:{line}"
    office.close_tasks(f"sales.{question}", key=key, by=by, at=at)
