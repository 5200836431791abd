"""Addresses of the shell itself."""

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import PUBLIC, SIGNED_IN, Endpoint, HomeCard, Page
from taktline.faces.web.shell import desk, gallery, home, preferences, search, session
from taktline.office import permits as office

PAGES = (
    Page(
        key="web.home",
        title=_("Workbench"),
        permit=SIGNED_IN,
        url="",
        view=home.show,
        group="home",
        icon="layout-dashboard",
        order=0,
    ),
    Endpoint("home/<str:key>/", home.card, SIGNED_IN, "web.home-card"),
    Endpoint("sign-in/", session.sign_in, PUBLIC, "web.sign-in", ("GET", "POST")),
    Endpoint("sign-out/", session.sign_out, SIGNED_IN, "web.sign-out", ("POST",)),
    Endpoint("favicon.ico", preferences.favicon, PUBLIC, "web.favicon"),
    Endpoint("language/", preferences.language, PUBLIC, "web.language", ("POST",)),
    Endpoint("theme/", preferences.theme, PUBLIC, "web.theme", ("POST",)),
    Endpoint("search/", search.show, SIGNED_IN, "web.search"),
    Endpoint("lookup/<str:key>/", search.lookup, SIGNED_IN, "web.lookup"),
    Endpoint("notifications/", desk.notifications, SIGNED_IN, "web.notifications"),
    Endpoint("notifications/read/", desk.read_all, SIGNED_IN, "web.notifications-read", ("POST",)),
    Page(
        key="web.tasks",
        title=_("My tasks"),
        permit=office.TASK_WORK,
        url="tasks/",
        view=desk.tasks,
        group="home",
        icon="checklist",
        order=5,
    ),
    Endpoint("tasks/<int:task_id>/<str:verb>/", desk.do, office.TASK_WORK, "web.task-do", ("POST",)),
    Endpoint("to/<str:kind>/<int:thing_id>/", desk.to_source, SIGNED_IN, "web.to"),
    Endpoint("gallery/", gallery.show, SIGNED_IN, "web.gallery"),
    Endpoint("gallery/board/move/", gallery.move, SIGNED_IN, "web.gallery-move", ("POST",)),
    Endpoint("gallery/<str:part>/", gallery.part, SIGNED_IN, "web.gallery-part"),
)

HOME_CARDS = (
    HomeCard(
        key="web.tasks",
        title=_("My tasks"),
        permit=office.TASK_WORK,
        template="web/tasks_card.html",
        view=desk.task_card,
        order=10,
        icon="checklist",
        more="/tasks/",
        topics=("office.task-closed", "office.notified"),
    ),
)
