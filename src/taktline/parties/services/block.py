"""A party is blocked, with a reason that others read, and unblocked."""

from datetime import datetime

from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.parties import locks, permits
from taktline.parties.errors import AlreadyBlocked, NotBlocked, ReasonNeeded
from taktline.parties.facts import PartyBlocked, PartyUnblocked


@operation
def block_party(party_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Stop dealing with a party. Raises ReasonNeeded, AlreadyBlocked, NotFound."""
    by.require(permits.BLOCK)
    party = locks.party(party_id)
    if not reason.strip():
        raise ReasonNeeded(party=party.code)
    if party.is_blocked:
        raise AlreadyBlocked(party=party.code, reason=party.block_reason)
    party.is_blocked, party.block_reason = True, reason.strip()[:200]
    party.save(update_fields=("is_blocked", "block_reason"))
    journal.record("parties.block", subject=party, by=by, at=at, reason=reason)
    outbox.publish(PartyBlocked(party.pk), at=at)


@operation
def unblock_party(party_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Deal with a party again. Raises ReasonNeeded, NotBlocked, NotFound."""
    by.require(permits.BLOCK)
    party = locks.party(party_id)
    if not reason.strip():
        raise ReasonNeeded(party=party.code)
    if not party.is_blocked:
        raise NotBlocked(party=party.code)
    before = {"block_reason": party.block_reason}
    party.is_blocked, party.block_reason = False, ""
    party.save(update_fields=("is_blocked", "block_reason"))
    journal.record("parties.unblock", subject=party, by=by, at=at, before=before, reason=reason)
    outbox.publish(PartyUnblocked(party.pk), at=at)
