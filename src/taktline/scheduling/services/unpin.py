"""Let the scheduler decide again."""

from datetime import datetime

from django.utils.translation import gettext_noop as N_

from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.kernel.operation import operation
from taktline.scheduling import permits
from taktline.scheduling.models import Pin


@operation
def unpin(operation_id: int, *, by: Actor, at: datetime) -> None:
    """Take an operation's pin away; the next run may move it. Raises NotFound."""
    by.require(permits.MOVE)
    pin = Pin.objects.filter(operation_id=operation_id).first()
    if pin is None or not by.scope.covers_site(pin.site_id):
        raise NotFound(what=N_("pin"), key=operation_id)
    before = {"machine": pin.machine_id, "start": pin.start}
    journal.record("scheduling.unpin", subject=pin, by=by, at=at, before=before)
    pin.delete()
