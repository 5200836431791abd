"""A purchase order goes to its supplier: by mail with the order as a PDF, or by hand."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from taktline.flows.buy_and_receive.paper import order_paper
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.kernel.source import Source
from taktline.office import services as office
from taktline.office.types import NewMail
from taktline.parties import queries as parties
from taktline.purchasing import permits, queries
from taktline.purchasing import services as purchasing
from taktline.purchasing.types import ORDER


def mail_of(order_id: int, *, scope: Scope) -> str:
    """Where the supplier of an order reads mail: the first contact's that has one, "" for none."""
    order = queries.purchase_order(order_id, scope=scope)
    return next((each.mail for each in parties.contacts(order.supplier_id) if each.mail), "")


def send_order(order_id: int, *, to: str = "", language: str = "", by: Actor, at: datetime) -> None:
    """Give an approved order to its supplier. to: addresses the PDF is mailed to, none where it was handed over.

    language: of the mail and the order, else the supplier's. Raises IllegalMove, NotFound, InvalidInput.
    """
    by.require(permits.ORDER)
    order = queries.purchase_order(order_id, scope=by.scope)
    if not to.strip():
        purchasing.send_order(order_id, by=by, at=at)
        return
    language = language or parties.party(order.supplier_id).language
    # Set outside the transaction: a print takes longer than the writers beside us should wait.
    paper = order_paper(order_id, language=language, scope=EVERYTHING)
    with translation.override(language):
        told = {"number": order.number, "company": str(identity.site(order.site_id).name), "who": by.name}
        subject = _("Purchase order %(number)s of %(company)s") % told
        body = _(
            "Please find our purchase order %(number)s attached.\nKindly confirm it with the day on which you"
            " will deliver each line.\n\n%(who)s\n%(company)s"
        )
        mail = NewMail(
            to, subject, body % told, source=Source(ORDER, order.id), site_id=order.site_id,
            files=((f"{order.number}.pdf", paper),), shows_money=True,
        )  # fmt: skip
    _send(order_id, mail, by, at)


@operation
def _send(order_id: int, mail: NewMail, by: Actor, at: datetime) -> None:
    purchasing.send_order(order_id, to=mail.to, by=by, at=at)
    office.post_mail(mail, by=by, at=at)
