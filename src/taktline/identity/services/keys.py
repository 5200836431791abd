"""API keys: made once, shown once, revoked for good."""

import secrets
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.identity import permits
from taktline.identity.models import ApiKey, Site
from taktline.identity.queries import digest_of
from taktline.identity.queries.actors import KEY_MARK
from taktline.identity.services.roles import require_own
from taktline.identity.types import KeyDraft, NewKey
from taktline.kernel import journal
from taktline.kernel.actor import Actor, ActorKind
from taktline.kernel.errors import Fault, InvalidInput, InvalidInputs
from taktline.kernel.locks import lock_one
from taktline.kernel.operation import operation


@operation
def create_api_key(draft: KeyDraft, *, by: Actor, at: datetime) -> NewKey:
    """A key for a program, with permits of its own. The secret is in the answer and nowhere else.

    Raises MoreThanOwn, InvalidInputs.
    """
    by.require(permits.KEY_CHANGE)
    require_own(draft.permits, by=by)
    sites = _checked(draft, at=at)
    prefix = secrets.token_hex(5)
    secret = f"{KEY_MARK}_{prefix}_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.create(
        name=draft.name.strip(),
        prefix=prefix,
        digest=digest_of(secret),
        permits=sorted(set(draft.permits)),
        language=draft.language,
        owner_id=by.id if by.kind is ActorKind.USER else None,
        created_at=at,
        expires_at=draft.expires_at,
    )
    key.sites.set(sites)
    after = {"name": key.name, "prefix": prefix, "permits": key.permits, "expires_at": draft.expires_at}
    journal.record("identity.create-api-key", subject=key, by=by, at=at, after=after)
    return NewKey(key.pk, secret)


@operation
def revoke_api_key(key_id: int, *, by: Actor, at: datetime) -> None:
    """End a key at once and for good. Raises NotFound, InvalidInput if it is revoked already."""
    by.require(permits.KEY_CHANGE)
    key = lock_one(ApiKey.objects.filter(pk=key_id), what=N_("API key"), key=key_id)
    if key.revoked_at is not None:
        raise InvalidInput(field="key", reason=_("This key is revoked already."))
    key.revoked_at = at
    key.save(update_fields=["revoked_at"])
    journal.record("identity.revoke-api-key", subject=key, by=by, at=at, after={"revoked_at": at})


def _checked(draft: KeyDraft, *, at: datetime) -> list[Site]:
    faults = []
    if not draft.name.strip():
        faults.append(Fault("name", _("This must be filled.")))
    if draft.expires_at is not None and draft.expires_at <= at:
        faults.append(Fault("expires_at", _("This must lie in the future.")))
    if draft.language not in dict(settings.LANGUAGES):
        faults.append(Fault("language", _("There is no such language here.")))
    sites = list(Site.objects.filter(pk__in=draft.sites))
    if len(sites) != len(set(draft.sites)):
        faults.append(Fault("sites", _("There is no such site.")))
    if faults:
        raise InvalidInputs(faults=faults)
    return sites
