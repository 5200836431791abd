"""Customers and suppliers: terms, credit, blocks, who sees whom."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from taktline.kernel import journal
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import InvalidInput, InvalidInputs, NotFound, NotPermitted
from taktline.kernel.exact import Money
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.parties import queries, services
from taktline.parties.errors import (
    AlreadyBlocked,
    CodeTaken,
    NeitherCustomerNorSupplier,
    NotBlocked,
    ReasonNeeded,
)
from taktline.parties.types import AddressDraft, ContactDraft, PartyDraft, TermsDraft, TermsKind
from tests.builders.identity import NOW, actor, make_user
from tests.builders.parties import give_address, make_customer, make_supplier, make_terms

pytestmark = pytest.mark.django_db


def test_a_customer_is_known_with_terms_and_credit():
    terms = make_terms("M90", days=90)
    ancha = make_customer("ANCHA", terms_id=terms, credit_limit=500_000)
    row = queries.customer(ancha)
    assert (row.code, str(row.name), row.terms.code) == ("ANCHA", "安叉工业车辆", "M90")
    assert (row.credit_limit, row.exposure) == (Money(50_000_000), Money(0))
    assert queries.party_by_code("ANCHA").id == ancha


def test_a_supplier_is_no_customer():
    with pytest.raises(NotFound):
        queries.customer(make_supplier())


def test_monthly_terms_count_from_the_end_of_the_month():
    terms = queries.terms(make_terms("M60", days=60))
    assert terms.due_on(date(2026, 1, 15)) == date(2026, 4, 1)
    plain = replace(terms, kind=TermsKind.DAYS)
    assert plain.due_on(date(2026, 1, 15)) == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("kind", "share", "days", "field"),
    [
        (TermsKind.PREPAID, "0", 0, "prepaid_share"),
        (TermsKind.PREPAID, "1.2", 0, "prepaid_share"),
        (TermsKind.MONTHLY, "0.3", 60, "prepaid_share"),
        (TermsKind.MONTHLY, "0", 999, "days"),
    ],
)
def test_terms_that_contradict_themselves_are_refused(kind, share, days, field):
    draft = TermsDraft("T", "条款", kind=kind, prepaid_share=Decimal(share), days=days)
    with pytest.raises(InvalidInputs) as refused:
        services.create_terms(draft, by=SYSTEM, at=NOW)
    assert [fault.field for fault in refused.value.faults] == [field]
    assert queries.all_terms() == []


def test_a_party_plays_a_part_and_has_its_own_code():
    with pytest.raises(NeitherCustomerNorSupplier):
        services.create_party(PartyDraft("X", "无"), by=SYSTEM, at=NOW)
    make_customer("ANCHA")
    with pytest.raises(CodeTaken):
        make_supplier("ANCHA")


def test_wrong_values_are_named_and_change_nothing():
    ancha = make_customer("ANCHA")
    draft = replace(queries.draft_of(ancha), name="长" * 200, terms_id=10**9)
    with pytest.raises(InvalidInputs) as refused:
        services.change_party(ancha, draft, by=SYSTEM, at=NOW)
    assert {fault.field for fault in refused.value.faults} == {"name", "terms_id"}
    assert str(queries.party(ancha).name) == "安叉工业车辆"
    limit = replace(queries.draft_of(ancha), credit_limit=Money(1, "USD"))
    with pytest.raises(InvalidInput):
        services.change_party(ancha, limit, by=SYSTEM, at=NOW)


def test_a_block_has_a_reason_and_is_lifted_with_one():
    ancha = make_customer("ANCHA")
    with pytest.raises(ReasonNeeded):
        services.block_party(ancha, reason=" ", by=SYSTEM, at=NOW)
    services.block_party(ancha, reason="逾期 92 天", by=SYSTEM, at=NOW)
    assert (queries.customer(ancha).blocked, queries.customer(ancha).block_reason) == (True, "逾期 92 天")
    with pytest.raises(AlreadyBlocked):
        services.block_party(ancha, reason="again", by=SYSTEM, at=NOW)
    services.unblock_party(ancha, reason="已付款", by=SYSTEM, at=NOW)
    with pytest.raises(NotBlocked):
        services.unblock_party(ancha, reason="again", by=SYSTEM, at=NOW)
    assert not queries.customer(ancha).blocked


def test_exposure_moves_by_amounts():
    ancha = make_customer()
    assert services.move_exposure(ancha, minor=150, by=SYSTEM) == 150
    assert services.move_exposure(ancha, minor=-50, by=SYSTEM) == 100
    services.set_exposure({ancha: 7}, by=SYSTEM)
    assert queries.customer(ancha).exposure == Money(7)


def test_a_sales_clerk_enters_customers_but_sets_no_credit():
    clerk = actor("sales_clerk")
    draft = PartyDraft("NEW", "新客户", is_customer=True)
    party = services.create_party(draft, by=clerk, at=NOW)
    with pytest.raises(NotPermitted):
        services.change_party(party, replace(draft, credit_limit=Money(100)), by=clerk, at=NOW)
    with pytest.raises(NotPermitted):
        services.create_party(PartyDraft("V", "供应商", is_supplier=True), by=clerk, at=NOW)


def test_a_clerk_sees_own_customers_and_every_supplier():
    mine, other = make_user("sales_clerk"), make_user("sales_clerk")
    own, foreign, supplier = make_customer(clerk_id=mine), make_customer(clerk_id=other), make_supplier()
    scope = Scope(clerk=mine, money=True)
    assert set(queries.parties([own, foreign, supplier], scope=scope)) == {own, supplier}
    assert [row.id for row in page(queries.CUSTOMERS, scope=scope).rows] == [own]


def test_amounts_are_hidden_from_who_may_not_see_money():
    ancha = make_customer(credit_limit=100)
    scope = Scope()
    assert queries.customer(ancha, scope=scope).credit_limit is None
    assert queries.customer(ancha, scope=scope).exposure is None
    row = page(queries.CUSTOMERS, scope=scope).rows[0]
    assert "credit_limit" not in row.values
    services.change_party(ancha, replace(queries.draft_of(ancha), credit_limit=Money(5)), by=SYSTEM, at=NOW)
    lines = journal.history("parties.party", ancha, scope=scope)
    assert all(not line.money and "credit_limit_minor" not in line.after for line in lines)


def test_addresses_and_contacts_are_replaced_whole():
    ancha = make_customer()
    give_address(ancha)
    services.set_addresses(
        ancha,
        [
            AddressDraft(city="合肥", latitude=Decimal("31.82"), longitude=Decimal("117.22")),
            AddressDraft(city="芜湖"),
        ],
        by=SYSTEM,
        at=NOW,
    )
    services.set_contacts(ancha, [ContactDraft("李工", "采购")], by=SYSTEM, at=NOW)
    assert [each.city for each in queries.addresses(ancha)] == ["合肥", "芜湖"]
    assert [row.id for row in page(queries.CUSTOMERS, scope=EVERYTHING, text="李工").rows] == [ancha]


def test_people_find_customers_by_two_characters():
    ancha = make_customer("ANCHA")
    make_customer("OTHER", name="别的厂", name_en="Other")
    assert [row.id for row in queries.suggest_parties("安叉")] == [ancha]


@pytest.mark.parametrize("listing", [queries.CUSTOMERS, queries.SUPPLIERS, queries.TERMS])
def test_lists_take_the_same_queries_however_long(listing, django_assert_num_queries):
    for _ in range(3):
        make_customer()
        make_supplier()
    with django_assert_num_queries(1):
        page(listing, scope=EVERYTHING)
