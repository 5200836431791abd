"""Declared forms: fields, how each text becomes a value, and what happens with the values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from taktline.faces.web.access import Access, Text
from taktline.kernel.actor import Actor

Choices = Sequence[tuple[str, Text]]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form asks for.

    kind: text textarea number whole date datetime choice choices ref bool file password hidden lines.
    number gives Decimal, whole int, date date, choices tuple of str, ref int (or str where the lookup's ids are),
    bool bool, file an UploadedFile; anything left empty gives None (text: "").
    choices: pairs, or a callable of the actor. lookup: key of the type-ahead of a ref. unit: shown behind the box.
    money: an amount, asked only of those who may see money.
    fields: the columns of a `lines` field, which gives a list of mappings; rows left wholly empty are dropped.
    """

    name: str
    label: Text
    kind: str = "text"
    required: bool = False
    choices: Choices | Callable[[Actor], Choices] = ()
    lookup: str = ""
    help: Text = ""
    unit: Text = ""
    placeholder: Text = ""
    initial: object = None
    wide: bool = False
    readonly: bool = False
    permit: Access | None = None
    money: bool = False
    fields: "tuple[Field, ...]" = ()
    rows: int = 5


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of fields, named by them."""

    title: Text
    names: tuple[str, ...]
    help: Text = ""


@dataclass(frozen=True, slots=True)
class FormSpec:
    """One form.

    run(data, by, at, key): does it and returns where to go next (or a Done). key: what the url captured as
    <str:key>, else "". load(key, by): values to start with. url may hold <str:key>; a form inside an Action
    needs neither url nor run. sections: groups; fields named in none stand first.
    """

    key: str = ""
    title: Text = ""
    permit: Access = ""
    url: str = ""
    fields: tuple[Field, ...] = ()
    run: Callable[[Mapping[str, object], Actor, datetime, str], object] | None = None
    load: Callable[[str, Actor], Mapping[str, object]] | None = None
    sections: tuple[Section, ...] = ()
    submit: Text = ""
    says: Text = ""
    back: str = ""
    help: Text = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The address with its leading slash."""
        return f"/{self.url}"
