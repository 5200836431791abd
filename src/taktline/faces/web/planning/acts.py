"""What the buttons of these pages do."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from taktline.faces.web import answers
from taktline.faces.web.access import WebRequest
from taktline.faces.web.declare import Done
from taktline.faces.web.filling import key_of
from taktline.flows.plan_and_release.firm_proposals import firm_proposals
from taktline.flows.plan_and_release.net_change import request_plan, stop_plan
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.planning import queries, services
from taktline.planning.types import RuleRow

Data = Mapping[str, object]


def firm(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> Done:
    """Firm proposals together: all or none."""
    done = firm_proposals(ids, by=by, at=at)
    told = _("%(made)s work orders and %(bought)s requisitions were made.")
    text = told % {"made": len(done.work_orders), "bought": len(done.requisitions)}
    return Done(text)


def dismiss_proposals(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> None:
    """Put proposals aside until they change."""
    services.dismiss_proposals(ids, reason=str(data.get("reason") or ""), by=by, at=at)


def reopen_proposals(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> None:
    """Take dismissed proposals up again."""
    services.reopen_proposals(ids, by=by, at=at)


def dismiss(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> None:
    """Put messages aside until they say something else."""
    services.dismiss_exceptions(ids, reason=str(data.get("reason") or ""), by=by, at=at)


def reopen(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> None:
    """Take dismissed messages up again."""
    services.reopen_exceptions(ids, by=by, at=at)


def run(request: HttpRequest) -> HttpResponse:
    """Plan every site one may see, now."""
    asked = cast(WebRequest, request)
    for site in identity.sites(scope=asked.actor.scope):
        request_plan(site.id, by=asked.actor, at=asked.at)
    answers.say(request, _("The plan is being computed."))
    return answers.go(request, "/planning/")


def stop(request: HttpRequest, job_id: int) -> HttpResponse:
    """Ask a run to end; the last plan stands."""
    stop_plan(job_id, by=cast(WebRequest, request).actor)
    answers.say(request, _("The run will stop; the last plan stands."))
    return answers.go(request, "/planning/")


def rule_data(key: str, by: Actor) -> Mapping[str, object]:
    """A rule as its form shows it."""
    row = queries.rule(key_of(key), scope=by.scope)
    return {
        "site": row.site_id, "item_class": row.item_class_id, "kind": row.kind, "days": row.days,
        "is_active": row.is_active,
    }  # fmt: skip


def write_rule(data: Data, by: Actor, at: datetime, key: str) -> str:
    """Make or change a rule."""
    item_class = data.get("item_class")
    rule = RuleRow(
        key_of(key) if key else 0,
        int(cast("int", data["site"])),
        int(cast("int", item_class)) if item_class else None,
        str(data["kind"]),
        int(cast("int", data["days"])),
        bool(data.get("is_active", True)),
    )
    services.set_rule(rule, by=by, at=at)
    return "/planning/rules/"


def delete_rule(rule_id: int, by: Actor, at: datetime, data: Data) -> str:
    """Take a rule away."""
    services.delete_rule(rule_id, by=by, at=at)
    return "/planning/rules/"
