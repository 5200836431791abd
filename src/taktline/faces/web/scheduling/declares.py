"""What the scheduling room shows."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import (
    Action,
    Badge,
    Col,
    Detail,
    Empty,
    Endpoint,
    Fact,
    Field,
    FormSpec,
    HomeCard,
    Link,
    Page,
    Part,
    Pick,
    Screen,
)
from taktline.faces.web.scheduling import board, load, moves, runs, why, words
from taktline.faces.web.scheduling.places import Place
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.scheduling import permits, queries
from taktline.scheduling.life import RunState

TONES = {"queued": "grey", "solving": "blue", "proposed": "amber", "published": "green", "discarded": "grey"}


def detail(run_id: int, by: Actor) -> Detail:
    """One run: its figures in words and what it would change."""
    run = queries.run(run_id, scope=by.scope)
    site = identity.site(run.site_id)
    figures = words.figures(run)
    blocks = [Part("scheduling/figures.html", {"figures": figures}, title=_("What was found"))]
    if run.state == RunState.PROPOSED:
        change = runs.difference(run, Place(site.id, ZoneInfo(site.time_zone)), by)
        blocks.append(Part("scheduling/difference.html", {"change": change}, title=_("What it would change")))
    return Detail(
        title=_("Schedule run %(id)s") % {"id": run.id},
        subtitle=run.note,
        badges=(Badge(RunState(run.state).label, TONES[run.state]),),
        facts=(
            Fact(_("Computed"), run.created_at, "datetime"),
            Fact(_("By"), run.created_by),
            Fact(_("Operations"), run.operations, "number"),
            Fact(_("Late orders"), run.late_orders, "number", tone="red" if run.late_orders else ""),
            Fact(_("Moved operations"), run.moved, "number"),
        ),
        blocks=blocks,
        legal=frozenset({"publish", "discard"} if run.state == RunState.PROPOSED else ()),
        links=(Link(_("Show on the board"), f"/board/?run={run.id}&site={run.site_id}", permits.SEE, icon="timeline"),),
        live=(f"scheduling.run:{run.id}",),
    )


RUNS = Screen(
    key="scheduling.runs",
    title=_("Schedule runs"),
    listing=queries.RUNS,
    permit=permits.SEE,
    url="board/runs/",
    group="scheduling",
    icon="history",
    order=30,
    columns=(
        Col("id", _("Run"), url="/board/runs/{id}/"),
        Col("created_at", _("Computed")),
        Col("created_by", _("By")),
        Col("state", _("State"), widget="badge", tones=TONES),
        Col("operations", _("Operations")),
        Col("late_orders", _("Late orders")),
        Col("tardiness", _("Weighted lateness, h"), value=lambda row: _hours(row["tardiness"])),
        Col("changeover", _("Changeover, h"), value=lambda row: _hours(row["changeover"])),
        Col("gap", _("Not proved needed")),
        Col("bound_kind", _("Proof"), hidden=True, choices=words.KINDS, widget="choice"),
        Col("moved", _("Moved operations")),
        Col("note", _("Moved by hand")),
    ),
    filters=(Pick("state", _("State")), Pick("created_at", _("Computed"))),
    actions=(
        Action("publish", _("Publish"), permits.PUBLISH, run=runs.do_publish, icon="player-play", says=_("Published."),
               confirm=_("Machines, times and sequence of every operation go to the shop floor.")),
        Action("discard", _("Discard"), permits.PUBLISH, run=runs.do_discard, icon="trash", says=_("Thrown away."),
               form=FormSpec(fields=(Field("reason", _("Reason"), "textarea"),))),
    ),
    row_url="/board/runs/{id}/",
    detail=detail,
    help=_("Every schedule that was computed or moved by hand. Only one is in force."),
    empty=Empty(_("No schedule was computed yet."), Link(_("Machine board"), "/board/", permits.SEE)),
    live="scheduling.proposed scheduling.published",
)  # fmt: skip


def _hours(minutes: object) -> float:
    return round(int(str(minutes or 0)) / 60, 1)


SCREENS = (RUNS,)
PAGES = (
    Page("scheduling.board", _("Machine board"), permits.SEE, "board/", board.page, "scheduling", "timeline", 10),
    Page("scheduling.load", _("Load of work centres"), permits.SEE, "board/load/", load.page, "scheduling", "chart-bar", 20),
    Endpoint("board/data/", board.data, permits.SEE, "scheduling.board-data"),
    Endpoint("board/move/", moves.move, permits.MOVE, "scheduling.move", ("POST",)),
    Endpoint("board/keep/", moves.keep, permits.MOVE, "scheduling.keep", ("POST",)),
    Endpoint("board/operations/<int:operation_id>/", why.operation, permits.SEE, "scheduling.operation"),
    Endpoint("board/operations/<int:operation_id>/unpin/", why.unpin, permits.MOVE, "scheduling.unpin", ("POST",)),
    Endpoint("board/controls/", runs.controls, permits.SEE, "scheduling.controls"),
    Endpoint("board/compute/", runs.compute, permits.RUN, "scheduling.compute", ("POST",)),
    Endpoint("board/runs/<int:run_id>/stop/", runs.stop, permits.RUN, "scheduling.stop", ("POST",)),
    Endpoint("board/runs/<int:run_id>/publish/", runs.publish, permits.PUBLISH, "scheduling.publish", ("POST",)),
    Endpoint("board/runs/<int:run_id>/discard/", runs.discard, permits.PUBLISH, "scheduling.discard", ("POST",)),
)
HOME_CARDS = (
    HomeCard(
        "scheduling.card", _("Schedule and bottleneck"), permits.RUN, "scheduling/card.html", load.card,
        roles=("planner", "plant_manager", "owner"), width=2, order=25, icon="timeline", more="/board/",
        topics=("scheduling.published",),
    ),
)  # fmt: skip
