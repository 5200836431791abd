"""Rules of automatic firming."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop as N_

from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.kernel.operation import operation
from taktline.planning import locks, permits
from taktline.planning.errors import RuleTwice
from taktline.planning.models import AutoFirmRule
from taktline.planning.types import RuleRow


@operation
def set_rule(rule: RuleRow, *, by: Actor, at: datetime) -> int:
    """Make a rule (id 0) or change one. Returns its id. Raises NotFound, RuleTwice."""
    by.require(permits.RULES)
    if not by.scope.covers_site(rule.site_id):
        raise NotFound(what=N_("site"), key=rule.site_id)
    row = locks.rule(rule.id, scope=by.scope) if rule.id else AutoFirmRule(site_id=rule.site_id)
    row.item_class_id, row.kind, row.days, row.is_active = rule.item_class_id, rule.kind, rule.days, rule.is_active
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise RuleTwice from error
    after = {"class": rule.item_class_id, "kind": rule.kind, "days": rule.days, "active": rule.is_active}
    journal.record("planning.set-rule", subject=row, by=by, at=at, after=after)
    return row.pk


@operation
def delete_rule(rule_id: int, *, by: Actor, at: datetime) -> None:
    """Take a rule away. Raises NotFound."""
    by.require(permits.RULES)
    row = locks.rule(rule_id, scope=by.scope)
    journal.record("planning.delete-rule", subject=row, by=by, at=at, before={"kind": row.kind, "days": row.days})
    row.delete()
