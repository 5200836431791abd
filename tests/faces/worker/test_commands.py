"""What the person who runs the server can ask: is the journal whole, what could not be delivered, what is wired."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from taktline.config import table
from taktline.kernel import deliver, journal, outbox, seal
from taktline.kernel.actor import SYSTEM
from taktline.kernel.deliver import MOST_ATTEMPTS, Reaction
from taktline.kernel.models import Counter, Delivery

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def said(command, *arguments):
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def write(count):
    subject, _ = Counter.objects.get_or_create(series="test")
    for number in range(count):
        journal.record("test.step", subject=subject, by=SYSTEM, at=NOON, after={"n": number})


@pytest.mark.django_db
def test_a_whole_journal_is_told_by_its_counts_and_its_head():
    write(3)
    seal.seal()
    write(1)
    told = said("verify_journal")
    assert "sealed 3, not sealed yet 1" in told
    assert f"head {seal.verify().head}" in told


@pytest.mark.django_db
def test_a_touched_journal_ends_the_command_with_an_error_that_names_the_line():
    write(3)
    seal.seal()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_entry SET actor_name = 'nobody' WHERE id = (SELECT max(id) FROM kernel_entry)")
    out = StringIO()
    with pytest.raises(CommandError, match="tampered"):
        call_command("verify_journal", stdout=out)
    assert "position 3: the line is not what was sealed" in out.getvalue()


@pytest.mark.django_db
def test_what_could_not_be_delivered_is_listed_and_put_back_in_line():
    class TeaMade(outbox.Fact):
        topic = "test.tea-made"

    def spill(body, at):
        raise OSError("no cup")

    with transaction.atomic():
        outbox.publish(TeaMade(), at=NOON)
    reactions = [Reaction("test.tea-made", "test.drink", spill)]
    deliver.relay(reactions, at=NOON)
    for hour in range(MOST_ATTEMPTS):
        deliver.deliver(reactions, at=NOON + timedelta(hours=hour))
    parked = Delivery.objects.get()

    told = said("parked")
    assert f"{parked.pk}  2026-03-02 12:00 test.tea-made → test.drink" in told
    assert "OSError: no cup" in told
    assert "1 put back in line" in said("retry_delivery", str(parked.pk))
    assert "0 parked" in said("parked")
    with pytest.raises(CommandError, match="no parked delivery"):
        call_command("retry_delivery", str(parked.pk))
    with pytest.raises(CommandError, match="Name the deliveries"):
        call_command("retry_delivery")


def test_the_table_shows_lives_reactions_jobs_chores_and_permits():
    page = "\n".join(table.lines())
    for line in (
        "sales: sales order",
        "planning.dirty-after",
        "planning.run: taktline.flows.plan_and_release",
        "kernel.seal: every 0:00:30",
        "sales.order.confirm: ",
    ):
        assert line in page
