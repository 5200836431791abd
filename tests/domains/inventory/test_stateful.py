"""Whatever is done in whatever order, the ledger agrees with a dict."""

from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from taktline.inventory import queries, services
from taktline.inventory.errors import NoReservation, NotThere, ShortOfStock
from taktline.inventory.types import Key, Status, Withdrawal
from taktline.kernel.actor import SYSTEM
from taktline.kernel.source import Source
from tests.builders.catalog import make_item
from tests.builders.identity import make_site
from tests.builders.inventory import NOW, make_place, reserve, stock, why

PLACES = ("W1", "W2")
QUANTITY = st.integers(1, 9)
PLACE = st.sampled_from(PLACES)


class Ledger(RuleBasedStateMachine):
    """free and reserved by place, held by place; everything else is derived."""

    @initialize()
    def company(self):
        self.item = make_item()
        self.site = make_site().id
        self.places = {code: make_place(code) for code in PLACES}
        self.there = defaultdict(int)  # (place, status)
        self.kept = 0
        self.documents = {}
        self.number = 0

    def key(self, place, status=Status.FREE):
        return Key(self.item, self.places[place], status=status)

    @property
    def free(self):
        return sum(self.there[(place, Status.FREE)] for place in PLACES) - self.kept

    @rule(place=PLACE, quantity=QUANTITY)
    def receive(self, place, quantity):
        stock(self.item, quantity, place_id=self.places[place], value=quantity * 3)
        self.there[(place, Status.FREE)] += quantity

    @rule(quantity=QUANTITY)
    def reserve(self, quantity):
        self.number += 1
        if quantity > self.free:
            with pytest.raises(ShortOfStock):
                reserve(self.item, quantity, source_id=self.number)
            return
        reserve(self.item, quantity, source_id=self.number)
        self.documents[self.number] = quantity
        self.kept += quantity

    @rule(data=st.data())
    def release(self, data):
        if self.documents:
            number = data.draw(st.sampled_from(sorted(self.documents)))
            services.release_reservations([Source("test.document", number)], by=SYSTEM, at=NOW)
            self.kept -= self.documents.pop(number)

    @rule(data=st.data(), quantity=QUANTITY)
    def issue_reserved(self, data, quantity):
        if not self.documents:
            return
        number = data.draw(st.sampled_from(sorted(self.documents)))
        source, wanted = Source("test.document", number), {self.item: Decimal(quantity)}
        if quantity > self.documents[number]:
            with pytest.raises(NoReservation):
                services.issue_reserved(source, quantities=wanted, posting=why(), by=SYSTEM, at=NOW)
            return
        picked = services.issue_reserved(source, quantities=wanted, posting=why(), by=SYSTEM, at=NOW)
        self._gone(picked)
        self.kept -= quantity
        self.documents[number] -= quantity
        if not self.documents[number]:
            del self.documents[number]

    def _gone(self, picked):
        codes = {pk: code for code, pk in self.places.items()}
        for each in picked:
            self.there[(codes[each.place_id], Status.FREE)] -= int(each.quantity)

    @rule(quantity=QUANTITY)
    def issue(self, quantity):
        wanted = [Withdrawal(self.item, Decimal(quantity))]
        if quantity > self.free:
            with pytest.raises(ShortOfStock):
                services.issue(wanted, site_id=self.site, posting=why(), by=SYSTEM, at=NOW)
            return
        self._gone(services.issue(wanted, site_id=self.site, posting=why(), by=SYSTEM, at=NOW))

    @rule(place=PLACE, quantity=QUANTITY)
    def transfer(self, place, quantity):
        other = next(code for code in PLACES if code != place)
        try:
            services.transfer(
                self.key(place),
                quantity=Decimal(quantity),
                to_place_id=self.places[other],
                posting=why(),
                by=SYSTEM,
                at=NOW,
            )
        except NotThere:
            assert quantity > self.there[(place, Status.FREE)] - self._reserved_in(place)
            return
        self.there[(place, Status.FREE)] -= quantity
        self.there[(other, Status.FREE)] += quantity

    def _reserved_in(self, place):
        from taktline.inventory.models import Balance

        rows = Balance.objects.filter(place_id=self.places[place], status=Status.FREE)
        return rows.values_list("reserved", flat=True).first() or 0

    @rule(place=PLACE, quantity=QUANTITY, hold=st.booleans())
    def change_status(self, place, quantity, hold):
        start, end = (Status.FREE, Status.QUARANTINE) if hold else (Status.QUARANTINE, Status.FREE)
        try:
            services.set_status(
                self.key(place, start),
                quantity=Decimal(quantity),
                status=end,
                posting=why("x"),
                by=SYSTEM,
                at=NOW,
            )
        except NotThere:
            assert quantity > self.there[(place, start)]
            return
        self.there[(place, start)] -= quantity
        self.there[(place, end)] += quantity
        self._reread()

    @rule(place=PLACE, change=st.integers(-9, 9).filter(bool))
    def adjust(self, place, change):
        try:
            services.adjust(self.key(place), change=Decimal(change), posting=why("x"), by=SYSTEM, at=NOW)
        except NotThere:
            assert -change > self.there[(place, Status.FREE)]
            return
        self.there[(place, Status.FREE)] += change
        self._reread()

    def _reread(self):
        """Reservations may have been cut; how they were is told by their own tests."""
        from taktline.kernel.scope import EVERYTHING

        rows = queries.reservations_of([Source("test.document", n) for n in self.documents], scope=EVERYTHING)
        self.documents = {}
        for row in rows:
            self.documents[row.source.id] = self.documents.get(row.source.id, 0) + int(row.quantity)
        self.kept = sum(self.documents.values())

    @invariant()
    def agrees(self):
        if not hasattr(self, "item"):
            return
        position = queries.position(self.item, site_id=self.site, at=NOW)
        held = sum(self.there[(place, Status.QUARANTINE)] for place in PLACES)
        assert (position.on_hand, position.held, position.reserved, position.free) == (
            sum(self.there.values()), held, self.kept, self.free,
        )  # fmt: skip
        assert queries.drifts() == []


class LedgerAgainstDict(TestCase):
    def test_ledger(self):
        profile = settings(max_examples=12, stateful_step_count=25, deadline=None)
        run_state_machine_as_test(_InTransaction, settings=profile)


class _InTransaction(Ledger):
    """Each example starts from nothing: what it wrote is undone."""

    def __init__(self):
        from django.db import transaction

        super().__init__()
        self.block = transaction.atomic()
        self.block._from_testcase = True
        self.block.__enter__()

    def teardown(self):
        from django.db import transaction

        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
