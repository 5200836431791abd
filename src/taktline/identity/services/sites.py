"""Setting up sites."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.identity import permits
from taktline.identity.errors import NameTaken
from taktline.identity.models import Site
from taktline.identity.queries.sites import SITES_READ
from taktline.identity.services.users import is_time_zone
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import Fault, InvalidInputs
from taktline.kernel.locks import lock_one
from taktline.kernel.naming import Name
from taktline.kernel.operation import operation
from taktline.kernel.remembered import forget


@operation
def create_site(
    code: str, *, name: Name, time_zone: str = "Asia/Shanghai", currency: str = "CNY", by: Actor, at: datetime
) -> int:
    """Open a site. Returns its id. Raises NameTaken, InvalidInputs."""
    by.require(permits.SITE_CHANGE)
    faults = _faults(name, time_zone)
    if not (code.isascii() and code.isalnum() and len(code) <= 12):
        faults.append(Fault("code", _("Write 1 to 12 letters or digits.")))
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        faults.append(Fault("currency", _("Write the three letters of a currency, such as CNY.")))
    if faults:
        raise InvalidInputs(faults=faults)
    if Site.objects.filter(code=code).exists():
        raise NameTaken(name=code)
    site = Site.objects.create(
        code=code, name=name.zh, name_en=name.en, time_zone=time_zone, currency=currency
    )
    forget(SITES_READ)
    after = {"code": code, "name": name.zh, "time_zone": time_zone, "currency": currency}
    journal.record("identity.create-site", subject=site, by=by, at=at, after=after)
    return site.pk


@operation
def change_site(
    site_id: int, *, name: Name, time_zone: str, is_active: bool, by: Actor, at: datetime
) -> None:
    """Rename a site, set its clock, open or close it. Raises NotFound, InvalidInputs."""
    by.require(permits.SITE_CHANGE)
    site = lock_one(Site.objects.filter(pk=site_id), what=N_("site"), key=site_id)
    if faults := _faults(name, time_zone):
        raise InvalidInputs(faults=faults)
    before = {"name": site.name, "time_zone": site.time_zone, "is_active": site.is_active}
    site.name, site.name_en, site.time_zone, site.is_active = name.zh, name.en, time_zone, is_active
    site.save(update_fields=["name", "name_en", "time_zone", "is_active"])
    forget(SITES_READ)
    after = {"name": site.name, "time_zone": time_zone, "is_active": is_active}
    journal.record("identity.change-site", subject=site, by=by, at=at, before=before, after=after)


def _faults(name: Name, time_zone: str) -> list[Fault]:
    faults = []
    if not (name.zh or name.en).strip():
        faults.append(Fault("name", _("This must be filled.")))
    if not is_time_zone(time_zone):
        faults.append(Fault("time_zone", _("There is no such time zone; write one such as Asia/Shanghai.")))
    return faults
