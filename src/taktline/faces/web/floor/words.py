"""The words of the terminal, in the reader's language; the island has no catalogue of its own."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taktline.shopfloor.life import OperationState
from taktline.shopfloor.types import AndonKind, ScrapReason, StopReason


def terminal_texts() -> dict[str, str]:
    """What the island shows, by the names it asks for."""
    return {
        **_job(),
        **_report(),
        **_network(),
        **{f"andon.{key}": str(label) for key, label in AndonKind.choices},
        **{f"state.{key}": str(label) for key, label in OperationState.choices},
    }


def _job() -> dict[str, str]:
    return {
        "next": _("Next job"),
        "then": _("After that"),
        "today": _("Today I made"),
        "order": _("Work order"),
        "drawing": _("Drawing"),
        "due": _("Due"),
        "available": _("May be reported"),
        "aside": _("Set aside"),
        "machine": _("Machine"),
        "everyMachine": _("All machines"),
        "pickMachine": _("Choose your machine above first."),
        "scan": _("Scan the traveller card"),
        "setup": _("Set up"),
        "run": _("Start"),
        "pause": pgettext("terminal", "Pause"),
        "report": pgettext("terminal", "Report"),
        "finish": pgettext("terminal", "Finish"),
        "finishAsk": _("{n} of {all} are good. Is nothing more made here?"),
        "call": _("Call for help"),
        "callAsk": _("What do you need?"),
        "called": _("The team leader has been told."),
        "stop": _("Machine stands"),
        "stopAsk": _("Why does it stand still?"),
        "again": _("Machine runs again"),
        "stands": _("Stands still:"),
        "allJobs": _("All jobs"),
        "nothing": _("Nothing to do here. Choose another machine, or scan a traveller."),
        "nothingHere": _("{order} has nothing to do now."),
        "papers": _("Drawings and instructions"),
        "rush": _("rush"),
        "hours": _("h"),
    }


def _report() -> dict[str, str]:
    return {
        "good": pgettext("pieces", "Good"),
        "scrap": pgettext("pieces", "Scrap"),
        "scrapMachining": _("Machining scrap"),
        "scrapMaterial": _("Material scrap"),
        "rework": pgettext("pieces", "Rework"),
        "reworked": _("Of these reworked"),
        "why": _("Why? Choose a reason."),
        "send": _("Send"),
        "back": pgettext("terminal", "Back"),
        "reported": _("Reported: {n}"),
        "nothingReported": _("Enter whole figures, at least one piece."),
    }


def _network() -> dict[str, str]:
    return {
        "kept": _("Kept here. It is sent when the network is back."),
        "notSent": _("({n} not sent yet)"),
        "online": _("Connected"),
        "offline": _("No network: go on, nothing is lost"),
        "sending": _("Sending…"),
        "waiting": _("{n} waiting"),
        "refused": _("Not taken: please decide"),
        "tryAgain": _("Try again"),
        "discard": pgettext("terminal", "Throw away"),
        "discardAsk": _("Throw this report away? It cannot be brought back."),
        "signIn": _("Sign in"),
    }


def scrap_reasons() -> dict[str, str]:
    """Why pieces are lost, by code."""
    return {key: str(label) for key, label in ScrapReason.choices}


def stop_reasons() -> dict[str, str]:
    """Why a machine stands still, by code."""
    return {key: str(label) for key, label in StopReason.choices}
