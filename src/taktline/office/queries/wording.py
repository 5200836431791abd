"""Words a stored msgid in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import gettext

from taktline.kernel.naming import Name


def worded(title: str, data: Mapping[str, object] | None) -> str:
    """The title in the active language with its placeholders filled; a missing one leaves the title as it is.

    A value {"zh": …, "en": …} is a bilingual name.
    """
    try:
        return gettext(title) % {name: _plain(value) for name, value in (data or {}).items()}
    except (KeyError, ValueError, TypeError):
        return title


def _plain(value: object) -> object:
    if isinstance(value, Mapping) and "zh" in value:
        return str(Name(str(value["zh"]), str(value.get("en", ""))))
    return value
