"""A small pump plant, a customer's order file, and the worker's turn: what whole stories start from."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from taktline.catalog import services as catalog
from taktline.catalog.types import LearntItem
from taktline.config.wiring import CHORES, JOB_KINDS, REACTIONS
from taktline.faces.worker.loop import Worker
from taktline.kernel import job_run
from taktline.kernel.actor import SYSTEM
from tests.builders.catalog import make_item, make_price, make_product
from tests.builders.identity import NOW
from tests.builders.inventory import stock
from tests.builders.parties import make_customer
from tests.builders.resources import make_centre
from tests.builders.tables import workbook_of

THEIRS = "HL-7212"
UNKNOWN = "HL-N900"


def make_plant() -> int:
    """Two pumps, each of a body turned on a lathe and put together at a bench; stock of steel. The customer's id."""
    lathe, bench = make_centre("TURN", machines=2), make_centre("BENCH", machines=1)
    steel = make_item("STEEL", lead_days=2)
    stock(steel, 10_000)
    customer = make_customer("C-HL", name="华岭叉车", name_en="Hualing Forklifts")
    pumps = []
    for code in ("JP2-12", "JP2-25"):
        body = make_product(f"{code}-B", lines=[(steel, 1)], operations=[(lathe, 600)], lead_days=2)
        pumps.append(
            make_product(
                code, name=f"齿轮泵 {code}", lines=[(body, 1)], operations=[(bench, 300)], lead_days=2
            )
        )
        make_price(pumps[-1], Decimal(250), tax_included=True)
    catalog.learn_customer_item(LearntItem(customer, THEIRS, pumps[0]), by=SYSTEM, at=NOW)
    return customer


def due() -> date:
    """A day six weeks ahead."""
    return timezone.localdate() + timedelta(days=42)


def order_file() -> bytes:
    """A purchase order in the customer's own part numbers, one of them unknown."""
    rows = [(THEIRS, "起升泵 12", 20, "件", 250, due()), (UNKNOWN, "齿轮泵 JP2-25", 10, "件", 250, due())]
    return workbook_of(rows, above=[("采购单号", "HL-PO-1")])


def work() -> None:
    """Let the worker take turns until it rests, and again a moment later: facts that come together wait for each other.

    Jobs are done in its own hands.
    """
    for later in (timedelta(), timedelta(seconds=3)):
        busy = Worker(
            reactions=REACTIONS, chores=CHORES, submit=_do, clock=lambda later=later: timezone.now() + later
        )
        for _turn in range(60):
            if not busy.turn():
                break
        else:
            raise AssertionError("the worker does not come to rest")
    _rest()


def _rest() -> None:
    """The jobs that the last turn's chores asked for."""
    while job_run.offer(_do, at=timezone.now()):
        pass


def _do(job_id: int) -> None:
    job_run.run(job_id, JOB_KINDS, clock=timezone.now)
