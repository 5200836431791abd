"""What the pages of the plant are made of."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import (
    Chip,
    Choice,
    Col,
    Empty,
    Endpoint,
    Hit,
    Link,
    Lookup,
    Pick,
    Screen,
    Search,
)
from taktline.faces.web.filling import key_of, one
from taktline.faces.web.resources import calendar_forms, calendar_pages, forms, pages, people_forms, screens
from taktline.flows import open_books
from taktline.kernel.actor import Actor
from taktline.resources import permits, queries, services

KINDS = {"machine": "blue", "bench": "green", "outside": "purple"}
_NEW_CENTRE = Link(_("New work centre"), "/resources/centres/new/", permits.CHANGE)
_NEW_MACHINE = Link(_("New machine"), "/resources/machines/new/", permits.CHANGE)
_NEW_PERSON = Link(_("New person"), "/resources/people/new/", permits.PEOPLE)
_NEW_SKILL = Link(_("New skill"), "/resources/skills/new/", permits.PEOPLE)
_ACTIVE = Chip(_("Active"), {"is_active": "1"})

CENTRES = Screen(
    key="resources.centres",
    title=_("Work centres"),
    listing=queries.WORK_CENTRES,
    permit=permits.SEE,
    url="resources/centres/",
    icon="building-factory",
    order=50,
    columns=(
        Col("code", _("Code"), "link"),
        Col("name", _("Name"), wide=True),
        Col("kind", _("Kind"), "badge", tones=KINDS),
        Col("machines", _("Machines")),
        Col("calendar", _("Calendar")),
        Col("changeover_group", _("Changeover group")),
        Col("site", _("Site")),
        Col("hour_rate", _("Rate per hour")),
        Col("is_active", _("Active"), hidden=True),
    ),
    filters=(Pick("code", _("Code")), Pick("kind", _("Kind")), Pick("is_active", _("Active"))),
    chips=(_ACTIVE, Chip(_("Outside"), {"kind": "outside"})),
    new=_NEW_CENTRE,
    row_url="/resources/centres/{code}/",
    find=lambda key, by: queries.centre_by_code(key, scope=by.scope).id,
    detail=pages.centre,
    sheet=open_books.WORK_CENTRES,
    sheet_permit=permits.CHANGE,
    help=_("Machines that can stand in for each other, groups of benches, and subcontractors."),
    empty=Empty(_("No work centre yet. Enter the first, then its machines."), _NEW_CENTRE),
    live="resources.plant-changed",
)
MACHINES = Screen(
    key="resources.machines",
    title=_("Machines"),
    listing=queries.MACHINES,
    permit=permits.SEE,
    url="resources/machines/",
    icon="engine",
    order=52,
    columns=(
        Col("code", _("Code"), "link"),
        Col("name", _("Name"), wide=True),
        Col("centre", _("Work centre"), url="/resources/centres/{centre_code}/"),
        Col("centre_code", _("Code of the centre"), hidden=True),
        Col("speed_factor", _("Speed factor")),
        Col("calendar", _("Calendar of its own")),
        Col("centre_calendar", _("Calendar of its centre")),
        Col("is_active", _("Active"), hidden=True),
    ),
    filters=(
        Pick("code", _("Code")),
        Pick("centre", _("Work centre"), lookup="resources.centre"),
        Pick("is_active", _("Active")),
    ),
    chips=(_ACTIVE, Chip(_("No calendar of its own or its centre"), {"no_calendar": "1"})),
    new=_NEW_MACHINE,
    row_url="/resources/machines/{code}/",
    find=lambda key, by: queries.machine_by_code(key, scope=by.scope).id,
    detail=pages.machine,
    sheet=services.MACHINE_SHEET,
    sheet_permit=permits.CHANGE,
    help=_("Every machine and bench, how fast it is, and when it works."),
    empty=Empty(_("No machine yet. A work centre comes first."), _NEW_MACHINE),
    live="resources.plant-changed",
)
PEOPLE = Screen(
    key="resources.people",
    title=_("People"),
    listing=queries.PEOPLE,
    permit=permits.SEE,
    url="resources/people/",
    icon="user-cog",
    order=54,
    columns=(
        Col("code", _("Code"), "link"),
        Col("name", _("Name"), wide=True),
        Col("skills", _("Skills")),
        Col("calendar", _("Calendar")),
        Col("site", _("Site")),
        Col("user", _("Signs in as"), hidden=True),
        Col("is_active", _("Active"), hidden=True),
    ),
    filters=(
        Pick("code", _("Code")),
        Pick("skill", _("Skill"), lookup="resources.skill"),
        Pick("is_active", _("Active")),
    ),
    chips=(_ACTIVE,),
    new=_NEW_PERSON,
    row_url="/resources/people/{code}/",
    find=lambda key, by: queries.person_by_code(key, scope=by.scope).id,
    detail=pages.person,
    sheet=services.PERSON_SHEET,
    sheet_permit=permits.PEOPLE,
    help=_("Who works on the floor, what they are able to do and until when that counts."),
    empty=Empty(_("Nobody works here yet."), _NEW_PERSON),
)
SKILLS = Screen(
    key="resources.skills",
    title=_("Skills"),
    listing=queries.SKILLS,
    permit=permits.SEE,
    url="resources/skills/",
    icon="certificate",
    order=55,
    columns=(
        Col("code", _("Code"), "code"),
        Col("name", _("Name"), "link", wide=True),
        Col("people", _("Number of people")),
    ),
    filters=(Pick("code", _("Code")),),
    new=_NEW_SKILL,
    row_url="/resources/skills/{id}/edit/",
    sheet=services.SKILL_SHEET,
    more_sheets=(services.PERSON_SKILL_SHEET,),
    sheet_permit=permits.PEOPLE,
    help=_("What an operation may ask of the person who runs it. Bring in who can do what from Excel."),
    empty=Empty(_("No skill yet. Operations without a skill can be run by anybody."), _NEW_SKILL),
)


def _centres(text: str, by: Actor, limit: int) -> Sequence[Choice]:
    return [
        Choice(row.id, f"{row.code} {row.name}")
        for row in queries.suggest_centres(text, scope=by.scope, limit=limit)
    ]


def _centre(key: str, by: Actor) -> str:
    row = one(queries.centres([key_of(key)], scope=by.scope).values(), key)
    return f"{row.code} {row.name}"


def _fits(text: str, *words: str) -> bool:
    return text.strip().casefold() in " ".join(words).casefold()


def _machines(text: str, by: Actor, limit: int) -> Sequence[Choice]:
    rows = [
        row for row in queries.machines(scope=by.scope) if _fits(text, row.code, row.name.zh, row.name.en)
    ]
    return [Choice(row.id, f"{row.code} {row.name}") for row in rows[:limit]]


def _machine(key: str, _by: Actor) -> str:
    code, name = one(queries.machine_names([key_of(key)]).values(), key)
    return f"{code} {name}"


def _skills(text: str, _by: Actor, limit: int) -> Sequence[Choice]:
    rows = [row for row in queries.skills().values() if _fits(text, row.code, row.name.zh, row.name.en)]
    return [Choice(row.id, f"{row.code} {row.name}") for row in rows[:limit]]


def _skill(key: str, _by: Actor) -> str:
    row = one((each for each in queries.skills().values() if each.id == key_of(key)), key)
    return f"{row.code} {row.name}"


def _hits(text: str, by: Actor, limit: int) -> Sequence[Hit]:
    rows = [
        row for row in queries.machines(scope=by.scope) if _fits(text, row.code, row.name.zh, row.name.en)
    ]
    return [Hit(str(row.name), f"/resources/machines/{row.code}/", row.code) for row in rows[:limit]]


SCREENS = (CENTRES, MACHINES, PEOPLE, SKILLS, *screens.SCREENS)
FORMS = (*forms.FORMS, *people_forms.FORMS, *calendar_forms.FORMS)
PAGES = (
    Endpoint(
        "resources/calendars/<int:calendar_id>/month/", calendar_pages.month, permits.SEE, "resources.month"
    ),
    Endpoint(
        "resources/changeovers/<int:group_id>/matrix/",
        calendar_pages.save_matrix,
        permits.CHANGE,
        "resources.matrix",
        ("POST",),
    ),
)
LOOKUPS = (
    Lookup("resources.centre", permits.SEE, _centres, _centre),
    Lookup("resources.machine", permits.SEE, _machines, _machine),
    Lookup("resources.skill", permits.SEE, _skills, _skill),
)
SEARCHES = (Search("resources.machines", _("Machines"), permits.SEE, _hits, icon="engine", order=60),)
