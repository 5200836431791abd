"""How values look and how texts become values."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.datastructures import MultiValueDict

from taktline.faces.web import reading, widgets
from taktline.faces.web.form import Field, FormSpec
from taktline.kernel.actor import SYSTEM
from taktline.kernel.exact import Money
from taktline.kernel.listing import Measured

LOOK = widgets.Look(choices={"late": "Late"}, tones={"late": "red"})


@pytest.mark.parametrize(
    ("value", "widget", "shown"),
    [
        (Measured(Decimal("12480.50"), "kg"), "", '12,480.5 <span class="tk-unit">kg</span>'),
        (Money(-1234567), "", '<span class="tk-unit">¥</span> -12,345.67'),
        (Money(500, "JPY"), "", '<span class="tk-unit">JP¥</span> 500'),
        (Decimal(180), "price", "180.00"),
        (Decimal("0.0375"), "price", "0.0375"),
        (Decimal("0.13"), "ratio", "13 %"),
        (Decimal("-0.5"), "number", "-0.5"),
        ("late", "badge", '<span class="tk-badge tk-red">Late</span>'),
        ("<b>", "", "&lt;b&gt;"),
        (None, "money", str(widgets.NOTHING)),
        (0, "days", str(widgets.NOTHING)),
        (date(2026, 1, 31), "", '<time datetime="2026-01-31">2026-01-31</time>'),
    ],
)
def test_a_value_looks_as_it_should(value, widget, shown):
    assert widgets.draw(value, widget, LOOK) == shown


def test_a_past_date_is_red_and_a_near_one_amber():
    today = timezone.localdate()
    assert "tk-due-red" in widgets.draw(today - timedelta(days=1), "due", LOOK)
    assert "tk-due-amber" in widgets.draw(today + timedelta(days=2), "due", LOOK)
    assert "tk-due-plain" in widgets.draw(today + timedelta(days=9), "due", LOOK)


def test_an_address_quotes_what_people_typed():
    assert widgets.address("/items/{code}/?a={id}", {"code": "A/B 1&2"}, 7) == "/items/A%2FB%201%262/?a=7"


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("number", "１２,480．5", Decimal("12480.5")),
        ("whole", "42", 42),
        ("date", "2026/01/31", date(2026, 1, 31)),
        ("bool", "1", True),
        ("ref", "17", 17),
        ("text", "  a ", "a"),
        ("number", "", None),
    ],
)
def test_a_text_becomes_a_value(kind, text, value):
    assert reading.typed(Field("x", "X", kind), text) == value


@pytest.mark.parametrize(
    ("kind", "text"), [("number", "abc"), ("number", "NaN"), ("whole", "1.5"), ("date", "31.2.2026")]
)
def test_what_is_no_value_is_said(kind, text):
    with translation.override("en"), pytest.raises(ValueError, match=r"\."):
        reading.typed(Field("x", "X", kind), text)


def test_lines_left_empty_are_dropped_and_their_faults_land_in_the_right_box():

    columns = (Field("item", "Item"), Field("quantity", "Quantity", "number"))
    spec = FormSpec(fields=(Field("lines", "Lines", "lines", rows=4, fields=columns),))
    post = QueryDict(mutable=True)
    post.update(
        {"lines[1].item": "A", "lines[1].quantity": "5", "lines[7].item": "B", "lines[7].quantity": "x"}
    )
    form = reading.filled(spec, SYSTEM, {}, post, MultiValueDict())
    assert form.data["lines"] == [{"item": "A", "quantity": Decimal(5)}, {"item": "B", "quantity": None}]
    assert list(form.errors) == ["lines[1].quantity"]
    assert len(form.boxes[0].lines) == 4
    assert form.blame([("lines[0].item", "unknown")]) == []
    assert form.boxes[0].lines[0][0].error == "unknown"


@pytest.mark.parametrize("text", ["2026-01-31", "2026/1/31", "2026.1.31", "20260131", "２０２６-01-31"])
def test_a_day_is_understood_however_it_is_parted(text):
    assert reading.typed(Field("day", "Day", kind="date"), text) == date(2026, 1, 31)


def test_a_day_with_a_time_is_written_with_a_space_or_a_t():
    wanted = reading.typed(Field("at", "At", kind="datetime"), "2026-01-31T08:30")
    assert reading.typed(Field("at", "At", kind="datetime"), "2026/1/31 08:30") == wanted
