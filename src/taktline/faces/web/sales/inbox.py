"""The inbox of customers' messages: dropped, pasted, understood, answered."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from taktline.faces.web import answers
from taktline.faces.web.declare import (
    Action,
    Badge,
    Chip,
    Col,
    Detail,
    Done,
    Empty,
    Endpoint,
    Fact,
    Field,
    FormSpec,
    Link,
    Notice,
    Part,
    Pick,
    Screen,
    Tab,
    Timeline,
    WebRequest,
)
from taktline.faces.web.sales.words import LOG, MESSAGE_STATES
from taktline.flows import take_order
from taktline.identity import queries as identity
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.sales import permits, queries
from taktline.sales.life import MessageState
from taktline.sales.queries import MessageSheet
from taktline.sales.services import Drafted
from taktline.sales.types import Channel, LineAnswer, MessageInput, Received

Data = Mapping[str, object]


def whereto(received: Received) -> Done:
    """Where a message leads: to its order, or to its page in the inbox."""
    if received.order_number:
        text = _t("Order %(number)s is made.") if received.is_new else _t("This message came before: order %(number)s.")
        return Done(text % {"number": received.order_number}, f"/sales/orders/{received.order_number}/")
    text = "" if received.is_new else _t("This message came before.")
    return Done(text, f"/sales/messages/{received.number}/")


def bring_in(data: Data, by: Actor, at: datetime, key: str) -> Done:
    """A file or a pasted table."""
    file, text = data.get("file"), str(data.get("text") or "")
    if isinstance(file, UploadedFile):
        channel, content, name = Channel.FILE, file.read(), file.name or ""
    elif text.strip():
        channel, content, name = Channel.PASTE, text.encode(), ""
    else:
        raise InvalidInput(field="file", reason=_t("Drop a file here, or paste a table below."))
    message = MessageInput(
        channel=channel,
        site_id=identity.default_site(scope=by.scope).id,
        content=content,
        sender=str(data.get("sender") or ""),
        customer_id=cast("int | None", data.get("customer")),
        name=name,
    )
    return whereto(take_order.receive_message(message, by=by, at=at))


NEW = FormSpec(
    "sales.message-new",
    _("Bring in an order"),
    permits.MESSAGES,
    "sales/messages/new/",
    back="/sales/messages/",
    fields=(
        Field("customer", _("Customer"), "ref", lookup="sales.customer", help=_("Leave empty if you do not know yet.")),
        Field("sender", _("Sender"), help=_("Mail address or name: the columns are remembered for it.")),
        Field("file", _("Excel or CSV file"), "file", wide=True, help=_("Drop the file here. At most 2,000 lines and 5 MB.")),
        Field("text", _("Or paste a table"), "textarea", wide=True, rows=8, help=_("Copy the rows with their headings in the spreadsheet.")),
    ),
    run=bring_in,
    submit=_("Read it"),
)  # fmt: skip


def reject(message_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Turn it away."""
    take_order.reject_message(message_id, reason=str(data["reason"]), by=by, at=at)


def read_again(message_id: int, by: Actor, at: datetime, data: Data) -> Done:
    """Read it as if it came now."""
    return whereto(take_order.read_message_again(message_id, by=by, at=at))


def choose_customer(message_id: int, by: Actor, at: datetime, data: Data) -> Done:
    """Say whose it is."""
    drafted = take_order.choose_customer(message_id, customer_id=cast(int, data["customer"]), by=by, at=at)
    return made(drafted)


def made(drafted: Drafted | None) -> Done:
    """To the order if that was the last open thing."""
    if drafted is None:
        return Done()
    return Done(_t("Order %(number)s is made.") % {"number": drafted.number}, f"/sales/orders/{drafted.number}/")


def detail(message_id: int, by: Actor) -> Detail:
    """Lines with their reasons, suggestions to accept by one click, and the columns of a table."""
    sheet = queries.message(message_id, scope=by.scope)
    legal = {"reject", "again"} if sheet.state == MessageState.NEEDS_REVIEW else set()
    if sheet.state == MessageState.NEEDS_REVIEW:
        legal.add("customer")
    notices = [Notice(text, "amber") for text in sheet.faults] + [Notice(text) for text in sheet.notes]
    if sheet.order_number:
        link = Link(sheet.order_number, f"/sales/orders/{sheet.order_number}/", permits.SEE)
        notices.append(Notice(_("This message became an order:"), "green", link=link))
    if sheet.reject_reason:
        notices.append(Notice(sheet.reject_reason, "red"))
    blocks: list[Any] = [*notices, Part("sales/message_lines.html", _lines_context(sheet))]
    if "layout-unconfirmed" in sheet.fault_codes:
        blocks.insert(len(notices), Part("sales/columns.html", _columns_context(sheet), title=_("Which column is which?")))
    history = journal.history("sales.ordermessage", message_id, scope=by.scope)
    return Detail(
        title=sheet.number,
        subtitle=f"{sheet.customer_name} {sheet.customer_number}".strip(),
        badges=(Badge(MessageState(sheet.state).label, MESSAGE_STATES[sheet.state]),),
        facts=(
            Fact(_("Customer"), f"{sheet.customer_code} {sheet.customer_name}".strip() or "–"),
            Fact(_("Customer's number"), sheet.customer_number or "–"),
            Fact(_("Sender"), sheet.sender),
            Fact(_("Came in"), sheet.received_at, "datetime"),
            Fact(_("Open lines"), sheet.open_count, "number"),
        ),
        tabs=(
            Tab("lines", _("Lines"), blocks, count=len(sheet.lines)),
            Tab("log", _("History"), (Timeline(history, LOG),)),
        ),
        legal=frozenset(legal),
        links=(Link(_("As it came"), f"/sales/messages/{sheet.number}/raw/", permits.MESSAGES, icon="file-download"),),
        live=(f"sales.message:{sheet.id}",),
    )


def _lines_context(sheet: MessageSheet) -> dict[str, object]:
    offered = take_order.suggestions(sheet) if sheet.state == MessageState.NEEDS_REVIEW else {}
    # First the columns, then the lines: an answer to a misread line would be lost with it.
    may_answer = sheet.state == MessageState.NEEDS_REVIEW and "layout-unconfirmed" not in sheet.fault_codes
    rows = [{"line": line, "offered": offered.get(line.id, ())} for line in sheet.lines]
    return {"message": sheet, "rows": rows, "may_answer": may_answer}


def _columns_context(sheet: MessageSheet) -> dict[str, object]:
    chosen = {int(index): name for name, index in sheet.layout.get("columns", {}).items()}
    titles = [
        {"index": index, "title": title or "–", "chosen": chosen.get(index, "")}
        for index, title in enumerate(sheet.layout.get("titles", []))
    ]
    return {"message": sheet, "titles": titles, "fields": list(queries.FIELDS.items())}


def columns(request: HttpRequest, number: str) -> HttpResponse:
    """The columns as a person confirmed them."""
    asked = cast(WebRequest, request)
    message_id = queries.message_id_of(number, scope=asked.actor.scope)
    chosen = {
        str(value): int(name.removeprefix("column-"))
        for name, value in request.POST.items()
        if name.startswith("column-") and value and name.removeprefix("column-").isdigit()
    }
    done = whereto(take_order.confirm_layout(message_id, columns=chosen, by=asked.actor, at=asked.at))
    answers.say(request, done.text)
    return answers.go(request, done.url)


def answer(request: HttpRequest, line_id: int) -> HttpResponse:
    """One answer to one line: an item, a quantity, a date, a unit, a new part, or to leave it out."""
    asked = cast(WebRequest, request)
    form = request.POST
    try:
        given = LineAnswer(
            item_id=int(form["item"]) if form.get("item") else None,
            quantity=Decimal(form["quantity"]) if form.get("quantity") else None,
            unit_factor=Decimal(form["factor"]) if form.get("factor") else None,
            requested_on=datetime.strptime(form["day"], "%Y-%m-%d").date() if form.get("day") else None,  # noqa: DTZ007
            ignored=True if form.get("ignore") else None,
            as_new=bool(form.get("new")),
        )
    except (ValueError, ArithmeticError) as error:
        raise InvalidInput(field="line", reason=_t("This is not a number or a date.")) from error
    message_id = queries.message_of_line(line_id, scope=asked.actor.scope)
    number = queries.message(message_id, scope=asked.actor.scope).number
    done = made(take_order.answer_line(line_id, answer=given, by=asked.actor, at=asked.at))
    answers.say(request, done.text)
    return answers.go(request, done.url or f"/sales/messages/{number}/")


def raw(request: HttpRequest, number: str) -> HttpResponse:
    """The message exactly as it came, to keep, never to run."""
    asked = cast(WebRequest, request)
    message_id = queries.message_id_of(number, scope=asked.actor.scope)
    kept = queries.payload(message_id, scope=asked.actor.scope)
    name = "".join(letter for letter in kept.name if letter.isalnum() or letter in "._-") or f"{number}.txt"
    headers = {"Content-Disposition": f'attachment; filename="{name.encode("ascii", "replace").decode()}"'}
    return HttpResponse(kept.content, content_type="application/octet-stream", headers=headers)


MESSAGES = Screen(
    key="sales.messages",
    title=_("Inbox"),
    listing=queries.MESSAGES,
    permit=permits.MESSAGES,
    url="sales/messages/",
    group="orders",
    icon="inbox",
    order=10,
    columns=(
        Col("number", _("Message"), widget="link"),
        Col("state", _("State"), widget="badge", tones=MESSAGE_STATES),
        Col("customer", _("Customer"), wide=True),
        Col("customer_number", _("Customer's number")),
        Col("channel", _("Came by")),
        Col("subject", _("Subject"), wide=True),
        Col("lines", _("Lines")),
        Col("open", _("Open lines")),
        Col("order_number", _("Order"), url="/sales/orders/{order_number}/"),
        Col("received_at", _("Came in"), widget="ago"),
        Col("received_by", _("Received by"), hidden=True),
    ),
    filters=(
        Pick("state", _("State")),
        Pick("channel", _("Came by")),
        Pick("customer", _("Customer"), lookup="sales.customer"),
    ),
    chips=(Chip(_("To resolve"), {"state": "needs_review"}), Chip(_("Became orders"), {"state": "accepted"})),
    actions=(
        Action(
            "customer",
            _("Choose the customer"),
            permits.MESSAGES,
            run=choose_customer,
            icon="user-search",
            form=FormSpec(fields=(Field("customer", _("Customer"), "ref", required=True, lookup="sales.customer"),)),
        ),
        Action("again", _("Read again"), permits.MESSAGES, run=read_again, icon="refresh"),
        Action(
            "reject",
            _("Turn away"),
            permits.MESSAGES,
            run=reject,
            tone="red",
            icon="x",
            form=FormSpec(fields=(Field("reason", _("Reason"), "textarea", required=True),)),
        ),
    ),
    new=Link(_("Drop a file or paste"), "/sales/messages/new/", permits.MESSAGES),
    row_url="/sales/messages/{number}/",
    find=lambda key, by: queries.message_id_of(key, scope=by.scope),
    detail=detail,
    help=_("Orders as customers send them. What is understood becomes an order; what is not waits here with the reason."),
    empty=Empty(
        _("No message yet. Drop a customer's Excel order here, or paste the rows of one."),
        Link(_("Drop a file or paste"), "/sales/messages/new/", permits.MESSAGES),
    ),
    live="sales.message-received sales.message-waits",
)
PAGES = (
    Endpoint("sales/messages/<str:number>/columns/", columns, permits.MESSAGES, "sales.message-columns", ("POST",)),
    Endpoint("sales/messages/<str:number>/raw/", raw, permits.MESSAGES, "sales.message-raw"),
    Endpoint("sales/message-lines/<int:line_id>/answer/", answer, permits.MESSAGES, "sales.message-answer", ("POST",)),
)
