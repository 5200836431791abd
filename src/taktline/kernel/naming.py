"""Names people gave to things, in the two languages of the house."""

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Name:
    """A bilingual name; str() is the active language's, or the other where that is empty."""

    zh: str
    en: str = ""

    def __str__(self) -> str:
        if (get_language() or "zh").startswith("zh"):
            return self.zh or self.en
        return self.en or self.zh
