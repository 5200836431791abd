"""Mails as rows."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing
from taktline.kernel.scope import Scope
from taktline.kernel.source import Source
from taktline.office.life import MailState
from taktline.office.models import Mail
from taktline.office.types import MailRow


def _seen(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    rows = rows if scope.party is None else rows.none()
    return rows if scope.sites is None else rows.filter(Q(site=None) | Q(site_id__in=scope.sites))


MAILS = Listing(
    key="office.mails",
    model=Mail,
    columns=(
        Column("created_at", Kind.DATETIME),
        Column("to"),
        Column("subject"),
        Column("state", Kind.CHOICE, choices=dict(MailState.choices)),
        Column("sent_at", Kind.DATETIME),
        Column("attempts", Kind.NUMBER),
        Column("error", sort=False),
        Column("by", path="by_name"),
    ),
    filters=(
        Filter("state", FilterKind.CHOICE, choices=dict(MailState.choices)),
        Filter("to", FilterKind.TEXT),
        Filter("subject", FilterKind.TEXT),
        Filter("created_on", FilterKind.DAY, path="created_at__date"),
    ),
    sort="-id",
    scope=_seen,
)


def mail(mail_id: int, *, scope: Scope) -> MailRow:
    """One mail. Raises NotFound."""
    found = _rows(_seen(Mail.objects.filter(pk=mail_id), scope))
    if not found:
        raise NotFound(what=N_("mail"), key=mail_id)
    return found[0]


def mails_of(source: Source, *, scope: Scope) -> list[MailRow]:
    """The mails about one thing, newest first."""
    return _rows(
        _seen(Mail.objects.filter(source_kind=source.kind, source_id=source.id), scope).order_by("-id")
    )


def _rows(rows: "QuerySet[Mail]") -> list[MailRow]:
    return [
        MailRow(
            row.pk, row.to, row.subject, row.body,
            Source(row.source_kind, row.source_id) if row.source_id is not None else None,
            row.state, row.attempts, row.error, row.by_name, row.created_at, row.sent_at,
        )
        for row in rows
    ]  # fmt: skip
