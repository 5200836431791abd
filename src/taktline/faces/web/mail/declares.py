"""What these pages are made of: the list of mails, each with its text and files."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from taktline.faces.web.declare import (
    Action,
    Badge,
    Chip,
    Col,
    Detail,
    Empty,
    Endpoint,
    Fact,
    Facts,
    File,
    Files,
    Notice,
    Pick,
    Screen,
    WebRequest,
)
from taktline.faces.web.filling import Data
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.kernel.source import Source
from taktline.office import permits, queries, services
from taktline.office.life import MailState

TONES = {"queued": "amber", "sent": "green", "failed": "red"}
MAIL = "office.mail"


def _retry(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> None:
    del data
    for each in ids:
        services.retry_mail(each, by=by, at=at)


def _detail(mail_id: int, by: Actor) -> Detail:
    row = queries.mail(mail_id, scope=by.scope)
    files = queries.attachments_of(Source(MAIL, row.id), scope=by.scope)
    blocks: list[Facts | Files | Notice] = [Facts((Fact(now("Text"), row.body, "text"),))]
    if files:
        shown = [File(each.name, f"/mails/{row.id}/files/{each.id}/") for each in files]
        blocks.append(Files(shown, title=now("Files")))
    if row.error:
        blocks.insert(0, Notice(row.error, "red", title=now("The last attempt failed")))
    return Detail(
        title=row.subject,
        badges=(Badge(MailState(row.state).label, TONES[row.state]),),
        facts=(
            Fact(now("To"), row.to), Fact(now("Written"), row.created_at, "datetime"),
            Fact(now("Sent"), row.sent_at, "datetime"), Fact(now("Attempts"), row.attempts), Fact(now("By"), row.by),
        ),
        blocks=blocks,
        legal=frozenset({"retry"} if row.state == MailState.FAILED else set()),
    )  # fmt: skip


def _file(request: HttpRequest, mail_id: int, file_id: int) -> FileResponse:
    """A file of a mail; one with prices only for who may see money."""
    scope = cast(WebRequest, request).actor.scope
    queries.mail(mail_id, scope=scope)
    row, path = queries.attachment(file_id, scope=scope)
    if row.source != Source(MAIL, mail_id):
        raise NotFound(what=N_("file"), key=file_id)
    return FileResponse(path.open("rb"), filename=row.name, content_type=row.content_type)


MAILS = Screen(
    key="office.mails",
    title=_("Mails"),
    listing=queries.MAILS,
    permit=permits.MAIL_SEND,
    url="mails/",
    group="home",
    icon="mail",
    order=70,
    columns=(
        Col("subject", _("Subject"), "link", wide=True),
        Col("to", _("To")),
        Col("state", _("State"), "badge", tones=TONES),
        Col("created_at", _("Written"), "datetime"),
        Col("sent_at", _("Sent"), "datetime"),
        Col("attempts", _("Attempts"), hidden=True),
        Col("by", _("By")),
        Col("error", _("Error"), hidden=True),
    ),
    filters=(
        Pick("state", _("State")),
        Pick("to", _("To")),
        Pick("subject", _("Subject")),
        Pick("created_on", _("Written")),
    ),
    chips=(Chip(_("Failed"), {"state": "failed"}), Chip(_("Waiting"), {"state": "queued"})),
    actions=(
        Action(
            "retry",
            _("Send again"),
            permits.MAIL_SEND,
            run_many=_retry,
            bulk=True,
            icon="send",
            says=_("It will be sent again."),
        ),
    ),
    row_url="/mails/{id}/",
    detail=_detail,
    help=_(
        "Mails to suppliers and customers. One that cannot be sent is tried again for some hours, then waits here."
    ),
    empty=Empty(_("No mail has left yet. Sending a purchase order writes one.")),
)
SCREENS = (MAILS,)
PAGES = (Endpoint("mails/<int:mail_id>/files/<int:file_id>/", _file, permits.MAIL_SEND, "office.mail-file"),)
SOURCES = {MAIL: lambda mail_id, by: f"/mails/{queries.mail(mail_id, scope=by.scope).id}/"}
