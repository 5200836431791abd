"""Customers and suppliers are entered and changed."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.utils.translation import gettext as _

from taktline.kernel import journal, outbox, search
from taktline.kernel.actor import Actor
from taktline.kernel.drafts import Difference, check, fill
from taktline.kernel.errors import InvalidInput
from taktline.kernel.operation import operation
from taktline.parties import locks, permits, rules
from taktline.parties.errors import CodeTaken
from taktline.parties.facts import PartyChanged
from taktline.parties.models import Address, Contact, Party
from taktline.parties.types import AddressDraft, ContactDraft, PartyDraft


@operation
def create_party(draft: PartyDraft, *, by: Actor, at: datetime) -> int:
    """A new customer or supplier; its id. Who may not set credit enters it without limit and terms.

    Raises CodeTaken, NeitherCustomerNorSupplier, InvalidInputs, NotPermitted.
    """
    _require_permits(draft, by)
    row = Party()
    difference = _fill(row, draft, by)
    row.save()
    _find_by(row)
    journal.record(
        "parties.create-party", subject=row, by=by, at=at, after=difference.after, money=difference.money
    )
    outbox.publish(PartyChanged(row.pk), at=at)
    return row.pk


@operation
def change_party(party_id: int, draft: PartyDraft, *, by: Actor, at: datetime) -> bool:
    """Make a party as the draft says; whether anything changed. Raises as create_party, and NotFound."""
    row = locks.party(party_id)
    _require_permits(draft, by)
    difference = _fill(row, draft, by)
    if difference:
        row.save(update_fields=difference.names)
        _find_by(row)
        journal.record(
            "parties.change-party",
            subject=row,
            by=by,
            at=at,
            before=difference.before,
            after=difference.after,
            money=difference.money,
        )
        outbox.publish(PartyChanged(row.pk), at=at)
    return bool(difference)


@operation
def set_addresses(party_id: int, addresses: Sequence[AddressDraft], *, by: Actor, at: datetime) -> None:
    """Replace a party's addresses. Raises NotFound, InvalidInputs, NotPermitted."""
    party = locks.party(party_id)
    _require_hand_in(party, by)
    rows = [Address(party=party, **asdict(draft)) for draft in addresses]
    for row in rows:
        check(
            row, ("kind", "name", "lines", "city", "province", "country", "postcode", "latitude", "longitude")
        )
    before = [f"{row.city} {row.lines}" for row in party.addresses.order_by("id")]
    party.addresses.all().delete()
    Address.objects.bulk_create(rows)
    journal.record(
        "parties.set-addresses",
        subject=party,
        by=by,
        at=at,
        before={"addresses": before},
        after={"addresses": [f"{row.city} {row.lines}" for row in rows]},
    )


@operation
def set_contacts(party_id: int, contacts: Sequence[ContactDraft], *, by: Actor, at: datetime) -> None:
    """Replace the people to speak to. Raises NotFound, InvalidInputs, NotPermitted."""
    party = locks.party(party_id)
    _require_hand_in(party, by)
    rows = [Contact(party=party, **asdict(draft)) for draft in contacts]
    for row in rows:
        check(row, ("name", "role", "phone", "mail"))
    before = [row.name for row in party.contacts.order_by("id")]
    party.contacts.all().delete()
    Contact.objects.bulk_create(rows)
    _find_by(party)
    journal.record(
        "parties.set-contacts",
        subject=party,
        by=by,
        at=at,
        before={"contacts": before},
        after={"contacts": [row.name for row in rows]},
    )


def _fill(row: Party, draft: PartyDraft, by: Actor) -> Difference:
    rules.require_a_part_to_play(draft)
    if Party.objects.filter(code=draft.code.strip()).exclude(pk=row.pk).exists():
        raise CodeTaken(key=draft.code)
    limit = draft.credit_limit
    if limit is not None and (limit.currency != draft.currency or limit.minor < 0):
        raise InvalidInput(
            field="credit_limit", reason=_("An amount of zero or more in the party's own currency.")
        )
    was = (row.credit_limit_minor, row.terms_id)
    difference = fill(row, draft, leave=("credit_limit",))
    row.credit_limit_minor = None if limit is None else limit.minor
    if (row.credit_limit_minor, row.terms_id) != was:
        by.require(permits.CREDIT)
    if row.credit_limit_minor != was[0]:
        money = difference.money | {"credit_limit_minor": [was[0], row.credit_limit_minor]}
        names = (*difference.names, "credit_limit_minor")
        return Difference(names, difference.before, difference.after, money)
    return difference


def _require_permits(draft: PartyDraft, by: Actor) -> None:
    if draft.is_customer or not draft.is_supplier:
        by.require(permits.CHANGE_CUSTOMER)
    if draft.is_supplier:
        by.require(permits.CHANGE_SUPPLIER)


def _require_hand_in(party: Party, by: Actor) -> None:
    by.require(permits.CHANGE_CUSTOMER if party.is_customer else permits.CHANGE_SUPPLIER)


def _find_by(row: Party) -> None:
    people = row.contacts.values_list("name", flat=True)
    search.index("parties.party", row.pk, row.code, row.name, row.name_en, row.tax_number, *people)
