"""Lists of calendars, changeovers and downtimes."""

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import (
    Action,
    Col,
    Empty,
    Link,
    Pick,
    Screen,
)
from taktline.faces.web.resources import calendar_forms, calendar_pages, people_forms
from taktline.resources import permits, queries, services

_NEW_CALENDAR = Link(_("New calendar"), "/resources/calendars/new/", permits.CALENDAR)
_NEW_GROUP = Link(_("New changeover group"), "/resources/changeovers/new/", permits.CHANGE)
_NEW_DOWNTIME = Link(_("New downtime"), "/resources/downtimes/new/", permits.DOWNTIME)

CALENDARS = Screen(
    key="resources.calendars",
    title=_("Calendars"),
    listing=queries.CALENDARS,
    permit=permits.SEE,
    url="resources/calendars/",
    icon="calendar",
    order=56,
    columns=(
        Col("code", _("Code"), "code"),
        Col("name", _("Name"), "link", wide=True),
        Col("site", _("Site")),
        Col("parent", _("Inherits from")),
        Col("is_site_default", _("The site's own")),
        Col("shifts", _("Shifts")),
        Col("days", _("Special days")),
    ),
    filters=(Pick("code", _("Code")),),
    actions=(
        Action(
            "days",
            _("Special days"),
            permits.CALENDAR,
            run=calendar_forms.add_days,
            form=calendar_forms.ADD_DAYS,
            icon="calendar-plus",
            says=_("Entered."),
        ),
        Action(
            "ordinary",
            _("Make ordinary again"),
            permits.CALENDAR,
            run=calendar_forms.remove_days,
            form=calendar_forms.REMOVE_DAYS,
            icon="calendar-minus",
            says=_("These days are ordinary again."),
        ),
    ),
    new=_NEW_CALENDAR,
    row_url="/resources/calendars/{id}/",
    detail=calendar_pages.calendar,
    sheet=services.CALENDAR_SHEET,
    more_sheets=(services.EXCEPTION_SHEET,),
    sheet_permit=permits.CALENDAR,
    help=_(
        "Shifts with their breaks, holidays, shifted workdays and overtime: for a site, a centre, a machine or a person."
    ),
    empty=Empty(_("No calendar yet. Make the site's own first."), _NEW_CALENDAR),
    live="resources.plant-changed",
)
CHANGEOVERS = Screen(
    key="resources.changeovers",
    title=_("Changeovers"),
    listing=queries.CHANGEOVER_GROUPS,
    permit=permits.SEE,
    url="resources/changeovers/",
    icon="switch-horizontal",
    order=58,
    columns=(
        Col("code", _("Code"), "code"),
        Col("name", _("Name"), "link", wide=True),
        Col("families", _("Families")),
        Col("centres", _("Work centres")),
    ),
    filters=(Pick("code", _("Code")),),
    new=_NEW_GROUP,
    row_url="/resources/changeovers/{id}/",
    detail=calendar_pages.changeover,
    sheet=services.CHANGEOVER_SHEET,
    sheet_permit=permits.CHANGE,
    help=_("How long it takes to go from one family of items to another on the machines of a group."),
    empty=Empty(
        _("No changeover group yet. Without one, going from item to item takes no time."), _NEW_GROUP
    ),
)
DOWNTIMES = Screen(
    key="resources.downtimes",
    title=_("Downtimes"),
    listing=queries.DOWNTIMES,
    permit=permits.SEE,
    url="resources/downtimes/",
    icon="tool",
    order=59,
    columns=(
        Col("machine", _("Machine"), "link", url="/resources/machines/{machine}/"),
        Col("machine_name", _("Name")),
        Col("person", _("Person")),
        Col("start", _("Start")),
        Col("end", _("End")),
        Col("reason", _("Reason"), wide=True),
    ),
    filters=(Pick("machine", _("Machine"), lookup="resources.machine"), Pick("start", _("Start"))),
    actions=(
        Action(
            "remove",
            _("Take back"),
            permits.DOWNTIME,
            run=people_forms.remove_downtime,
            confirm=_("Take this downtime back?"),
            icon="trash",
            tone="red",
            bulk=True,
            says=_("Taken back."),
        ),
    ),
    new=_NEW_DOWNTIME,
    sheet=services.DOWNTIME_SHEET,
    sheet_permit=permits.DOWNTIME,
    help=_("When machines stand still and people are away, by plan."),
    empty=Empty(_("Nothing is planned to stand still."), _NEW_DOWNTIME),
    live="resources.plant-changed",
)

SCREENS = (CALENDARS, CHANGEOVERS, DOWNTIMES)
