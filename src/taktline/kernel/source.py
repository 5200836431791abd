"""A pointer to a document of any room, by kind and id, without an import or a foreign key."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Names a document: kind such as "sales.delivery", and its id. Rooms describe theirs in batches."""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Source":
        """Read what str() wrote. Raises ValueError on anything else."""
        kind, _, number = text.rpartition(":")
        if not kind:
            raise ValueError(text)
        return cls(kind, int(number))
