"""One door for a room's declares.py: import what you declare from here."""

from taktline.faces.web.access import PUBLIC, SIGNED_IN, Endpoint, WebRequest
from taktline.faces.web.detail import (
    Badge,
    Detail,
    Fact,
    Facts,
    File,
    Files,
    Lazy,
    Lines,
    Notice,
    Part,
    Tab,
    Timeline,
)
from taktline.faces.web.form import Field, FormSpec, Section
from taktline.faces.web.pages import Choice, Hit, HomeCard, Lookup, Page, Search
from taktline.faces.web.parts import Action, Chip, Col, Done, Empty, Link, Pick
from taktline.faces.web.screen import Screen

__all__ = [
    "PUBLIC",
    "SIGNED_IN",
    "Action",
    "Badge",
    "Chip",
    "Choice",
    "Col",
    "Detail",
    "Done",
    "Empty",
    "Endpoint",
    "Fact",
    "Facts",
    "Field",
    "File",
    "Files",
    "FormSpec",
    "Hit",
    "HomeCard",
    "Lazy",
    "Lines",
    "Link",
    "Lookup",
    "Notice",
    "Page",
    "Part",
    "Pick",
    "Screen",
    "Search",
    "Section",
    "Tab",
    "Timeline",
    "WebRequest",
]
