"""What the buttons of these pages do."""

from collections.abc import Mapping
from datetime import datetime

from taktline.identity import queries, services
from taktline.kernel.actor import Actor


def find_user(key: str, _by: Actor) -> int:
    """The id of the user of that name."""
    return queries.user_by_name(key).id


def set_password(user_id: int, by: Actor, at: datetime, data: Mapping[str, object]) -> None:
    """Give somebody a new password."""
    services.set_password(user_id, str(data["password"]), by=by, at=at)


def revoke_key(key_id: int, by: Actor, at: datetime, data: Mapping[str, object]) -> None:
    """End a key."""
    del data
    services.revoke_api_key(key_id, by=by, at=at)
