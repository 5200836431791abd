"""What customers call our items is learnt once and known from then on."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.catalog import permits
from taktline.catalog.errors import LearntOtherwise
from taktline.catalog.models import CustomerItem, Item
from taktline.catalog.types import LearntItem
from taktline.kernel import journal, search
from taktline.kernel.actor import Actor
from taktline.kernel.drafts import check
from taktline.kernel.errors import InvalidInput
from taktline.kernel.locks import lock_one
from taktline.kernel.operation import operation
from taktline.kernel.search import normal

LARGEST = 10**12


@operation
def learn_customer_item(learnt: LearntItem, *, replace: bool = False, by: Actor, at: datetime) -> int:
    """Remember what a customer means by a code; the entry's id. Learning the same again changes nothing.

    replace: let the code mean something else than before. Raises LearntOtherwise, InvalidInput.
    """
    by.require(permits.LEARN)
    key = normal(learnt.code)[:60]
    if not key:
        raise InvalidInput(field="code", reason=_("The customer's code is empty."))
    factor = learnt.factor
    if not (0 < factor.numerator < LARGEST and factor.denominator < LARGEST):
        raise InvalidInput(field="factor", reason=_("An exact amount above zero."))
    row = (
        CustomerItem.objects.filter(customer_id=learnt.customer_id, code_key=key)
        .select_related("item")
        .first()
    )
    if row is None:
        row = CustomerItem(customer_id=learnt.customer_id, code_key=key, learnt_at=at)
    elif row.item_id != learnt.item_id and not replace:
        raise LearntOtherwise(code=learnt.code, item=row.item.code)
    before = {} if row.pk is None else {"item": row.item_id, "factor": f"{row.numerator}/{row.denominator}"}
    row.code, row.unit, row.name = (
        learnt.code.strip()[:60],
        learnt.unit.strip()[:20],
        learnt.name.strip()[:120],
    )
    row.item_id, row.numerator, row.denominator = learnt.item_id, factor.numerator, factor.denominator
    check(row, ("customer_id", "item_id", "code", "unit", "name"))
    after = {"item": row.item_id, "factor": f"{row.numerator}/{row.denominator}"}
    row.save()
    item = Item.objects.get(pk=row.item_id)
    search.index("catalog.customer-item", row.pk, row.code, row.name, item.code, item.name)
    if before != after:
        journal.record("catalog.learn-customer-item", subject=row, by=by, at=at, before=before, after=after)
    return row.pk


@operation
def learn_customer_items(learnt: Sequence[LearntItem], *, by: Actor, at: datetime) -> list[int]:
    """Remember many codes, all or none. Raises as learn_customer_item."""
    return [learn_customer_item(each, by=by, at=at) for each in learnt]


@operation
def forget_customer_item(entry_id: int, *, by: Actor, at: datetime) -> None:
    """Forget what a customer's code means. Raises NotFound."""
    by.require(permits.LEARN)
    row = lock_one(CustomerItem.objects.filter(pk=entry_id), what=N_("customer's part number"), key=entry_id)
    before = {"code": row.code, "item": row.item_id}
    journal.record("catalog.forget-customer-item", subject=row, by=by, at=at, before=before)
    search.forget("catalog.customer-item", row.pk)
    row.delete()
