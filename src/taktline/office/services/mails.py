"""Mails: written in the transaction that wants them, sent by a worker afterwards, tried again when the way is shut."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor, system
from taktline.kernel.errors import InvalidInput
from taktline.kernel.locks import lock_one
from taktline.kernel.moving import Move
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from taktline.office import permits
from taktline.office.facts import MailFailed
from taktline.office.life import MAIL_LIFE, MailState
from taktline.office.models import Mail
from taktline.office.queries import attachment, attachments_of
from taktline.office.services.files import attach
from taktline.office.types import NewMail

MAIL = "office.mail"
# How long to wait after each failed attempt; after the last the mail has failed and waits for a person.
PAUSES = tuple(timedelta(minutes=each) for each in (1, 5, 30, 120, 480))
AT_ONCE = 20
# A claimed mail is nobody else's for so long: more than a worker takes for all it sends at once, each way timing out.
CLAIMED = timedelta(minutes=20)
_POST = system("mail")
_SENT = Move(MAIL_LIFE, MailState.SENT, "office.mail-sent")
_FAIL = Move(MAIL_LIFE, MailState.FAILED, "office.mail-failed")
_RETRY = Move(MAIL_LIFE, MailState.QUEUED, "office.retry-mail")


def addresses(to: str) -> list[str]:
    """The addresses of a list parted by commas or semicolons. Raises InvalidInput for none or a wrong one."""
    found = [each.strip() for each in to.replace(";", ",").split(",") if each.strip()]
    if not found or len(to) > 400:
        raise InvalidInput(field="to", reason=_("Enter a mail address."))
    for each in found:
        try:
            validate_email(each)
        except ValidationError as error:
            raise InvalidInput(
                field="to", reason=_("“%(mail)s” is not a mail address.") % {"mail": each}
            ) from error
    return found


@operation
def post_mail(mail: NewMail, *, by: Actor, at: datetime) -> int:
    """Let a mail leave with what is being decided; a worker sends it. Returns its id. Raises InvalidInput."""
    row = Mail.objects.create(
        to=", ".join(addresses(mail.to)),
        subject=" ".join(mail.subject.split())[:200],
        body=mail.body,
        source_kind=mail.source.kind if mail.source else "",
        source_id=mail.source.id if mail.source else None,
        site_id=mail.site_id,
        next_at=at,
        by_name=by.name[:80],
        created_at=at,
    )
    for name, content in mail.files:
        source = Source(MAIL, row.pk)
        attach(
            source, [content], name=name, shows_money=mail.shows_money, site_id=mail.site_id, by=_POST, at=at
        )
    journal.record(
        "office.post-mail", subject=row, by=by, at=at, after={"to": row.to, "subject": row.subject}
    )
    return row.pk


def deliver_mails(at: datetime) -> int:
    """Send what waits. Each is claimed first, so that two workers never send the same. Returns how many left."""
    waiting = Mail.objects.filter(state=MailState.QUEUED, next_at__lte=at).order_by("next_at", "id")
    return sum(_deliver(pk, at) for pk in waiting.values_list("pk", flat=True)[:AT_ONCE])


def _deliver(mail_id: int, at: datetime) -> bool:
    mail = _claim(mail_id, at)
    if mail is None:
        return False
    try:
        _send(mail)
    except Exception as error:  # noqa: BLE001 - whatever the way refuses, the mail is kept and tried again
        _give_up(mail.pk, f"{type(error).__name__}: {error}", at)
        return False
    _done(mail.pk, at)
    return True


@operation
def _claim(mail_id: int, at: datetime) -> Mail | None:
    """Take a mail; no other worker does meanwhile. None where one has."""
    mail = lock_one(Mail.objects.filter(pk=mail_id), what=N_("mail"), key=mail_id)
    if mail.state != MailState.QUEUED or mail.next_at > at:
        return None
    mail.next_at = at + CLAIMED
    mail.attempts += 1
    mail.save(update_fields=["next_at", "attempts"])
    return mail


def _send(mail: Mail) -> None:
    message = EmailMessage(mail.subject, mail.body, to=addresses(mail.to))
    for each in attachments_of(Source(MAIL, mail.pk), scope=EVERYTHING):
        _row, path = attachment(each.id, scope=EVERYTHING)
        message.attach(each.name, path.read_bytes(), each.content_type.partition(";")[0])
    message.send()


@operation
def _done(mail_id: int, at: datetime) -> None:
    mail = lock_one(Mail.objects.filter(pk=mail_id), what=N_("mail"), key=mail_id)
    _SENT.make(mail, by=_POST, at=at, also={"sent_at": at, "error": ""})


@operation
def _give_up(mail_id: int, why: str, at: datetime) -> None:
    mail = lock_one(Mail.objects.filter(pk=mail_id), what=N_("mail"), key=mail_id)
    if mail.state != MailState.QUEUED:  # somebody else has sent it
        return
    mail.error, mail.next_at = why[:300], at + PAUSES[min(mail.attempts, len(PAUSES)) - 1]
    mail.save(update_fields=["error", "next_at"])
    if mail.attempts > len(PAUSES):
        _FAIL.make(mail, by=_POST, at=at)
        outbox.publish(MailFailed(mail.pk, mail.source_kind, mail.source_id or 0), at=at)


@operation
def retry_mail(mail_id: int, *, by: Actor, at: datetime) -> None:
    """Try a mail that has failed once more, from the start. Raises NotFound, IllegalMove."""
    by.require(permits.MAIL_SEND)
    mail = lock_one(Mail.objects.filter(pk=mail_id), what=N_("mail"), key=mail_id)
    _RETRY.make(mail, by=by, at=at, also={"attempts": 0, "next_at": at})
