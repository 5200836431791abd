"""From what a browser posted to typed values, and back to what the boxes show."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import normalize

from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from taktline.faces.web.access import Text, allows
from taktline.faces.web.form import Field, FormSpec
from taktline.faces.web.pages import Lookup
from taktline.kernel.actor import Actor
from taktline.kernel.errors import Refusal
from taktline.kernel.exact import plain

MOST_LINES = 500


@dataclass(slots=True)
class Box:
    """One field as the page shows it: its raw text, what is wrong with it, its choices."""

    field: Field
    name: str
    value: str = ""
    values: tuple[str, ...] = ()
    error: str = ""
    label: str = ""
    options: Sequence[tuple[str, Text]] = ()
    lines: "list[list[Box]]" = dataclasses.field(default_factory=list)
    blank: "list[Box]" = dataclasses.field(default_factory=list)


@dataclass(slots=True)
class Filled:
    """A form with what was filled in: boxes to show, typed values, and errors by field path."""

    boxes: list[Box]
    data: dict[str, object]
    errors: dict[str, str]

    def blame(self, faults: Sequence[tuple[str, str]]) -> list[str]:
        """Put each fault at its box; returns those that belong to none."""
        by_name = {box.name: box for box in every_box(self.boxes)}
        rest = []
        for name, reason in faults:
            box = by_name.get(name) or by_name.get(name.split("[", 1)[0])
            if box is None:
                rest.append(f"{name}: {reason}" if name else reason)
            else:
                box.error = reason
        return rest


def every_box(boxes: Sequence[Box]) -> list[Box]:
    """All boxes, those of lines among them."""
    found: list[Box] = []
    for box in boxes:
        found.append(box)
        for line in box.lines:
            found.extend(line)
    return found


def asked(spec: FormSpec, actor: Actor) -> list[Field]:
    """The fields this actor is asked for."""
    return _asked(spec.fields, actor)


def _asked(fields: Sequence[Field], actor: Actor) -> list[Field]:
    """The fields this actor is asked for, and of those in lines the columns."""
    return [
        dataclasses.replace(each, fields=tuple(_asked(each.fields, actor))) if each.fields else each
        for each in fields
        if (each.permit is None or allows(actor, each.permit)) and (actor.scope.money or not each.money)
    ]


def empty(
    spec: FormSpec, actor: Actor, lookups: Mapping[str, Lookup], start: Mapping[str, object]
) -> list[Box]:
    """Boxes filled with starting values."""
    return [_start(each, actor, lookups, start.get(each.name, each.initial)) for each in asked(spec, actor)]


def _start(each: Field, actor: Actor, lookups: Mapping[str, Lookup], value: object, prefix: str = "") -> Box:
    box = _box(each, actor, prefix)
    if each.kind == "lines":
        rows = value if isinstance(value, Sequence) else ()
        wanted = max(len(rows), each.rows)
        for at in range(wanted):
            row: Mapping[str, object] = rows[at] if at < len(rows) else {}
            head = f"{each.name}[{at}]."
            box.lines.append(
                [_start(sub, actor, lookups, row.get(sub.name, sub.initial), head) for sub in each.fields]
            )
        box.blank = [_box(sub, actor, f"{each.name}[{{n}}].") for sub in each.fields]
    elif each.kind == "choices":
        box.values = tuple(str(part) for part in value) if isinstance(value, Sequence) else ()
    else:
        box.value = shown(value)
        if each.kind == "choice" and each.required and not box.value and len(box.options) == 1:
            box.value = str(box.options[0][0])  # there is nothing to choose
    return _labelled(box, actor, lookups)


def _box(each: Field, actor: Actor, prefix: str = "") -> Box:
    options = each.choices(actor) if callable(each.choices) else each.choices
    return Box(field=each, name=f"{prefix}{each.name}", options=options)


def _labelled(box: Box, actor: Actor, lookups: Mapping[str, Lookup]) -> Box:
    lookup = lookups.get(box.field.lookup)
    if box.field.kind == "ref" and box.value and lookup is not None:
        try:
            box.label = lookup.label(box.value, actor)
        except (Refusal, ValueError):
            box.label = ""
    return box


def shown(value: object) -> str:
    """A value as the text of its box."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)


def filled(
    spec: FormSpec,
    actor: Actor,
    lookups: Mapping[str, Lookup],
    post: QueryDict,
    files: "MultiValueDict[str, Any]",
) -> Filled:
    """Read everything that was posted; errors are found all at once."""
    result = Filled(boxes=[], data={}, errors={})
    for each in asked(spec, actor):
        if each.readonly:
            continue
        box = _box(each, actor)
        result.boxes.append(box)
        if each.kind == "lines":
            result.data[each.name] = _lines(box, actor, lookups, post, result.errors)
        else:
            result.data[each.name] = _one(box, post, files, result.errors)
            _labelled(box, actor, lookups)
    return result


def _lines(
    box: Box, actor: Actor, lookups: Mapping[str, Lookup], post: QueryDict, errors: dict[str, str]
) -> list[dict[str, object]]:
    numbers = sorted(
        {
            int(inner)
            for name in post
            if name.startswith(f"{box.name}[") and (inner := name.split("[", 1)[1].split("]", 1)[0]).isdigit()
        }
    )
    rows: list[dict[str, object]] = []
    for at in numbers[:MOST_LINES]:
        line = [_box(sub, actor, f"{box.name}[{len(rows)}].") for sub in box.field.fields]
        raw = {sub.name: f"{box.name}[{at}].{sub.name}" for sub in box.field.fields}
        if not any(post.get(raw[sub.name], "").strip() for sub in box.field.fields if sub.kind != "bool"):
            continue
        row: dict[str, object] = {}
        for sub in line:
            row[sub.field.name] = _one(sub, post, MultiValueDict(), errors, raw[sub.field.name])
            _labelled(sub, actor, lookups)
        rows.append(row)
        box.lines.append(line)
    for at in range(len(box.lines), max(box.field.rows, 1)):
        box.lines.append([_box(sub, actor, f"{box.name}[{at}].") for sub in box.field.fields])
    box.blank = [_box(sub, actor, f"{box.name}[{{n}}].") for sub in box.field.fields]
    if box.field.required and not rows:
        box.error = errors[box.name] = _("Fill in at least one line.")
    return rows


def _one(
    box: Box, post: QueryDict, files: "MultiValueDict[str, Any]", errors: dict[str, str], posted_as: str = ""
) -> object:
    name = posted_as or box.name
    if box.field.kind == "file":
        value: object = files.get(name)
    elif box.field.kind == "choices":
        box.values = tuple(post.getlist(name))
        value = box.values
    else:
        box.value = post.get(name, "")
        try:
            value = typed(box.field, box.value, box.options)
        except ValueError as error:
            box.error = errors[box.name] = str(error)
            return None
    if box.field.required and value in (None, "", (), False):
        box.error = errors[box.name] = _("This must be filled in.")
    return value


def typed(each: Field, raw: str, options: Sequence[tuple[str, Text]] = ()) -> object:
    """One text as its value. Raises ValueError with a sentence."""
    if each.kind in ("text", "textarea", "hidden"):
        return raw.strip()
    if each.kind == "password":
        return raw
    if each.kind == "bool":
        return raw not in ("", "0", "false", "off")
    text = normalize("NFKC", raw).strip()
    if text == "":
        return None
    match each.kind:
        case "number":
            return _decimal(text)
        case "whole":
            return _whole(text)
        case "date":
            return _date(text)
        case "datetime":
            return _datetime(text)
        case "choice":
            return _choice(text, options)
        case _:
            return int(text) if text.lstrip("-").isdigit() else text


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation as error:
        raise ValueError(_("This is not a number.")) from error
    if not value.is_finite() or abs(value) >= Decimal("1e12"):
        raise ValueError(_("This is not a number."))
    return value


def _whole(text: str) -> int:
    value = _decimal(text)
    if value != value.to_integral_value():
        raise ValueError(_("This must be a whole number."))
    return int(value)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(_usual(text))
    except ValueError as error:
        raise ValueError(_("This is not a date; write it as 2026-01-31.")) from error


def _usual(text: str) -> str:
    """2026/1/31, 2026.1.31 and 20260131 as 2026-01-31."""
    parts = text.replace("/", "-").replace(".", "-").split("-")
    return "-".join(part.zfill(2) for part in parts)


def _datetime(text: str) -> datetime:
    first, _space, clock = text.replace("T", " ").partition(" ")
    try:
        return timezone.make_aware(datetime.fromisoformat(f"{_usual(first)} {clock.strip() or '00:00'}"))
    except ValueError as error:
        raise ValueError(_("This is not a date and time; write it as 2026-01-31 08:00.")) from error


def _choice(text: str, options: Sequence[tuple[str, Text]]) -> str:
    if text not in {code for code, _label in options}:
        raise ValueError(_("Choose one of the list."))
    return text
