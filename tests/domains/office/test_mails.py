"""Stories of mails: written with the deed, sent afterwards, kept when the way is shut."""

from datetime import timedelta

import pytest
from django.core import mail as django_mail

from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove, InvalidInput
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.kernel.source import Source
from taktline.office import queries, services
from taktline.office.models import Mail
from taktline.office.types import NewMail
from tests.builders.identity import NOW, actor

pytestmark = pytest.mark.django_db
DOCUMENT = Source("test.document", 7)


def post(to="sales@jiangnan.example"):
    mail = NewMail(
        to,
        "采购单 PO-1",
        "请见附件。",
        source=DOCUMENT,
        files=(("PO-1.pdf", b"%PDF-1.7 x"),),
        shows_money=True,
    )
    return services.post_mail(mail, by=SYSTEM, at=NOW)


def test_a_mail_leaves_once_with_its_file():
    post("a@jiangnan.example; b@jiangnan.example")
    assert django_mail.outbox == []
    assert services.deliver_mails(NOW) == 1
    assert services.deliver_mails(NOW + timedelta(days=1)) == 0
    (sent,) = django_mail.outbox
    assert sent.to == ["a@jiangnan.example", "b@jiangnan.example"]
    assert [each[0] for each in sent.attachments] == ["PO-1.pdf"]
    (row,) = queries.mails_of(DOCUMENT, scope=EVERYTHING)
    assert (row.state, row.attempts) == ("sent", 1)
    assert (
        queries.attachments_of(Source("office.mail", row.id), scope=Scope()) == []
    )  # prices are not for everybody


def test_a_mail_that_cannot_leave_is_tried_again_and_then_waits_for_a_person(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    pk = post()
    at = NOW
    for _attempt in range(6):
        assert services.deliver_mails(at) == 0
        assert services.deliver_mails(at) == 0  # not before its next time
        at += timedelta(days=1)
    row = queries.mail(pk, scope=EVERYTHING)
    assert (row.state, row.attempts) == ("failed", 6)
    assert "refused" in row.error.lower()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    services.retry_mail(pk, by=actor("buyer"), at=at)
    assert services.deliver_mails(at) == 1
    with pytest.raises(IllegalMove):
        services.retry_mail(pk, by=SYSTEM, at=at)


def test_what_is_no_address_is_refused():
    for wrong in ("", "nobody", "a@b.example, nobody"):
        with pytest.raises(InvalidInput):
            post(wrong)
    assert not Mail.objects.exists()
