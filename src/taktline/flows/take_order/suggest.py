"""What an unknown part of a customer's may be: items of ours that look like it."""

from collections.abc import Sequence

from taktline.catalog import queries as catalog
from taktline.catalog.types import Suggestion
from taktline.sales.queries import MessageLineRow, MessageSheet

MOST_LINES = 20
MOST = 3


def suggestions(sheet: MessageSheet) -> dict[int, Sequence[Suggestion]]:
    """Items to accept by one click, by id of the lines that name none; for the first lines that need it."""
    unknown = [line for line in sheet.lines if "item-unknown" in line.fault_codes and not line.ignored]
    return {line.id: for_line(line) for line in unknown[:MOST_LINES]}


def for_line(line: MessageLineRow) -> Sequence[Suggestion]:
    """The best of what is found by the whole text, the code, each word of them, and at last the code's beginning."""
    tried: set[str] = set()
    found: dict[int, Suggestion] = {}
    words = [*line.text.split(), *line.customer_item_code.replace("-", " ").split()]
    for text in (line.text, line.customer_item_code, *sorted(words, key=len, reverse=True), line.customer_item_code[:4]):
        if len(text.strip()) < 2 or text in tried or len(found) >= MOST:
            continue
        tried.add(text)
        for each in catalog.suggest_items(text, MOST, released=True):
            found.setdefault(each.id, each)
    return tuple(found.values())[:MOST]
