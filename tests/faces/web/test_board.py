"""The machine board, seen as a planner's browser sees it."""

import json

import pytest

from taktline.kernel import job_run
from taktline.kernel.scope import EVERYTHING
from taktline.sales import queries as sales
from taktline.scheduling import queries, services
from tests.builders.catalog import make_item, make_product
from tests.builders.identity import NOW, make_site
from tests.builders.inventory import stock
from tests.builders.planning import confirmed_order, day
from tests.builders.resources import default_calendar, make_centre
from tests.builders.scheduling import firm_everything, publish, published, run_schedule
from tests.builders.web import HTMX, browser, text_of

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The pages read the tests' clock."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def shop():
    """A pump of one body: the body is turned on one of two lathes, the pump put together at one bench."""
    default_calendar()
    lathes = make_centre("TURN", machines=2)
    bench = make_centre("BENCH", machines=1)
    steel = make_item("STEEL", lead_days=2)
    stock(steel, 1000)
    body = make_product("BODY", lines=[(steel, 1)], operations=[(lathes, 3600)], lead_days=2)
    return make_product("PUMP", lines=[(body, 1)], operations=[(bench, 300)], lead_days=2)


@pytest.fixture
def orders(shop):
    """Three firmed customer orders with a schedule in force."""
    made = [confirmed_order((shop, 20, day(14))), confirmed_order((shop, 10, day(7))), confirmed_order((shop, 30, day(21)))]
    firm_everything()
    publish()
    return made


def board_of(client, query=""):
    """What the island is given."""
    answer = client.get(f"/board/data/{query}")
    assert answer.status_code == 200, text_of(answer)
    return answer.json()


def movable(board, item="BODY"):
    """The last bar of an item that may be moved."""
    return max((bar for bar in board["bars"] if bar["item"].startswith(item) and bar["eligible"]), key=lambda bar: bar["start"])


def drop(client, board, bar, *, lane=None, start=None):
    """Ask what follows if the bar stood elsewhere."""
    body = {
        "bar": bar["id"], "lane": lane or bar["lane"], "start": bar["start"] if start is None else start,
        "version": board["version"], "origin": board["origin"],
    }  # fmt: skip
    return client.post("/board/move/", json.dumps(body), content_type=JSON)


def test_every_page_of_the_board_opens(orders):
    client = browser("planner")
    bar = board_of(client)["bars"][0]
    run_id = run_schedule()
    for url in (
        "/board/", "/board/?order=SO-1", f"/board/?run={run_id}", "/board/load/", f"/board/load/?run={run_id}",
        "/board/runs/", f"/board/runs/{run_id}/", f"/board/runs/{published().id}/", "/board/controls/",
        f"/board/operations/{bar['id']}/", "/home/scheduling.card/", f"/board/data/?run={run_id}",
    ):  # fmt: skip
        answer = client.get(url)
        assert answer.status_code == 200, (url, text_of(answer)[:3000])
    assert "cannot be avoided" in text_of(client.get(f"/board/runs/{run_id}/"))


def test_bars_carry_the_customers_order_and_lanes_their_hours(orders):
    board = board_of(browser("planner"))
    assert len(board["bars"]) == 6
    assert {bar["order"] for bar in board["bars"]} == {sales.sheet_of(pk, scope=EVERYTHING).number for pk in orders}
    assert board["origin"].endswith("T00:00")
    assert all(lane["windows"] for lane in board["lanes"])
    assert all(0 <= lane["load"] <= 1 for lane in board["lanes"])


def test_who_may_only_look_gets_no_bar_to_move_and_is_refused(orders):
    clerk = browser("sales_clerk")
    board = board_of(clerk)
    assert all(bar["eligible"] == [] for bar in board["bars"])
    assert "Compute now" not in text_of(clerk.get("/board/"))
    assert drop(clerk, board, board["bars"][0]).status_code == 403
    assert clerk.post("/board/compute/", {"seconds": 5}).status_code == 403


def test_a_drag_shows_what_follows_and_is_kept_exactly_so(orders):
    client = browser("planner")
    board = board_of(client)
    bar = movable(board)
    before = published().id
    answer = drop(client, board, bar, start=bar["start"] + 7 * 1440)
    found = answer.json()
    assert answer.status_code == 200, found
    assert bar["id"] in {each["id"] for each in found["moved"]}
    assert any(slip["minutes"] > 0 and slip["order"] == bar["order"] for slip in found["slips"])
    assert published().id == before

    kept = client.post("/board/keep/", json.dumps({"token": found["token"]}), content_type=JSON)
    assert kept.status_code == 200, kept.content
    after = board_of(client)
    assert after["version"] == kept.json()["version"] == board["version"] + 1
    moved = next(each for each in after["bars"] if each["id"] == bar["id"])
    wanted = next(each for each in found["moved"] if each["id"] == bar["id"])
    assert moved["pinned"]
    assert (moved["lane"], moved["start"], moved["end"]) == (wanted["lane"], wanted["start"], wanted["end"])

    again = client.post("/board/keep/", json.dumps({"token": found["token"]}), content_type=JSON)
    assert (again.status_code, again.json()["code"]) == (409, "kernel.stale-snapshot")
    stale = drop(client, board, bar)
    assert stale.json()["code"] == "kernel.stale-snapshot"

    dialog = text_of(client.get(f"/board/operations/{bar['id']}/"))
    assert "A planner pinned it" in dialog
    assert client.post(f"/board/operations/{bar['id']}/unpin/", headers=HTMX).status_code == 204


def test_an_impossible_pin_is_told_in_a_sentence_and_changes_nothing(orders):
    client = browser("planner")
    board = board_of(client)
    bar = movable(board)
    bench = next(each["lane"] for each in board["bars"] if each["item"].startswith("PUMP"))
    lane = next(each for each in board["lanes"] if each["id"] == bar["lane"])
    night = next(end for start, end in lane["windows"] if start > bar["end"])
    before = published()
    cases = {
        "does not work": drop(client, board, bar, start=night + 30),
        "cannot be done on that machine": drop(client, board, bar, lane=bench),
        "into the past": drop(client, board, bar, start=board["now"] - 600),
    }
    unknown = drop(client, board, bar, lane=10**9)
    for words, answer in {**cases, "cannot be done": unknown}.items():
        assert answer.status_code == 422, answer.content
        assert answer.json()["code"] == "scheduling.cannot-schedule"
        assert words in answer.json()["title"]
    frozen = next((each for each in board["bars"] if not each["eligible"]), None)
    if frozen is not None:
        assert drop(client, board, frozen, start=frozen["start"] + 1440).json()["code"] == "scheduling.frozen"
    assert published() == before


def test_a_pin_before_its_material_is_refused(shop):
    steel_is_late = make_item("CASTING", lead_days=5)
    lathe = make_centre("MILL", machines=1)
    late = make_product("VALVE", lines=[(steel_is_late, 1)], operations=[(lathe, 600)], lead_days=2)
    confirmed_order((late, 5, day(40)))
    firm_everything()
    publish()
    client = browser("planner")
    board = board_of(client)
    bar = movable(board, "VALVE")
    lane = next(each for each in board["lanes"] if each["id"] == bar["lane"])
    early = next(start for start, _end in lane["windows"] if start > board["now"])
    answer = drop(client, board, bar, start=early)
    assert answer.status_code == 422, answer.json()
    assert "before its material" in answer.json()["title"]


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"bar": "x"}', b'{"bar": 1, "lane": true}', b'{"token": "forged"}', b'{"version": 1, "bar": 1, "lane": 1, "start": 99999999999, "origin": "x"}'],
)  # fmt: skip
def test_nonsense_is_refused_in_words(orders, body):
    client = browser("planner")
    for url in ("/board/move/", "/board/keep/"):
        answer = client.post(url, body, content_type=JSON)
        assert answer.status_code in (409, 422), (url, answer.content)
        assert answer.json()["title"]


def test_a_run_is_watched_stopped_looked_at_and_published(orders):
    client = browser("planner")
    started = client.post("/board/compute/", {"seconds": 5}, headers=HTMX)
    assert "every 1s" in text_of(started)
    run = queries.latest_run(make_site().id, scope=EVERYTHING)
    stopping = text_of(client.post(f"/board/runs/{run.id}/stop/", headers=HTMX))
    assert "Stopping with the best so far" in stopping
    assert client.post("/board/compute/", {"seconds": 5}, headers=HTMX).status_code == 409
    job_run.run(run.job_id, {services.KIND: services.solve_run}, clock=lambda: NOW)

    done = client.get(f"/board/controls/?watching={run.id}", headers=HTMX)
    assert done.headers["HX-Redirect"].startswith(f"/board/?run={run.id}")
    page = text_of(client.get(f"/board/?run={run.id}"))
    assert "This schedule is a proposal." in page
    assert all(bar["eligible"] == [] for bar in board_of(client, f"?run={run.id}")["bars"])
    assert client.post(f"/board/runs/{run.id}/publish/", headers=HTMX).status_code == 204
    assert published().id == run.id
    assert client.post(f"/board/runs/{run.id}/discard/", headers=HTMX).status_code == 409
    assert client.post("/board/compute/", {"seconds": 500}, headers=HTMX).status_code == 422


def test_without_a_schedule_the_board_says_what_to_do(shop):
    client = browser("planner")
    page = text_of(client.get("/board/"))
    assert "No schedule is published yet" in page
    assert client.get("/board/data/").status_code == 404
    assert "No schedule is in force" in text_of(client.get("/home/scheduling.card/"))
