"""The chain that holds a date, in a reader's words."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as N_

from taktline.promising.types import Link, Method, Part

_SENTENCES: Mapping[str, str] = {
    "stock": N_("%(item)s %(name)s is in stock."),
    "supply": N_("%(item)s %(name)s comes in on %(day)s."),
    "purchase": N_("%(item)s %(name)s must be bought: %(days)s working days, here on %(day)s."),
    "machine": N_("%(step)s: %(name)s is full until %(until)s%(order)s."),
    "person": N_("%(step)s: %(person)s is busy until %(until)s."),
    "calendar": N_("%(step)s: %(name)s works again on %(until)s."),
    "truck": N_("%(step)s: waits for the truck on %(until)s."),
    "material": N_("%(step)s: material is there on %(until)s."),
    "beyond": N_("Working hours are known until %(until)s only; what comes later is reckoned without breaks or holidays."),
    "work": N_("%(item)s %(name)s is made for this order."),
}


def why(part: Part, *, time_zone: str) -> list[str]:
    """What holds a part's date, from its origin on; of several waits for one machine at one step only the last."""
    kept: list[Link] = []
    for link in part.chain:
        if kept and _place(kept[-1]) == _place(link):
            kept.pop()
        kept.append(link)
    sentences = [sentence for sentence in (told(link, time_zone=time_zone) for link in kept) if sentence]
    if not sentences and part.method == Method.MAKE:
        day = part.earliest_on.isoformat()
        sentences.append(
            gettext("Making it takes until %(day)s; nothing else stands in its way.") % {"day": day}
        )
    return sentences


def briefly(part: Part, *, time_zone: str) -> list[str]:
    """The two longest waits of a part, in the order they come; all that is told where there are no more."""
    waits = sorted((link for link in part.chain if _waited(link)), key=_waited, reverse=True)[:2]
    kept = [link for link in part.chain if link in waits]
    sentences = [sentence for sentence in (told(link, time_zone=time_zone) for link in kept) if sentence]
    return sentences or why(part, time_zone=time_zone)[-2:]


def _waited(link: Link) -> int:
    waited = link.get("waited", 0)
    return waited if isinstance(waited, int) else 0


def _place(link: Link) -> tuple[object, ...]:
    return link["kind"], link.get("step"), link.get("machine"), link.get("person"), link.get("item")


def told(link: Link, *, time_zone: str) -> str:
    """One link as a sentence in the active language, times in the site's zone."""
    sentence = _SENTENCES.get(str(link["kind"]))
    if sentence is None:
        return ""
    facts = {name: link.get(name, "") for name in ("item", "days")}
    order = link.get("order")
    return gettext(sentence) % {
        **facts,
        "person": _name(link.get("person")),
        "step": _name(link.get("step")),
        "name": _name(link.get("name")),
        "day": _day(link.get("day")),
        "until": _moment(link.get("until"), time_zone),
        "order": gettext(" (%(order)s)") % {"order": order} if order else "",
    }


def _name(value: object) -> str:
    if not isinstance(value, Mapping):
        return ""
    first, second = ("zh", "en") if (get_language() or "zh").startswith("zh") else ("en", "zh")
    return str(value.get(first) or value.get(second) or "")


def _day(value: object) -> str:
    return value if isinstance(value, str) else ""


def _moment(value: object, time_zone: str) -> str:
    if not isinstance(value, str):
        return ""
    local = datetime.fromisoformat(value).astimezone(ZoneInfo(time_zone))
    return f"{date_format(local, 'D')} {local:%m-%d %H:%M}"
