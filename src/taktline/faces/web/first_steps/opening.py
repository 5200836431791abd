"""Opening data on one page: take the empty workbook, choose the filled one, see what it would do, bring it in."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from taktline.faces.web import answers, excel
from taktline.faces.web.access import Context, WebRequest
from taktline.faces.web.first_steps import workbook
from taktline.faces.web.first_steps.workbook import FIGURES, Filled
from taktline.flows import open_books
from taktline.identity import queries as identity
from taktline.kernel.errors import StaleSnapshot
from taktline.kernel.exact import plain
from taktline.kernel.sheets import Sheet
from taktline.kernel.source import Source
from taktline.office import queries as office
from taktline.office import services as files

SHOWN_FAULTS = 200
TYPED = "total:"


def show(request: HttpRequest) -> HttpResponse:
    """The page; on POST what the workbook would do, or, when the button says so, that it was done."""
    asked = cast(WebRequest, request)
    if request.method == "GET":
        return render(
            request, "first_steps/opening.html", {"tables": open_books.OPENING, "past": _past(asked)}
        )
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        raise excel.UnreadableFile(reason=_("no file was chosen."))
    filled = workbook.read(upload)
    stated = filled.stated | _typed(request.POST)
    if request.POST.get("apply"):
        return _bring_in(asked, upload, filled, stated)
    book = open_books.check_book(filled.tables, stated=stated, by=asked.actor, at=asked.at)
    return render(request, "first_steps/opening_preview.html", _preview(filled, book))


def template(request: HttpRequest) -> HttpResponseBase:
    """The empty workbook."""
    del request
    return excel.download(f"{_('Opening data')}.xlsx", workbook.template())


def _bring_in(
    asked: WebRequest,
    upload: "UploadedFile[Any]",
    filled: Filled,
    stated: Mapping[tuple[str, str, str], Decimal],
) -> HttpResponse:
    if asked.POST["apply"] != filled.digest:
        raise StaleSnapshot(what=filled.name)
    seal = open_books.seal_of_book(filled.tables)
    book = open_books.apply_book(filled.tables, seal=seal, stated=stated, by=asked.actor, at=asked.at)
    if not book.is_clean:
        return render(asked, "first_steps/opening_preview.html", _preview(filled, book))
    upload.seek(0)
    files.attach(
        _here(asked), upload.chunks(), name=filled.name, shows_money=True, by=asked.actor, at=asked.at
    )
    answers.say(
        asked,
        _("The books are open: %(tables)s tables with %(rows)s rows came in, and every total ties.")
        % {"tables": len(book.tables), "rows": sum(each.rows for each in book.tables)},
    )
    return answers.go(asked, "/first-steps/opening/")


def _here(asked: WebRequest) -> Source:
    return Source("flows.opening", identity.default_site(scope=asked.actor.scope).id)


def _past(asked: WebRequest) -> list[Any]:
    return list(office.attachments_of(_here(asked), scope=asked.actor.scope))


def _typed(given: Mapping[str, str]) -> dict[tuple[str, str, str], Decimal]:
    """Control totals from the boxes of the preview; an empty box states nothing."""
    found = {}
    for name, text in given.items():
        table, figure, group = (*name.removeprefix(TYPED).split("|", 2), "", "")[:3]
        if name.startswith(TYPED) and str(text).strip():
            found[table, figure, group] = workbook.number(str(text))
    return found


def _preview(filled: Filled, book: open_books.Book) -> Context:
    known = {table.key: table for table in open_books.OPENING}
    faults = [
        (known[each.key].title, fault.row, _label(known[each.key], fault.column), fault.reason)
        for each in book.tables
        for fault in each.report.faults
    ]
    rows = [
        {
            "title": known[each.key].title,
            "rows": each.rows,
            "report": each.report,
            "faults": len(each.report.faults),
        }
        for each in book.tables
    ]
    return {
        "name": filled.name,
        "digest": filled.digest,
        "rows": rows,
        "faults": faults[:SHOWN_FAULTS],
        "fault_count": len(faults),
        "controls": [_control(known, each) for each in book.controls],
        "may_apply": book.is_clean and book.ties,
        "untied": sum(not each.ties for each in book.controls),
    }


def _control(known: Mapping[str, Sheet], each: open_books.Control) -> Context:
    """One control total: what the workbook adds up to, what the ledger gains, and what the old books state."""
    return {
        "name": TYPED + "|".join(each.key),
        "table": known[each.table].title if each.table in known else each.table,
        "figure": FIGURES.get(each.figure, each.figure),
        "group": each.group,
        "amount": plain(each.amount),
        "booked": None if each.booked is None else plain(each.booked),
        "stated": "" if each.stated is None else plain(each.stated),
        "difference": None if each.stated is None else plain(each.amount - each.stated),
        "ties": each.ties,
        "is_part": bool(each.group),
    }


def _label(table: Sheet, column: str) -> object:
    return next((each.label for each in table.columns if each.name == column), "")
