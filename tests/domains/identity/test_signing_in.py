"""Who gets in, who is kept out, and what is remembered of it."""

from datetime import timedelta

import pytest

from taktline.identity import queries, services
from taktline.identity.errors import LockedOut, NoLongerActive, UnknownKey, WrongCredentials
from taktline.identity.types import UserDraft
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import InvalidInput, NotPermitted
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING
from tests.builders.identity import NOW, PASSWORD, actor, make_key, make_user

pytestmark = pytest.mark.django_db
HERE = "10.0.0.7"


def outcomes():
    return [row["outcome"] for row in page(queries.SIGN_INS, scope=EVERYTHING, sort="id").rows]


def attempt(password, *, minutes=0, address=HERE, username="li"):
    return services.sign_in(username, password, address=address, at=NOW + timedelta(minutes=minutes))


def test_the_right_password_opens_and_leaves_a_line():
    user_id = make_user("planner", username="li")
    assert attempt(PASSWORD, username=" Li ") == user_id
    assert outcomes() == ["done"]


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer():
    make_user("planner", username="li")
    with pytest.raises(WrongCredentials) as wrong:
        attempt("guess")
    with pytest.raises(WrongCredentials) as unknown:
        attempt("guess", username="nobody")
    assert str(wrong.value) == str(unknown.value)
    assert outcomes() == ["wrong", "wrong"]


def test_five_wrong_passwords_close_the_door_for_a_while():
    make_user("planner", username="li")
    for minute in range(5):
        with pytest.raises(WrongCredentials):
            attempt("guess", minutes=minute)
    with pytest.raises(LockedOut) as closed:
        attempt(PASSWORD, minutes=5)  # even the right one
    assert closed.value.facts["minutes"] == 10
    assert attempt(PASSWORD, minutes=5, address="10.0.0.8")  # another desk is not punished
    assert attempt(PASSWORD, minutes=15)  # the first mistake has left the window
    assert outcomes() == ["wrong"] * 5 + ["locked", "done", "done"]


def test_a_success_forgives_earlier_mistakes():
    make_user("planner", username="li")
    for minute in range(4):
        with pytest.raises(WrongCredentials):
            attempt("guess", minutes=minute)
    attempt(PASSWORD, minutes=4)
    with pytest.raises(WrongCredentials):
        attempt("guess", minutes=5)
    assert attempt(PASSWORD, minutes=6)


def test_who_left_the_company_cannot_sign_in():
    user_id = make_user("planner", username="li")
    services.change_user(
        user_id, UserDraft(name="李", is_active=False, roles=("planner",)), by=SYSTEM, at=NOW
    )
    with pytest.raises(NoLongerActive):
        attempt(PASSWORD)
    with pytest.raises(NoLongerActive):
        queries.actor_of(user_id, NOW)
    assert outcomes() == ["inactive"]


def test_changing_ones_password_needs_the_old_one_and_ends_other_sessions():
    user_id = make_user("planner", username="li")
    me = queries.actor_of(user_id, NOW)
    services.begin_session(user_id, key="k" * 32, address=HERE, agent="Firefox", at=NOW)
    with pytest.raises(InvalidInput):
        services.change_password(user_id, old="guess", new="new-password-9", by=me, at=NOW)
    with pytest.raises(InvalidInput):
        services.change_password(user_id, old=PASSWORD, new="1234", by=me, at=NOW)
    assert len(queries.sessions(user_id)) == 1
    services.change_password(user_id, old=PASSWORD, new="new-password-9", by=me, at=NOW)
    assert queries.sessions(user_id) == []
    assert attempt("new-password-9") == user_id


def test_a_session_is_ended_by_its_owner_or_by_who_manages_users():
    user_id = make_user("planner", username="li")
    for key in ("a", "b"):
        services.begin_session(user_id, key=key * 32, address=HERE, agent="Firefox", at=NOW)
    first, second = queries.sessions(user_id, current_key="a" * 32)
    assert [first.is_current, second.is_current] == [False, True]
    with pytest.raises(NotPermitted):
        services.end_session(first.id, by=actor("buyer"), at=NOW)
    services.end_session(first.id, by=queries.actor_of(user_id, NOW), at=NOW)
    services.end_session(second.id, by=actor("admin"), at=NOW)
    assert queries.sessions(user_id) == []


def test_a_key_acts_until_it_expires_or_is_revoked():
    secret = make_key(permits=("identity.site.see",), expires_at=NOW + timedelta(days=1))
    holder = queries.actor_of_key(secret, NOW)
    assert holder.permits == {"identity.site.see"}
    assert not holder.scope.money
    with pytest.raises(UnknownKey):
        queries.actor_of_key(secret, NOW + timedelta(days=1))
    with pytest.raises(UnknownKey):
        queries.actor_of_key(secret[:-1] + "!", NOW)
    for nonsense in ("", "tk", "tk_", "tk_a_b", "Bearer"):
        with pytest.raises(UnknownKey):
            queries.actor_of_key(nonsense, NOW)
    services.revoke_api_key(holder.id, by=SYSTEM, at=NOW)
    with pytest.raises(UnknownKey):
        queries.actor_of_key(secret, NOW)
