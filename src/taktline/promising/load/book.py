"""What stock and supply can still be promised, item by item, while several lines are promised one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from taktline.engines.promising import Availability, availability

Event = tuple[int, int]


@dataclass(slots=True)
class Account:
    """One item: whole millionths on hand, and (day ordinal, millionths) coming and going."""

    on_hand: int = 0
    coming: list[Event] = field(default_factory=list)
    going: list[Event] = field(default_factory=list)


class Book:
    """Takes down what each answered line uses, so that nothing is promised twice. Days are ordinals."""

    def __init__(self, today: date, accounts: dict[int, Account]) -> None:
        self.today = today.toordinal()
        self._accounts = accounts

    def free(self, item_id: int) -> int:
        """What may be taken today without taking it from anybody."""
        return max(0, self._of(item_id).at(self.today))

    def free_on(self, item_id: int, day: int) -> int:
        """What may be taken on a day."""
        return max(0, self._of(item_id).at(day))

    def earliest(self, item_id: int, quantity: int) -> int | None:
        """The first day a quantity can be had from stock and expected supply; None if never."""
        return self._of(item_id).earliest(quantity)

    def take(self, item_id: int, quantity: int, day: int) -> None:
        """So much is used on a day."""
        if quantity > 0:
            self._account(item_id).going.append((day, quantity))

    def has_coming(self, item_id: int, until: int) -> bool:
        """Whether anything is expected of the item after today, by a day."""
        return any(self.today < day <= until for day, _ in self._account(item_id).coming)

    def _of(self, item_id: int) -> Availability:
        account = self._account(item_id)
        return availability(account.on_hand, account.coming, account.going, self.today)

    def _account(self, item_id: int) -> Account:
        return self._accounts.setdefault(item_id, Account())


def events(rows: Iterable[tuple[int, int, int, int]]) -> dict[int, Account]:
    """Accounts from (item, day ordinal, millionths, +1 or -1)."""
    found: dict[int, Account] = {}
    for item_id, day, quantity, sign in rows:
        account = found.setdefault(item_id, Account())
        (account.coming if sign > 0 else account.going).append((day, quantity))
    return found
