"""Search by bigrams on both databases: two Chinese characters are enough to find a name."""

import unicodedata

from django.db.models import QuerySet

from taktline.kernel.models import Gram

MOST_GRAMS = 24


def normal(text: str) -> str:
    """The text as compared: full-width made half-width, lower case, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def grams(text: str) -> set[str]:
    """Neighbouring pairs of characters; a single character stands for itself."""
    flat = normal(text)
    return {flat[i : i + 2] for i in range(len(flat) - 1)} | set(flat)


def index(kind: str, object_id: int, *texts: str) -> None:
    """Make a thing findable by its texts, replacing what it was findable by before."""
    wanted = set().union(*(grams(text) for text in texts)) if texts else set()
    here = set(Gram.objects.filter(kind=kind, object_id=object_id).values_list("gram", flat=True))
    if gone := here - wanted:
        Gram.objects.filter(kind=kind, object_id=object_id, gram__in=gone).delete()
    Gram.objects.bulk_create(
        [Gram(kind=kind, object_id=object_id, gram=gram) for gram in sorted(wanted - here)], batch_size=500
    )


def index_many(kind: str, texts: dict[int, tuple[str, ...]]) -> None:
    """Make many new things findable at once; they must not have been indexed before."""
    rows = [
        Gram(kind=kind, object_id=object_id, gram=gram)
        for object_id, words in texts.items()
        for gram in sorted(set().union(*(grams(word) for word in words)))
    ]
    Gram.objects.bulk_create(rows, batch_size=2000, ignore_conflicts=True)


def forget(kind: str, object_id: int) -> None:
    """A thing can no longer be found."""
    Gram.objects.filter(kind=kind, object_id=object_id).delete()


def matching(kind: str, text: str) -> "QuerySet[Gram, int]":
    """Ids of the things in whose texts all pairs of `text` occur; for use in `pk__in`.

    A single character finds everything that has it. The empty text finds nothing.
    """
    flat = normal(text)
    pairs = sorted({flat[i : i + 2] for i in range(len(flat) - 1)} or ({flat} if flat else set()))[:MOST_GRAMS]
    found = Gram.objects.filter(kind=kind, gram=pairs[0] if pairs else "").values_list("object_id", flat=True)
    for pair in pairs[1:]:
        found = found.filter(object_id__in=Gram.objects.filter(kind=kind, gram=pair).values("object_id"))
    return found
