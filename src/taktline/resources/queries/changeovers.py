"""Changeover groups, families and matrices, as rows."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.naming import Name
from taktline.resources.models import ChangeoverFamily, ChangeoverGroup, ChangeoverTime
from taktline.resources.types import ChangeoverRow


def changeover_groups() -> dict[int, ChangeoverRow]:
    """Every group with its families and whole matrix, by id; three queries."""
    families_of: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for group, pk, code in ChangeoverFamily.objects.order_by("id").values_list("group_id", "id", "code"):
        families_of[group].append((pk, code))
    times = {
        (one, two): minutes
        for one, two, minutes in ChangeoverTime.objects.values_list(
            "from_family_id", "to_family_id", "minutes"
        )
    }
    rows = {}
    groups = ChangeoverGroup.objects.order_by("code").values_list("id", "code", "name", "name_en")
    for pk, code, zh, en in groups:
        ids = tuple(each for each, _ in families_of[pk])
        matrix = tuple(tuple(times.get((one, two), 0) for two in ids) for one in ids)
        rows[pk] = ChangeoverRow(
            pk, code, Name(zh, en), ids, tuple(code for _, code in families_of[pk]), matrix
        )
    return rows


def changeover(group_id: int) -> ChangeoverRow:
    """One group. Raises NotFound."""
    found = changeover_groups().get(group_id)
    if found is None:
        raise NotFound(what=N_("changeover group"), key=group_id)
    return found


def families() -> dict[str, int]:
    """Family ids by code; a code that several groups have is written group/family."""
    rows = list(ChangeoverFamily.objects.order_by("id").values_list("code", "group__code", "id"))
    codes = [code for code, _, _ in rows]
    return {(code if codes.count(code) == 1 else f"{group}/{code}"): pk for code, group, pk in rows}


def family_names(ids: Iterable[int]) -> dict[int, tuple[str, Name]]:
    """Code and name by family id; unknown ids are left out."""
    rows = ChangeoverFamily.objects.filter(pk__in=set(ids)).values_list("id", "code", "name", "name_en")
    return {pk: (code, Name(zh, en)) for pk, code, zh, en in rows}
