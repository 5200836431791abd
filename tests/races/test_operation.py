"""Two operations in each other's way: the database ends one, it is tried again, and both have their effect."""

import threading

import pytest
from django.db import OperationalError, connection

from taktline.kernel import operation as operations
from taktline.kernel.errors import Busy
from taktline.kernel.models import Counter
from taktline.kernel.operation import operation
from tests.races.arena import arena, rush  # noqa: F401 - a fixture


def add_one(series):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_counter SET last = last + 1 WHERE series = %s", [series])


@pytest.fixture
def counters(arena):  # noqa: F811 - the fixture imported above
    for series in ("left", "right"):
        Counter.objects.create(series=series)


def totals():
    return dict(Counter.objects.values_list("series", "last"))


@pytest.mark.postgres
@pytest.mark.usefixtures("counters")
def test_two_that_lock_in_opposite_order_both_succeed():
    met = threading.Barrier(2)
    tries = []

    @operation
    def move(first, second):
        tries.append(first)
        add_one(first)
        if len(tries) <= 2:  # the first time, each waits until the other has its first row
            met.wait(10)
        add_one(second)

    answers = rush(2, lambda client: move(*(("left", "right") if client == 1 else ("right", "left"))))

    assert answers == [None, None]
    assert len(tries) == 3
    assert totals() == {"left": 2, "right": 2}


@pytest.mark.postgres
@pytest.mark.usefixtures("counters")
def test_writers_who_each_read_the_same_figure_first_lose_no_update():
    @operation
    def raise_by_one():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
        seen = Counter.objects.get(series="left").last
        Counter.objects.filter(series="left").update(last=seen + 1)

    answers = rush(3, lambda _client: [raise_by_one() for _ in range(4)])

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert totals()["left"] == 12


@pytest.mark.postgres
@pytest.mark.usefixtures("counters")
def test_a_lock_that_never_comes_ends_in_a_sentence_and_changes_nothing():
    held, finish, tries = threading.Event(), threading.Event(), []

    @operation
    def hold():
        add_one("left")
        held.set()
        finish.wait(30)

    @operation
    def want():
        tries.append(1)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '20ms'")
        add_one("right")
        add_one("left")

    def client(number):
        if number == 1:
            return hold()
        held.wait(10)
        try:
            return want()
        finally:
            finish.set()

    _, answer = rush(2, client)

    assert isinstance(answer, Busy)
    assert len(tries) == operations.ATTEMPTS
    assert totals() == {"left": 1, "right": 0}


@pytest.mark.usefixtures("counters")
def test_what_no_repetition_can_mend_is_not_repeated():
    tries = []

    @operation
    def ask_nonsense():
        tries.append(1)
        raise OperationalError("no such thing")

    with pytest.raises(OperationalError, match="no such thing"):
        ask_nonsense()
    assert tries == [1]


@pytest.mark.postgres
@pytest.mark.usefixtures("counters")
def test_an_inner_operation_does_not_repeat_half_of_the_outer_one():
    inner_tries, outer_tries = [], []

    @operation
    def inner():
        inner_tries.append(1)
        add_one("right")
        if len(inner_tries) == 1:
            with connection.cursor() as cursor:
                cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$")

    @operation
    def outer():
        outer_tries.append(1)
        add_one("left")
        inner()

    outer()

    assert (len(outer_tries), len(inner_tries)) == (2, 2)
    assert totals() == {"left": 1, "right": 1}
