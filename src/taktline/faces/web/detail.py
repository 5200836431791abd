"""The page of one thing: a header with its state and legal actions, then tabs of blocks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from taktline.faces.web.access import Access, Text
from taktline.faces.web.parts import Action, Col, Link


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in a word. tone: grey blue green amber red purple."""

    text: Text
    tone: str = "grey"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and a value. widget: as in Col. why: address of a fragment that explains the value. url: a link."""

    label: Text
    value: object
    widget: str = ""
    why: str = ""
    url: str = ""
    tone: str = ""
    money: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """A grid of labels and values."""

    template: ClassVar[str] = "web/block/facts.html"
    facts: Sequence[Fact]
    title: Text = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A table of rows. rows: kernel Rows or mappings; columns as on a list page. footer: totals by column name.

    why: address pattern of a fragment that explains a row, with {names} of the row.
    """

    template: ClassVar[str] = "web/block/lines.html"
    columns: Sequence[Col]
    rows: Sequence[Any]
    title: Text = ""
    empty: Text = ""
    footer: Mapping[str, object] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened, newest first: kernel journal lines. labels: words for action codes."""

    template: ClassVar[str] = "web/block/timeline.html"
    lines: Sequence[Any]
    labels: Mapping[str, Text] = field(default_factory=dict)
    title: Text = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence that must be seen. tone: blue green amber red."""

    template: ClassVar[str] = "web/block/notice.html"
    text: Text
    tone: str = "blue"
    title: Text = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A template of the room's own."""

    name: str
    context: Mapping[str, Any] = field(default_factory=dict)
    title: Text = ""
    template: ClassVar[str] = "web/block/part.html"


@dataclass(frozen=True, slots=True)
class Lazy:
    """A fragment that is fetched when it comes into view. topics: live topics on which it is fetched anew."""

    url: str
    title: Text = ""
    topics: Sequence[str] = ()
    template: ClassVar[str] = "web/block/lazy.html"


@dataclass(frozen=True, slots=True)
class File:
    """One attachment."""

    name: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """Attachments."""

    template: ClassVar[str] = "web/block/files.html"
    files: Sequence[File]
    title: Text = ""


Block = Facts | Lines | Timeline | Notice | Part | Lazy | Files


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab; count stands behind its name."""

    key: str
    label: Text
    blocks: Sequence[Block]
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """The page of one thing.

    legal: keys of the screen's actions that may be done now (None: all). facts: the strip below the title.
    tabs or blocks: the body. live: topics ("sales.order:12") on which the page reads itself anew.
    print_url: the print view. edit_url, edit_permit: the edit button.
    """

    title: Text
    subtitle: Text = ""
    badges: Sequence[Badge] = ()
    facts: Sequence[Fact] = ()
    blocks: Sequence[Block] = ()
    tabs: Sequence[Tab] = ()
    legal: frozenset[str] | None = None
    actions: Sequence[Action] = ()
    links: Sequence[Link] = ()
    live: Sequence[str] = ()
    print_url: str = ""
    edit_url: str = ""
    edit_permit: Access | None = None
    help: Text = ""
