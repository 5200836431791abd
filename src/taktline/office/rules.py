"""Decisions of this room over plain values."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import Any, get_args, get_origin, get_type_hints

LARGEST_FILE = 25 * 1024 * 1024

# What may be attached, and as what it is sent back; never as what the sender claims it is.
CONTENT_TYPES: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".dwg": "image/vnd.dwg",
    ".dxf": "image/vnd.dxf",
    ".step": "model/step",
    ".stp": "model/step",
    ".igs": "model/iges",
    ".iges": "model/iges",
    ".eml": "message/rfc822",
    ".xml": "application/xml",
    ".edi": "text/plain; charset=utf-8",
    ".json": "application/json",
}
_STARTS: Mapping[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".png": (b"\x89PNG",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
    ".xlsx": (b"PK\x03\x04",),
    ".docx": (b"PK\x03\x04",),
}


def clean_name(name: str) -> str:
    """The last part of a file's name without control characters, at most 120 characters, its ending kept."""
    last = "".join(
        letter for letter in name.replace("\\", "/").rpartition("/")[2] if letter.isprintable()
    ).strip()
    path = PurePath(last or "file")
    return path.name if len(path.name) <= 120 else f"{path.stem[: 120 - len(path.suffix)]}{path.suffix}"


def ending(name: str) -> str:
    """The file's ending in lower case, such as ".pdf"."""
    return PurePath(name).suffix.lower()


def content_fits(name: str, start: bytes) -> bool:
    """Whether a file begins as files of its ending do; endings we know no beginning of always fit."""
    wanted = _STARTS.get(ending(name))
    return wanted is None or start.startswith(wanted)


def policy_to_json(value: Any) -> dict[str, Any]:
    """A policy's fields as JSON holds them."""
    return {each.name: _to_json(getattr(value, each.name)) for each in fields(value)}


def policy_from_json(kind: type, stored: Mapping[str, Any]) -> Any:
    """A policy from what was stored; a field added since has its default, one dropped since is ignored."""
    hints = get_type_hints(kind)
    known = {each.name for each in fields(kind)}
    return kind(**{name: _from_json(hints[name], value) for name, value in stored.items() if name in known})


def _to_json(value: Any) -> Any:
    if isinstance(value, tuple | frozenset):
        return [_to_json(each) for each in value]
    return str(value) if isinstance(value, Decimal | date) else value


def _from_json(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if type(None) in get_args(hint):
        hint = next(each for each in get_args(hint) if each is not type(None))
    if get_origin(hint) in (tuple, frozenset):
        return get_origin(hint)(_from_json(get_args(hint)[0], each) for each in value)
    if hint is Decimal:
        return Decimal(value)
    return date.fromisoformat(value) if hint is date else value
