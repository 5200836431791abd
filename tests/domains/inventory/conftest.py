"""Every stock test ends with a ledger that ties."""

import pytest

from taktline.inventory import queries


@pytest.fixture(autouse=True)
def ledger_ties(db):
    yield
    assert queries.drifts() == []


@pytest.fixture
def party(db):
    """A customer who brings his own castings."""
    from tests.builders.parties import make_customer

    return make_customer()
