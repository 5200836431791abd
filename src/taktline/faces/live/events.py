"""From facts to live events: which thing changed, never what it says."""

import json
from collections.abc import Mapping

# More things than one looks at on one page; who follows the topic hears of the rest.
MOST_NAMED = 50


def events(sequence: int, topic: str, body: Mapping[str, object]) -> list[dict[str, object]]:
    """The fact's own topic, and one event for each thing it names: {topic: "sales.order", id: 5, version: 17}.

    Lists follow topics (sales.order-confirmed), pages of one thing follow things. The things are the ids in the fact's
    body; a page that shows one fetches it again through its own door.
    """
    room = topic.partition(".")[0]
    named = [(key.removesuffix("_id"), value) for key, value in body.items() if key.endswith("_id")]
    for key, several in body.items():
        if key.endswith("_ids") and isinstance(several, list):
            named += [(key.removesuffix("_ids"), value) for value in several[:MOST_NAMED]]
    return [
        {"topic": topic, "version": sequence},
        *(
            {"topic": f"{room}.{name.replace('_', '-')}", "id": value, "version": sequence}
            for name, value in named
            if isinstance(value, int)
        ),
    ]


def encode(sequence: int, topic: str, body: Mapping[str, object]) -> bytes:
    """The events of one fact as they go over the wire; the id lets a reconnect miss nothing."""
    lines = [f"id: {sequence}\ndata: {json.dumps(event)}\n\n" for event in events(sequence, topic, body)]
    return "".join(lines).encode()
