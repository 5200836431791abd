"""Attaching files: the content goes to the store under its digest, the row to the database."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.locks import lock_one
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.office import permits, rules
from taktline.office.errors import FileRefused
from taktline.office.models import Attachment
from taktline.office.queries import file_path
from taktline.office.queries.sites import of_sites


def attach(
    source: Source,
    chunks: Iterable[bytes],
    *,
    name: str,
    shows_money: bool = False,
    site_id: int | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """Attach a file to something. Returns the attachment's id. Raises FileRefused.

    The file is stored before the row is written, outside any transaction: what a failure leaves is harmless.
    shows_money: hide it from those who may not see prices. site_id: of the thing, None where it is the company's.
    """
    by.require(permits.FILE_ATTACH)
    clean = rules.clean_name(name)
    content_type = rules.CONTENT_TYPES.get(rules.ending(clean))
    if content_type is None:
        kinds = ", ".join(sorted(rules.CONTENT_TYPES))
        raise FileRefused(
            name=clean, reason=_("files of this kind are not kept; use one of %(kinds)s") % {"kinds": kinds}
        )
    digest, size = _store(chunks, clean)
    row = Attachment(
        site_id=site_id,
        source_kind=source.kind,
        source_id=source.id,
        name=clean,
        size=size,
        content_type=content_type,
        digest=digest,
        shows_money=shows_money,
        by_name=by.name[:80],
        at=at,
    )
    return _record(row, by=by, at=at)


@operation
def _record(row: Attachment, *, by: Actor, at: datetime) -> int:
    row.save(force_insert=True)
    after = {
        "name": row.name,
        "size": row.size,
        "source": f"{row.source_kind}:{row.source_id}",
        "digest": row.digest,
    }
    journal.record("office.attach", subject=row, by=by, at=at, after=after)
    return row.pk


@operation
def remove_attachment(attachment_id: int, *, by: Actor, at: datetime) -> None:
    """Take a file off its thing; the content stays in the store for the journal. Raises NotFound."""
    by.require(permits.FILE_ATTACH)
    row = lock_one(
        of_sites(Attachment.objects.filter(pk=attachment_id, removed_at=None), by.scope),
        what=N_("file"),
        key=attachment_id,
    )
    row.removed_at = at
    row.save(update_fields=["removed_at"])
    journal.record("office.remove-attachment", subject=row, by=by, at=at, before={"name": row.name})


def _store(chunks: Iterable[bytes], name: str) -> tuple[str, int]:
    """Write the content beside its place, then move it there whole. Returns digest and size. Raises FileRefused."""
    folder = file_path("0" * 64).parents[2]
    folder.mkdir(parents=True, exist_ok=True)
    digest, size, start = hashlib.sha256(), 0, b""
    handle, draft = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > rules.LARGEST_FILE:
                    most = rules.LARGEST_FILE // (1024 * 1024)
                    raise FileRefused(name=name, reason=_("it is larger than %(most)s MB") % {"most": most})
                start = start or chunk[:16]
                digest.update(chunk)
                file.write(chunk)
        if size == 0:
            raise FileRefused(name=name, reason=_("it is empty"))
        if not rules.content_fits(name, start):
            raise FileRefused(name=name, reason=_("its content is not what its ending says"))
        place = file_path(digest.hexdigest())
        place.parent.mkdir(parents=True, exist_ok=True)
        Path(draft).replace(place)
    finally:
        Path(draft).unlink(missing_ok=True)
    return digest.hexdigest(), size
