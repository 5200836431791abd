"""Changeover groups, their families and the matrix between them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.drafts import check
from taktline.kernel.errors import InvalidInput
from taktline.kernel.operation import operation
from taktline.resources import locks, permits, store
from taktline.resources.errors import CodeTaken, InUse
from taktline.resources.models import ChangeoverFamily, ChangeoverGroup, ChangeoverTime
from taktline.resources.types import FamilyDraft, GroupDraft

LONGEST = 10_080


@operation
def create_group(draft: GroupDraft, *, by: Actor, at: datetime) -> int:
    """A new changeover group; its id. Raises CodeTaken, InvalidInputs."""
    by.require(permits.CHANGE)
    row = ChangeoverGroup()
    store.write(row, draft, what="changeover-group", by=by, at=at)
    return row.pk


@operation
def change_group(group_id: int, draft: GroupDraft, *, by: Actor, at: datetime) -> bool:
    """Make a group as the draft says; whether anything changed. Raises CodeTaken, InvalidInputs, NotFound."""
    by.require(permits.CHANGE)
    return bool(store.write(locks.group(group_id), draft, what="changeover-group", by=by, at=at))


@operation
def set_families(group_id: int, families: Sequence[FamilyDraft], *, by: Actor, at: datetime) -> list[int]:
    """Make a group's families these, in this order; their ids. Those with an id are kept, others are new.

    Raises CodeTaken for a code twice, InUse for a missing family that items or operations still name, NotFound.
    """
    by.require(permits.CHANGE)
    group = locks.group(group_id)
    known = {row.pk: row for row in group.families.all()}
    codes = [each.code.strip() for each in families]
    if doubled := [code for code in codes if codes.count(code) > 1]:
        raise CodeTaken(key=doubled[0])
    kept = {each.id for each in families if each.id is not None}
    if strange := kept - set(known):
        raise InvalidInput(
            field="families", reason=_("Family %(id)s belongs to another group.") % {"id": min(strange)}
        )
    _forget([row for pk, row in known.items() if pk not in kept])
    ids = []
    for each in families:
        row = known[each.id] if each.id is not None else ChangeoverFamily(group=group)
        row.code, row.name, row.name_en = each.code.strip(), each.name.strip(), each.name_en.strip()
        check(row, ("code", "name", "name_en"))
        row.save()
        ids.append(row.pk)
    before = sorted(row.code for row in known.values())
    journal.record(
        "resources.set-families",
        subject=group,
        by=by,
        at=at,
        before={"families": before},
        after={"families": codes},
    )
    store.changed("changeover-group", group.pk, at=at)
    return ids


@operation
def set_changeovers(
    group_id: int, minutes: Mapping[tuple[int, int], int], *, by: Actor, at: datetime
) -> None:
    """Replace a group's matrix: minutes by (from family id, to family id); zero and what is not said take none.

    Raises InvalidInput for a family of another group or minutes out of range, NotFound.
    """
    by.require(permits.CHANGE)
    group = locks.group(group_id)
    codes = dict(group.families.values_list("id", "code"))
    for (one, two), value in minutes.items():
        if one not in codes or two not in codes:
            raise InvalidInput(field="minutes", reason=_("Both families must belong to the group."))
        if not 0 <= value <= LONGEST:
            place = f"{codes[one]} → {codes[two]}"
            raise InvalidInput(
                field=place, reason=_("Whole minutes, from 0 to %(most)s.") % {"most": LONGEST}
            )
    before = {
        f"{a} → {b}": m
        for a, b, m in group.times.values_list("from_family__code", "to_family__code", "minutes")
    }
    group.times.all().delete()
    ChangeoverTime.objects.bulk_create(
        [
            ChangeoverTime(group=group, from_family_id=one, to_family_id=two, minutes=value)
            for (one, two), value in minutes.items()
            if value
        ]
    )
    after = {f"{codes[one]} → {codes[two]}": value for (one, two), value in minutes.items() if value}
    gone = {name: value for name, value in before.items() if after.get(name) != value}
    fresh = {name: value for name, value in after.items() if before.get(name) != value}
    journal.record("resources.set-changeovers", subject=group, by=by, at=at, before=gone, after=fresh)
    store.changed("changeover-group", group.pk, at=at)


def _forget(rows: Sequence[ChangeoverFamily]) -> None:
    for row in rows:
        try:
            row.delete()
        except ProtectedError as error:
            users = ", ".join(sorted({str(user) for user in error.protected_objects})[:5])
            raise InUse(what=row.code, users=users) from error
