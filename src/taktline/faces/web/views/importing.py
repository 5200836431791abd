"""Bring in a table: choose a file, see what would happen cell by cell, then apply it."""

import hashlib
from typing import cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from taktline.faces.web import answers, excel
from taktline.faces.web.access import Context, WebRequest
from taktline.faces.web.screen import Screen
from taktline.kernel import sheets
from taktline.kernel.errors import StaleSnapshot
from taktline.kernel.sheets import CellFault, Sheet

SHOWN_ROWS = 100
SHOWN_FAULTS = 200


def show(screen: Screen, request: HttpRequest) -> HttpResponse:
    """The page; on POST the preview, or, when the button says apply, the result."""
    sheet = _asked(screen, request)
    if request.method == "GET":
        tables = (screen.sheet, *screen.more_sheets) if screen.more_sheets else ()
        return render(request, "web/import.html", {"screen": screen, "sheet": sheet, "tables": tables})
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        raise excel.UnreadableFile(reason=_("no file was chosen."))
    digest = hashlib.sha256(upload.read()).hexdigest()
    upload.seek(0)
    raw = excel.read_upload(upload, sheet)
    typed, faults = sheets.read(sheet, raw)
    asked = cast(WebRequest, request)
    wants = request.POST.get("apply", "")
    if wants and wants != digest:
        raise StaleSnapshot(what=upload.name)
    if wants and not faults:
        report = sheet.apply(typed, asked.actor, asked.at, False)
        if not report.faults:
            answers.say(
                request,
                _("%(created)s created, %(changed)s changed, %(unchanged)s as before.")
                % {"created": report.created, "changed": report.changed, "unchanged": report.unchanged},
            )
            return answers.go(request, screen.path)
    else:
        # Rows whose cells can be typed are tried even when others cannot, so that all faults show at once.
        bad = {fault.row for fault in faults}
        report = sheet.apply(
            [row for at, row in enumerate(typed, 1) if at not in bad], asked.actor, asked.at, True
        )
        good = [at for at in range(1, len(typed) + 1) if at not in bad]
        faults += [
            CellFault(good[f.row - 1] if 0 < f.row <= len(good) else f.row, f.column, f.reason)
            for f in report.faults
        ]
    context = _preview(sheet, raw, faults or list(report.faults))
    context |= {"screen": screen, "sheet": sheet, "report": report, "digest": digest, "name": upload.name}
    return render(request, "web/import_preview.html", context)


def _asked(screen: Screen, request: HttpRequest) -> Sheet:
    return cast(Sheet, screen.table(request.POST.get("table") or request.GET.get("table", "")))


def _preview(sheet: Sheet, raw: list[dict[str, object]], faults: list[CellFault]) -> Context:
    by_cell = {(fault.row, fault.column): fault.reason for fault in faults}
    wrong = sorted({fault.row for fault in faults})
    order = [*wrong, *(at for at in range(1, len(raw) + 1) if at not in set(wrong))][:SHOWN_ROWS]
    rows = [
        (
            at,
            by_cell.get((at, ""), ""),
            [(raw[at - 1].get(c.name, ""), by_cell.get((at, c.name), "")) for c in sheet.columns],
        )
        for at in order
        if 0 < at <= len(raw)
    ]
    labels = {column.name: column.label for column in sheet.columns}
    listed = [(f.row, labels.get(f.column, ""), f.reason) for f in faults[:SHOWN_FAULTS]]
    return {"rows": rows, "faults": listed, "fault_count": len(faults), "row_count": len(raw)}


def template(screen: Screen, request: HttpRequest) -> HttpResponseBase:
    """An empty table with the right headings."""
    sheet = _asked(screen, request)
    return excel.download(f"{sheet.title}.xlsx", excel.template_of(sheet))
