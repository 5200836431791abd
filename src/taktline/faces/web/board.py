"""The words of the machine board, in the reader's language."""

from django.utils.translation import gettext as _


def board_texts() -> dict[str, str]:
    """What the island shows; it has no catalogue of its own."""
    return {
        "lanes": _("Machine"),
        "load": _("Load"),
        "weekdays": _("Sun,Mon,Tue,Wed,Thu,Fri,Sat"),
        "late": _("Late orders"),
        "noneLate": _("Every order is on time."),
        "consequence": _("What would happen"),
        "nobody": _("No order becomes later."),
        "others": _("{n} more operations move."),
        "inTime": _("{n} orders end at another time, none of them later than due"),
        "keep": _("Keep"),
        "undo": _("Undo"),
        "computing": _("Working out what would happen…"),
        "unreachable": _("The server cannot be reached. Try again shortly."),
        "moving": _("Moving: arrow keys shift it, Enter drops it, Escape gives up."),
        "order": _("Order"),
        "item": _("Item"),
        "machine": _("Machine"),
        "operation": _("Operation"),
        "time": _("Time"),
        "start": _("Start"),
        "end": _("End"),
        "setup": _("Changeover"),
        "lateness": _("Lateness"),
        "onTime": _("on time"),
        "state": _("State"),
        "pinned": _("pinned"),
        "table": _("Operations as a table"),
        "why": _("Why here?"),
        "days": _("d"),
        "hours": _("h"),
        "minutes": _("min"),
        **_states(),
    }


def _states() -> dict[str, str]:
    return {
        "state.planned": _("planned"),
        "state.ready": _("ready"),
        "state.running": _("running"),
        "state.done": _("done"),
        "state.held": _("held"),
    }
