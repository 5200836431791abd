"""Our figures beside those of other open systems on the same workload, as they were measured.

Theirs were taken on 2 cores with PostgreSQL 15, two server processes, and the load on the same cores; ± 20 %.
"""

from collections.abc import Mapping

BENCHES = ("orders", "planning", "lists", "races")
NAMES = ("Odoo 18", "Tryton 8.2", "InvenTree 1.5", "ERPNext 15", "frePPLe")
# What, our figure as (bench, name), its unit, the peers, what to reach.
ROWS = (
    ("create + confirm an order, one client, median", ("orders", "create + confirm, one client, median"), "ms",
     ("203", "612", "395", "363", "–"), "≤ 20"),
    ("8 clients, orders confirmed a second", ("orders", "confirmed a second"), "/s",
     ("9.5", "3.0", "4.0, 6 % lost", "5.1", "–"), "≥ 90"),
    ("plan 1,000 orders, stored with pegging", ("planning", "plan from nothing, stored with pegging"), "s",
     ("105.5", "42.4", "–", "114 for 879", "0.55, not stored"), "≤ 2"),
    ("plan again, nothing changed", ("planning", "plan again, nothing changed"), "s",
     ("17.9", "53.4", "–", "–", "–"), "≤ 0.5"),
    ("order list, 100 of 50,000 as JSON, first", ("lists", "order list as JSON, 100 rows, first, median"), "ms",
     ("12.7", "104", "138", "10.5", "–"), "≤ 8"),
    ("order list, 100 of 50,000 as JSON, deep", ("lists", "order list as JSON, 100 rows, deep, median"), "ms",
     ("22", "130", "981", "122", "–"), "≤ 8"),
    ("stock list: on hand, reserved, projected", ("lists", "stock list as JSON, 100 rows, median"), "ms",
     ("68", "2,136", "5,511", "9.8, bare counters", "–"), "≤ 10"),
    ("20 at once reserve the last 10: runs gone wrong", ("races", "runs in which not exactly 10 of 20 were served"), "",
     ("11–13 served", "7, 13 × 503", "0", "17 served", "–"), "0"),
)  # fmt: skip


def table(ours: Mapping[tuple[str, str], float], where: str) -> str:
    """The table as text. ours: our figures by bench and name."""
    lines = [f"\nbeside others ({where})", _row("", "Taktline", "to reach", *NAMES)]
    for what, key, unit, theirs, reach in ROWS:
        value = ours.get(key)
        told = "not measured" if value is None else f"{value:.3g} {unit}".strip()
        lines.append(_row(what, told, reach, *theirs))
    lines.append(
        "Theirs: 2 cores, PostgreSQL 15, 2 server processes, load on the same cores, ± 20 %; times in our unit."
    )
    return "\n".join(lines)


def _row(what: str, *cells: str) -> str:
    return f"{what:<50}" + "".join(f"{cell:>18}" for cell in cells)
