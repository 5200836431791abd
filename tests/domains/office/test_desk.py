"""Files, views, policies, approvals and prints."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import ClassVar

import pytest

from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove, InvalidInput, NotFound, NotPermitted
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.office import queries, services
from taktline.office.errors import (
    AlreadyAsked,
    CannotPrint,
    FileMissing,
    FileRefused,
    NotYourTask,
    OwnRequest,
)
from taktline.office.models import Attachment
from taktline.office.rules import clean_name
from taktline.office.types import Policy
from tests.builders.identity import NOW, actor, make_site
from tests.builders.office import ORDER, PDF, make_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_a_file_is_kept_once_under_its_content(tmp_path):
    make_file(name="a.pdf")
    make_file(name=r"C:\drawings\b.pdf")
    assert [each.name for each in queries.attachments_of(ORDER, scope=EVERYTHING)] == ["a.pdf", "b.pdf"]
    stored = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(stored) == 1
    row, path = queries.attachment(1, scope=EVERYTHING)
    assert (path.read_bytes(), row.content_type, row.size) == (PDF, "application/pdf", len(PDF))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.exe", b"MZ"),
        ("page.html", b"<script>"),
        ("empty.pdf", b""),
        ("lie.pdf", b"<html>"),
        ("noending", b"x"),
    ],
)
def test_what_is_not_kept_is_refused_and_leaves_nothing(tmp_path, name, content):
    with pytest.raises(FileRefused):
        make_file(name=name, content=content)
    assert Attachment.objects.count() == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_too_large_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr("taktline.office.rules.LARGEST_FILE", 10)
    with pytest.raises(FileRefused):
        make_file()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_with_prices_is_hidden_from_who_may_not_see_money():
    file_id = make_file(name="quotation.pdf", shows_money=True)
    assert queries.attachments_of(ORDER, scope=Scope()) == []
    with pytest.raises(NotFound):
        queries.attachment(file_id, scope=Scope())
    assert page(queries.ATTACHMENTS, scope=Scope()).rows == []
    assert len(page(queries.ATTACHMENTS, scope=EVERYTHING).rows) == 1


def test_a_removed_file_and_a_lost_one_are_told_apart(tmp_path):
    gone, lost = make_file(), make_file(content=b"%PDF-other")
    services.remove_attachment(gone, by=SYSTEM, at=NOW)
    with pytest.raises(NotFound):
        queries.attachment(gone, scope=EVERYTHING)
    queries.attachment(lost, scope=EVERYTHING)[1].unlink()
    with pytest.raises(FileMissing):
        queries.attachment(lost, scope=EVERYTHING)


def test_names_of_files_are_made_harmless():
    assert clean_name("../../etc/pass\x00wd") == "passwd"
    assert clean_name("图纸.pdf") == "图纸.pdf"
    assert len(clean_name("x" * 500 + ".pdf")) == 120
    assert clean_name("x" * 500 + ".pdf").endswith(".pdf")


def test_views_are_ones_own_or_shared():
    wang, li, boss = actor("buyer"), actor("buyer"), actor("planner")
    services.save_view("orders", name="late", query="late=1", by=wang)
    services.save_view("orders", name="late", query="late=2", default=True, by=wang)
    services.save_view("orders", name="all", query="", shared=True, by=boss)
    assert [(v.name, v.query, v.is_own, v.is_default) for v in queries.views_of(wang.id, "orders")] == [
        ("all", "", False, False),
        ("late", "late=2", True, True),
    ]
    assert [view.name for view in queries.views_of(li.id, "orders")] == ["all"]
    with pytest.raises(NotPermitted):
        services.save_view("orders", name="mine", query="", shared=True, by=li)
    with pytest.raises(NotPermitted):
        services.delete_view(queries.views_of(li.id, "orders")[0].id, by=li)


@dataclass(frozen=True, slots=True)
class Tolerance(Policy):
    key: ClassVar[str] = "test.tolerance"
    over: Decimal = Decimal("0.05")
    roles: tuple[str, ...] = ("planner",)
    days: int = 3


def test_a_policy_holds_from_its_day_on_and_a_site_may_differ():
    site = make_site()
    later = NOW + timedelta(days=1)
    services.set_policy(Tolerance(over=Decimal("0.1")), valid_from=later, by=SYSTEM, at=NOW)
    services.set_policy(
        Tolerance(days=9, roles=("buyer", "owner")), valid_from=later, site_id=site.id, by=SYSTEM, at=NOW
    )
    assert queries.policy(Tolerance, at=NOW) == Tolerance()
    assert queries.policy(Tolerance, at=later) == Tolerance(over=Decimal("0.1"))
    assert queries.policy(Tolerance, at=later, site_id=site.id) == Tolerance(days=9, roles=("buyer", "owner"))
    with pytest.raises(InvalidInput):
        services.set_policy(Tolerance(), valid_from=NOW - timedelta(days=1), by=SYSTEM, at=NOW)
    with pytest.raises(NotPermitted):
        services.set_policy(Tolerance(), valid_from=later, by=actor("buyer"), at=NOW)


def ask(by, **facts):
    return services.request_approval(
        "sales.price",
        source=ORDER,
        role="plant_manager",
        reason="new customer",
        title="Price of order %(number)s",
        data={"number": "7"},
        money={"price": "180.00"},
        by=by,
        at=NOW,
        **facts,
    )


def test_somebody_else_approves():
    clerk, boss = actor("sales_clerk"), actor("plant_manager")
    approval_id = ask(clerk)
    with pytest.raises(AlreadyAsked):
        ask(clerk)
    assert [task.title for task in queries.my_tasks(actor=boss)] == ["Price of order 7"]
    with pytest.raises(NotYourTask):
        services.decide_approval(approval_id, approve=True, by=actor("buyer"), at=NOW)
    services.decide_approval(approval_id, approve=True, by=boss, at=NOW)
    assert queries.my_tasks(actor=boss) == []
    assert queries.approval(approval_id, scope=EVERYTHING).money == {"price": "180.00"}
    assert queries.approval(approval_id, scope=Scope()).money == {}
    with pytest.raises(IllegalMove):
        services.decide_approval(approval_id, approve=True, by=boss, at=NOW)


def test_nobody_approves_their_own_request_and_a_no_says_why():
    boss, other = actor("plant_manager"), actor("plant_manager")
    approval_id = ask(boss)
    with pytest.raises(OwnRequest):
        services.decide_approval(approval_id, approve=True, by=boss, at=NOW)
    with pytest.raises(InvalidInput):
        services.decide_approval(approval_id, approve=False, by=other, at=NOW)
    services.decide_approval(approval_id, approve=False, note="too cheap", by=other, at=NOW)
    assert queries.approvals_of(ORDER, scope=EVERYTHING)[0].state == "rejected"


def test_a_document_is_printed_in_both_languages():
    data = {
        "company": {"zh": "节拍液压", "en": "Taktline Hydraulics"},
        "title": {"zh": "送货单", "en": "Delivery note"},
        "number": "DN-1",
        "facts": [[{"zh": "客户", "en": "Customer"}, {"zh": "合力叉车", "en": "Heli Forklift"}]],
        "columns": [
            {"label": {"zh": "物料", "en": "Item"}, "name": "item", "width": "1"},
            {"label": {"zh": "数量", "en": "Quantity"}, "name": "quantity", "align": "right"},
        ],
        "rows": [{"item": "CBN-E316 #[1+1]", "quantity": Decimal(12)}],
        "totals": [[{"zh": "合计", "en": "Total"}, "12"]],
        "notes": [None],
        "signatures": [{"zh": "签收", "en": "Received"}],
    }
    for language in ("zh-hans", "en"):
        assert services.render("document", data, language=language).startswith(b"%PDF-")
    with pytest.raises(NotFound):
        services.render("../secret", data, language="en")
    with pytest.raises(CannotPrint):
        services.render("document", {"rows": 3}, language="en")
