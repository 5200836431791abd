"""Drawings and documents of items, bills of material and routings: brought in, listed, given out."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast
from urllib.parse import quote

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.catalog import permits, queries
from taktline.faces.web.access import WebRequest
from taktline.faces.web.declare import Action, Field, File, Files, FormSpec, Tab
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput, NotFound
from taktline.kernel.source import Source
from taktline.office import queries as office
from taktline.office import services as office_services

Data = Mapping[str, object]
ITEM, BOM, ROUTING = "catalog.item", "catalog.bom", "catalog.routing"
ATTACH = FormSpec(fields=(Field("file", _("Drawing or document"), "file", required=True),))


def tab(source: Source, by: Actor, *, item_id: int | None = None) -> Tab:
    """What is kept with one of them. item_id: also show what is kept with the item it makes."""
    own = _files(source, by)
    of_item = _files(Source(ITEM, item_id), by) if item_id else []
    blocks = [Files(own, now("Kept here") if item_id else "")]
    blocks += [Files(of_item, now("Kept with the item"))] if of_item else []
    return Tab("documents", now("Documents"), blocks, len(own) + len(of_item))


def _files(source: Source, by: Actor) -> list[File]:
    found = office.attachments_of(source, scope=by.scope)
    return [File(each.name, f"/catalog/files/{each.id}/") for each in found]


def attach_item(item_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Keep a file with an item."""
    queries.item(item_id, scope=by.scope)
    _attach(Source(ITEM, item_id), by, at, data)


def attach_bom(bom_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Keep a file with a bill of material, in force or not."""
    queries.bom(bom_id)
    _attach(Source(BOM, bom_id), by, at, data)


def attach_routing(routing_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Keep a file with a routing, in force or not."""
    queries.routing(routing_id, scope=by.scope)
    _attach(Source(ROUTING, routing_id), by, at, data)


def _attach(source: Source, by: Actor, at: datetime, data: Data) -> None:
    file = data.get("file")
    if not isinstance(file, UploadedFile):
        raise InvalidInput(field="file", reason=now("No file was chosen."))
    office_services.attach(source, file.chunks(), name=file.name or "file", by=by, at=at)


ATTACH_TO_ITEM, ATTACH_TO_BOM, ATTACH_TO_ROUTING = (
    Action("attach", _("Attach"), permit, run=run, form=ATTACH, icon="paperclip", says=_("Attached."))
    for permit, run in (
        (permits.CHANGE, attach_item),
        (permits.STRUCTURE, attach_bom),
        (permits.STRUCTURE, attach_routing),
    )
)


def give(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """A document as it was brought in."""
    asked = cast(WebRequest, request)
    row, path = office.attachment(file_id, scope=asked.actor.scope)
    if row.source.kind not in (ITEM, BOM, ROUTING):
        raise NotFound(what=now("document"), key=file_id)
    response = FileResponse(path.open("rb"), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(row.name)}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
