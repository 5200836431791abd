"""Documents on paper: a typst template and plain data become a PDF, with our own Chinese type."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.office.errors import CannotPrint

TEMPLATES = Path(__file__).resolve().parent.parent / "templates_typst"
# Built from the OFL family Noto Sans SC with the front end; a machine needs no Chinese type of its own.
FONTS = Path(__file__).resolve().parent.parent / "fonts"


def render(template: str, data: Mapping[str, object], *, language: str) -> bytes:
    """A PDF of a template of templates_typst, such as "document". Computes; changes nothing.

    data: what JSON holds, Decimal and dates; who may not see money must not be handed it. language: zh-hans or en.
    Raises NotFound for an unknown template, CannotPrint for data that does not fit it.
    """
    path = TEMPLATES / f"{template}.typ"
    if not template.replace("_", "").isalnum() or not path.exists():
        raise NotFound(what=N_("print template"), key=template)
    inputs = {
        "data": json.dumps(data, cls=DjangoJSONEncoder),
        "lang": "zh" if language.startswith("zh") else "en",
    }
    try:
        pdf = typst.compile(
            str(path), root=str(TEMPLATES), font_paths=_fonts(), format="pdf", sys_inputs=inputs
        )
    except RuntimeError as error:
        raise CannotPrint(template=template, reason=str(error)[:300]) from error
    return pdf if isinstance(pdf, bytes) else b"".join(pdf or [])


@cache
def _fonts() -> typst.Fonts:
    """Our type if it was built, so that a print looks the same everywhere; else whatever the machine has."""
    own = sorted(FONTS.glob("*.ttf"))
    return typst.Fonts(
        include_system_fonts=not own, include_embedded_fonts=True, font_paths=[str(FONTS)] if own else []
    )


def has_chinese_type() -> bool:
    """Whether prints can show Chinese on this machine."""
    marks = (
        "noto sans sc",
        "cjk",
        "source han",
        "simsun",
        "simhei",
        "yahei",
        "pingfang",
        "wenquanyi",
        "heiti",
    )
    return any(mark in family.lower() for family in _fonts().families() for mark in marks)
