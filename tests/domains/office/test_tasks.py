"""Tasks find the right people, once, and end aloud."""

from datetime import timedelta

import pytest

from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove, InvalidInput
from taktline.kernel.listing import page
from taktline.kernel.models import Message
from taktline.kernel.scope import EVERYTHING
from taktline.office import queries, services
from taktline.office.errors import NotYourTask, TakenByAnother
from tests.builders.identity import NOW, actor, make_site
from tests.builders.office import ORDER, make_task

pytestmark = pytest.mark.django_db


def test_a_task_is_opened_once_and_brought_up_to_date():
    first = make_task()
    again = services.open_task(
        "sales.review",
        role="planner",
        title="Review order %(number)s now",
        data={"number": "7"},
        source=ORDER,
        key="1",
        due=NOW + timedelta(hours=4),
        by=SYSTEM,
        at=NOW,
    )
    assert again == first
    assert [each.title for each in queries.my_tasks(actor=SYSTEM)] == ["Review order 7 now"]
    services.close_tasks("sales.review", key="1", by=SYSTEM, at=NOW)
    assert make_task() != first  # a closed one does not count


def test_only_the_role_and_managers_see_a_task():
    make_task("planner")
    seen = {role: queries.my_task_count(actor=actor(role)) for role in ("planner", "buyer", "plant_manager")}
    assert seen == {"planner": 1, "buyer": 0, "plant_manager": 1}


def test_a_task_of_another_site_is_not_seen():
    one, two = make_site("S1"), make_site("S2")
    make_task(key="1", site_id=one.id)
    make_task(key="2", site_id=two.id)
    make_task(key="3")
    assert [each.key for each in queries.my_tasks(actor=actor("planner", sites=(two.id,)))] == ["2", "3"]


def test_who_takes_a_task_keeps_it_until_it_is_done_or_given_back():
    task_id = make_task("planner")
    wang, li = actor("planner"), actor("planner")
    services.take_task(task_id, by=wang, at=NOW)
    with pytest.raises(TakenByAnother):
        services.finish_task(task_id, by=li, at=NOW)
    with pytest.raises(NotYourTask):
        services.take_task(task_id, by=actor("buyer"), at=NOW)
    services.give_back_task(task_id, by=wang, at=NOW)
    services.finish_task(task_id, note="called the customer", by=li, at=NOW)
    with pytest.raises(IllegalMove):
        services.take_task(task_id, by=li, at=NOW)
    assert Message.objects.filter(topic="office.task-closed").count() == 1


def test_dismissing_needs_a_reason():
    task_id = make_task("planner")
    planner = actor("planner")
    with pytest.raises(InvalidInput):
        services.dismiss_task(task_id, reason=" ", by=planner, at=NOW)
    services.dismiss_task(task_id, reason="ordered twice", by=planner, at=NOW)
    rows = page(queries.TASKS, scope=EVERYTHING, where={"state": "dismissed"}).rows
    assert [(row["note"], row["role"]) for row in rows] == [("ordered twice", "planner")]


def test_what_is_gone_takes_its_tasks_with_it():
    make_task(kind="a", key="1")
    make_task(kind="b", key="1")
    assert services.close_tasks_of(ORDER, by=SYSTEM, at=NOW) == 2
    assert queries.tasks_of(ORDER, actor=SYSTEM) == []


def test_people_and_roles_are_told_once_each():
    wang, li = actor("planner"), actor("planner")
    told = services.notify(
        title="Order %(number)s is late", data={"number": "7"}, users=[wang.id], role="planner", at=NOW
    )
    assert told == 2
    assert [note.text for note in queries.notifications(wang.id)] == ["Order 7 is late"]
    assert services.mark_read(wang.id, at=NOW) == 1
    assert (queries.unread_count(wang.id), queries.unread_count(li.id)) == (0, 1)


def test_asking_again_makes_nobody_punctual():
    first = NOW + timedelta(hours=4)
    task = make_task("planner", due=first)
    assert make_task("planner", due=first + timedelta(days=1)) == task
    assert queries.task(task, actor=SYSTEM).due == first
    assert make_task("planner", due=first - timedelta(hours=2)) == task
    assert queries.task(task, actor=SYSTEM).due == first - timedelta(hours=2)
