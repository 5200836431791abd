"""The history of a thing speaks its reader's language and hides amounts from who may not see them."""

import ast
from pathlib import Path

import pytest
from django.utils import translation

from taktline.faces.web.wording.actions import action_label
from taktline.faces.web.wording.moments import moments
from taktline.kernel import journal
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.sales import queries
from tests.builders.sales import priced_order
from tests.builders.web import browser, text_of

ROOT = Path(__file__).resolve().parents[3] / "src/taktline"


def test_every_action_that_code_records_has_words():
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "journal.record":
                found |= {each.value for each in node.args if isinstance(each, ast.Constant)}
    assert len(found) > 60
    assert sorted(each for each in found if action_label(each) == each) == []


@pytest.mark.django_db
def test_an_orders_history_is_told_in_words_with_its_amount():
    order = priced_order(price="113")
    with translation.override("zh-hans"):
        (first, *_rest) = reversed(
            moments(journal.history("sales.order", order, scope=EVERYTHING), {}, money=True)
        )
        told = {str(each.label): each.new for each in first.changes}
    assert told["状态"] == "草稿"
    assert told["含税金额"] == "¥ 1,130.00"
    assert told["要求交期"].count("-") == 2
    assert not any("_" in label for label in told)
    with translation.override("en"):
        blind = moments(journal.history("sales.order", order, scope=Scope()), {}, money=False)
    assert "Gross amount" not in {str(each.label) for each in blind[-1].changes}
    number = queries.sheet_of(order, scope=EVERYTHING).number
    page = text_of(browser("admin").get(f"/sales/orders/{number}/?tab=log"))
    assert "gross_minor" not in page
    assert "1,130.00" in page
