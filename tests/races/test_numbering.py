"""Documents get their numbers while everybody writes: never the same twice, and nobody waits for a slow one."""

import threading
import uuid

import pytest
from django.db import connection, connections, transaction

from taktline.kernel import numbering
from tests.races.arena import arena, rush  # noqa: F401 - a fixture

CLIENTS, EACH = 64, 20


def numbers(answers):
    """The counted part of every number drawn; a client that failed shows here."""
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    return sorted(int(number.rpartition("-")[2]) for answer in answers for number in answer)


def unheard_of():
    """A site code that no earlier run of the tests has used: sequences outlive a test."""
    return uuid.uuid4().hex[:8].upper()


@pytest.mark.usefixtures("arena")
def test_sixty_four_clients_start_the_year_together_and_no_number_is_given_twice():
    site = unheard_of()

    def draw_some(_client):
        drawn = []
        for _ in range(EACH):
            with transaction.atomic():
                drawn.append(numbering.draw("SO", site=site, year=2026))
        return drawn

    drawn = numbers(rush(CLIENTS, draw_some))

    assert len(set(drawn)) == CLIENTS * EACH
    assert drawn == list(range(1, CLIENTS * EACH + 1))


@pytest.mark.usefixtures("arena")
def test_numbers_the_law_wants_without_gaps_have_none_even_where_some_invoices_were_given_up():
    class GivenUpError(Exception):
        pass

    def post_some(client):
        drawn = []
        for turn in range(8):
            try:
                with transaction.atomic():
                    number = numbering.draw_gap_free("INV", site="S1", year=2026)
                    if (client + turn) % 3 == 0:
                        raise GivenUpError
            except GivenUpError:
                continue
            drawn.append(number)
        return drawn

    drawn = numbers(rush(24, post_some))

    assert drawn == list(range(1, len(drawn) + 1))
    assert len(drawn) == sum((client + turn) % 3 != 0 for client in range(1, 25) for turn in range(8))


@pytest.mark.postgres
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.usefixtures("arena")
def test_an_operation_that_takes_long_after_drawing_a_number_holds_up_nobody(first):
    """first: the slow one is even the first of its series."""
    site = unheard_of()
    if not first:
        numbering.draw("WO", site=site, year=2026)
    drawn, finish = threading.Event(), threading.Event()

    def slow():
        try:
            with transaction.atomic():
                numbering.draw("WO", site=site, year=2026)
                drawn.set()
                finish.wait(20)
        finally:
            connections.close_all()

    thread = threading.Thread(target=slow)
    thread.start()
    try:
        assert drawn.wait(10)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '2s'")
            number = numbering.draw("WO", site=site, year=2026)
    finally:
        finish.set()
        thread.join()

    assert number.endswith("00002" if first else "00003")
