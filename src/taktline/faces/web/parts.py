"""Columns, filters, actions and links: what lists and pages of one thing have in common."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from taktline.faces.web.access import Access, Text
from taktline.faces.web.form import FormSpec
from taktline.kernel.actor import Actor
from taktline.kernel.listing import Row


@dataclass(frozen=True, slots=True)
class Col:
    """One column of a list or line table: what the Listing's column is called and how it looks.

    widget: "" takes the one of the Listing column's kind; see the gallery for all. url: address with {names} of the
    row ({id} always works), makes a link. tones: badge tone by code: grey blue green amber red purple.
    value: computes what to show from the row. done: a due date is no longer late when this holds.
    """

    name: str
    label: Text
    widget: str = ""
    url: str = ""
    tones: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Text] | None = None
    hidden: bool = False
    value: Callable[[Row], object] | None = None
    done: Callable[[Row], bool] | None = None
    help: Text = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """One filter on the page. name: the Listing's filter. lookup: type-ahead for an ID filter.

    choices: labels by value where the Listing's filter has none.
    """

    name: str
    label: Text
    lookup: str = ""
    choices: Mapping[str, Text] | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """A ready-made narrowing, one click: a label and filter values by name."""

    label: Text
    where: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Done:
    """What an action or form answers: a sentence for the toast, and where to go next ("" stays)."""

    text: Text = ""
    url: str = ""


Run = Callable[[int, Actor, datetime, Mapping[str, object]], "Done | str | None"]
RunMany = Callable[[Sequence[int], Actor, datetime, Mapping[str, object]], "Done | str | None"]


@dataclass(frozen=True, slots=True)
class Action:
    """One verb on a row, on many rows, or on a document.

    run(id, by, at, data): one. run_many(ids, by, at, data): all or nothing; without it a bulk action runs one by
    one and tells which were refused. fields: asked for in a dialog. confirm: a question before it happens.
    """

    key: str
    label: Text
    permit: Access
    run: Run | None = None
    run_many: RunMany | None = None
    icon: str = ""
    tone: str = ""
    form: FormSpec | None = None
    confirm: Text = ""
    bulk: bool = False
    says: Text = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A button that leads somewhere, such as New. url without placeholders."""

    label: Text
    url: str
    permit: Access
    icon: str = ""
    primary: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says: what belongs here and what to do first."""

    text: Text
    link: Link | None = None
