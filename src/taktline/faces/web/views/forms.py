"""Declared forms: shown, read, run; what was typed is never lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taktline.faces.web import answers, reading
from taktline.faces.web.access import Context, Endpoint, WebRequest
from taktline.faces.web.form import FormSpec, Section
from taktline.faces.web.parts import Done
from taktline.faces.web.reading import Box
from taktline.faces.web.registry import registry
from taktline.kernel.errors import Refusal


def endpoints(spec: FormSpec) -> list[Endpoint]:
    """The address of a form."""
    view = partial(serve, spec)
    view.__name__ = view.__qualname__ = f"form {spec.key}"  # type: ignore[attr-defined]
    return [Endpoint(url=spec.url, view=view, permit=spec.permit, name=spec.key, methods=("GET", "POST"))]


def serve(spec: FormSpec, request: HttpRequest, key: str = "") -> HttpResponse:
    """Show the form, or do what it says."""
    asked = cast(WebRequest, request)
    lookups = registry().lookups
    if request.method != "POST":
        start = dict(spec.load(key, asked.actor)) if spec.load else {}
        start |= {name: value for name, value in request.GET.items() if value}
        return _show(spec, request, reading.empty(spec, asked.actor, lookups, start), key)
    form = reading.filled(spec, asked.actor, lookups, request.POST, request.FILES)
    if form.errors:
        return _show(spec, request, form.boxes, key, Wrong(status=422))
    try:
        outcome = spec.run(form.data, asked.actor, asked.at, key) if spec.run else None
    except Refusal as refusal:
        rest = form.blame(answers.faults(refusal))
        general = rest or ([] if answers.faults(refusal) else [str(refusal)])
        return _show(spec, request, form.boxes, key, Wrong(refusal.status, general, refusal.code))
    done = outcome if isinstance(outcome, Done) else Done(url=str(outcome or ""))
    answers.say(request, done.text or spec.says)
    return answers.go(request, done.url or spec.back or "/")


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a form comes back: what belongs to no box, and the code of the refusal."""

    status: int = 200
    problems: Sequence[str] = ()
    code: str = ""


FINE = Wrong()


def _show(
    spec: FormSpec, request: HttpRequest, boxes: list[Box], key: str, wrong: Wrong = FINE
) -> HttpResponse:
    context: Context = {
        "form": spec,
        "groups": groups(spec, boxes),
        "problems": wrong.problems,
        "code": wrong.code,
        "key": key,
        "action": request.get_full_path(),
    }
    template = "web/form_body.html" if answers.is_partial(request) else "web/form.html"
    return render(request, template, context, status=wrong.status)


def groups(spec: FormSpec, boxes: list[Box]) -> list[tuple[Section | None, list[Box]]]:
    """Boxes by section; those of none first."""
    named = {name for section in spec.sections for name in section.names}
    by_name = {box.field.name: box for box in boxes}
    found: list[tuple[Section | None, list[Box]]] = []
    if loose := [box for box in boxes if box.field.name not in named]:
        found.append((None, loose))
    parts = (
        (section, [by_name[name] for name in section.names if name in by_name]) for section in spec.sections
    )
    return found + [(section, inside) for section, inside in parts if inside]
