"""The lists of runs and of rules of automatic firming."""

from django.utils.translation import gettext_lazy as _

from taktline.catalog import queries as catalog
from taktline.faces.web.declare import Action, Col, Empty, Field, FormSpec, Link, Pick, Screen
from taktline.faces.web.planning import acts, runs
from taktline.kernel.actor import Actor
from taktline.planning import permits, queries
from taktline.planning.types import SupplyKind

KIND_TONES = {"make": "blue", "buy": "green"}

RUNS = Screen(
    key="planning.runs",
    title=_("Planning runs"),
    listing=queries.RUNS,
    permit=permits.SEE,
    url="planning/runs/",
    group="planning",
    icon="player-play",
    order=50,
    columns=(
        Col("started_at", _("Started"), "datetime"),
        Col("site", _("Site")),
        Col("by", _("By")),
        Col("proposals_new", _("New proposals")),
        Col("proposals_changed", _("Moved proposals")),
        Col("proposals_gone", _("Proposals gone")),
        Col("pegs_changed", _("Pegs changed")),
        Col("exceptions_new", _("Exceptions new or changed")),
        Col("exceptions_gone", _("Exceptions settled")),
    ),
    filters=(Pick("started", _("Started")),),
    row_url="/planning/runs/{id}/",
    detail=runs.run,
    help=_("Runs that changed the plan. A run that finds nothing new leaves no trace."),
    empty=Empty(_("Nothing has been planned yet. Confirm an order: the plan follows by itself.")),
)

RULES = Screen(
    key="planning.rules",
    title=_("Firming by rule"),
    listing=queries.RULES,
    permit=permits.RULES,
    url="planning/rules/",
    group="planning",
    icon="robot",
    order=60,
    columns=(
        Col("site", _("Site")),
        Col("item_class", _("Item class")),
        Col("kind", _("Make or buy"), "badge", tones=KIND_TONES),
        Col("days", _("Starts within days")),
        Col("is_active", _("Active")),
    ),
    filters=(Pick("kind", _("Make or buy")),),
    actions=(
        Action("delete", _("Delete"), permits.RULES, run=acts.delete_rule, tone="red", icon="trash",
               confirm=_("Proposals of this kind will wait for a person again.")),
    ),
    new=Link(_("New rule"), "/planning/rules/new/", permits.RULES),
    row_url="/planning/rules/{id}/edit/",
    help=_("Proposals that start soon enough are firmed by themselves after each run, by class of item."),
    empty=Empty(_("Every proposal waits for a person."), Link(_("New rule"), "/planning/rules/new/", permits.RULES)),
)  # fmt: skip


def _classes(by: Actor) -> list[tuple[str, str]]:
    return [("", "–"), *((str(pk), f"{code} {name}") for code, (pk, name) in catalog.classes().items())]


_RULE_FIELDS = (
    Field("site", _("Site"), "ref", lookup="planning.site", required=True),
    Field("item_class", _("Item class"), "choice", choices=_classes, help=_("Left empty: all classes.")),
    Field("kind", _("Make or buy"), "choice", choices=SupplyKind.choices, required=True),
    Field("days", _("Starts within days"), "whole", required=True),
    Field("is_active", _("Active"), "bool"),
)
FORMS = (
    FormSpec(
        "planning.rule-new", _("New rule"), permits.RULES, "planning/rules/new/", back="/planning/rules/",
        fields=_RULE_FIELDS, run=acts.write_rule,
    ),
    FormSpec(
        "planning.rule-edit", _("Firming rule"), permits.RULES, "planning/rules/<str:key>/edit/", back="/planning/rules/",
        fields=_RULE_FIELDS, load=acts.rule_data, run=acts.write_rule,
    ),
)  # fmt: skip
