"""Makes tasks and files for tests."""

from taktline.kernel.actor import SYSTEM
from taktline.kernel.source import Source
from taktline.office import services
from tests.builders.identity import NOW

ORDER = Source("sales.order", 1)
PDF = b"%PDF-1.7\nsmall enough\n"


def make_task(role="planner", *, kind="sales.review", key="1", source=ORDER, site_id=None, due=None) -> int:
    """An open task of a role."""
    return services.open_task(
        kind,
        role=role,
        title="Review order %(number)s",
        data={"number": "SO-S1-26-00001"},
        source=source,
        key=key,
        site_id=site_id,
        due=due,
        by=SYSTEM,
        at=NOW,
    )


def make_file(source=ORDER, *, name="drawing.pdf", content=PDF, shows_money=False, by=SYSTEM) -> int:
    """A file attached to something."""
    return services.attach(source, [content], name=name, shows_money=shows_money, by=by, at=NOW)
