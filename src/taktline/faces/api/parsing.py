"""Reads bodies: JSON without what our databases cannot hold."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser


class StrictParser(Parser):
    """JSON with exact decimals; no NaN, no zero character, no half of a surrogate pair. Raises ValueError."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body."""
        raw = request.body
        # Decimals are kept as written: a float in between would not be exact.
        body = json.loads(raw, parse_float=_exact, parse_constant=_no_number)
        lowered = raw.lower()
        if b"\\u0000" in lowered or b"\x00" in raw or b"\\ud" in lowered:
            text = json.dumps(body, ensure_ascii=False)
            text.encode("utf-8")  # raises on a lone surrogate
            if "\\u0000" in text:
                raise ValueError("zero character")
        return body


def _exact(text: str) -> str:
    """A fraction stays the text it was; the schema makes a Decimal of it."""
    return text


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)
