"""Supply and demand meet: projections, positions, columns, and nothing written that did not change."""

from datetime import date
from decimal import Decimal

from taktline.inventory import queries, services
from taktline.inventory.types import Differences, Direction, Expected
from taktline.kernel.source import Source
from tests.builders.catalog import make_item
from tests.builders.identity import make_site
from tests.builders.inventory import NOW, expect, reserve, stock

OUT = Direction.OUT


def test_the_projection_says_what_is_left_after_each_step_and_why():
    item = make_item()
    stock(item, 10)
    expect(item, 8, due=date(2026, 3, 5), direction=OUT, source_id=1)
    expect(item, 5, due=date(2026, 3, 10), direction=OUT, source_id=2)
    expect(item, 20, due=date(2026, 3, 7), kind="purchasing.line", source_id=3)
    steps = queries.projection(item, site_id=make_site().id, at=NOW)
    assert [(step.balance, step.source) for step in steps] == [
        (2, Source("test.document", 1)),
        (22, Source("purchasing.line", 3)),
        (17, Source("test.document", 2)),
    ]
    position = queries.position(item, site_id=make_site().id, at=NOW)
    assert (position.incoming, position.outgoing, position.projected) == (20, 13, 17)


def test_what_arrives_on_the_day_arrives_before_what_leaves_on_it():
    item = make_item()
    expect(item, 5, direction=OUT, source_id=1)
    expect(item, 5, source_id=2)
    assert [step.balance for step in queries.projection(item, site_id=make_site().id, at=NOW)] == [5, 0]


def test_only_differences_are_written(django_assert_num_queries):
    item, site = make_item(), make_site().id
    rows = [Expected(number, item, site, date(2026, 3, 9), Decimal(5), OUT) for number in range(1, 51)]
    assert services.set_expectations("sales.delivery", rows, at=NOW) == Differences(50, 0, 0, 0)
    with django_assert_num_queries(3):  # one to read, two for the transaction
        assert services.set_expectations("sales.delivery", rows, at=NOW) == Differences(0, 0, 0, 50)
    changed = [Expected(1, item, site, date(2026, 3, 10), Decimal(5), OUT), *rows[2:]]
    answer = services.set_expectations("sales.delivery", changed, of=range(1, 51), at=NOW)
    assert answer == Differences(0, 1, 1, 48)
    assert services.drop_expectations([Source("sales.delivery", 1)], at=NOW) == 1
    assert services.drop_expectations([Source("sales.delivery", 1)], at=NOW) == 0


def test_engines_get_columns_in_millionths():
    item, site = make_item(), make_site().id
    stock(item, 10)
    reserve(item, 4)
    expect(item, 3, direction=OUT, source_id=7)
    stock_columns = queries.on_hand_columns(site_id=site, at=NOW)
    assert (list(stock_columns.ids), list(stock_columns["usable"]), list(stock_columns["reserved"])) == (
        [item], [10_000_000], [4_000_000],
    )  # fmt: skip
    columns = queries.expectations(site_id=site)
    assert (columns["item_id"][0], columns["quantity"][0], columns["sign"][0]) == (item, 3_000_000, -1)
    assert str(columns["due"][0]) == "2026-03-09"
    assert len(queries.expectations(site_id=site, direction=Direction.IN)) == 0
