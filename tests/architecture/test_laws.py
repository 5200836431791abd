"""Budgets, forbidden shapes and words: each is broken on purpose and must be seen."""

import ast
from pathlib import Path

import pytest

from tools import budgets, laws, words
from tools.tree import Source


def source(text: str, path: str = "src/taktline/sales/services.py") -> Source:
    return Source(path, text, ast.parse(text))


def function(lines: int, *, doc: int = 0) -> str:
    docstring = '    """' + "\n    more\n" * doc + '    """\n' if doc else ""
    return "def work():\n" + docstring + "    x = 1\n" * (lines - 1)


class TestBudgets:
    def test_what_fits_passes(self) -> None:
        arguments = "class A:\n    def f(self, a, b, c, /, d, *, e, g): ...\n"
        assert list(budgets.excesses(source(function(40, doc=30) + "\n" * 100 + arguments))) == []

    def test_a_long_file_is_seen(self) -> None:
        assert [e.what for e in budgets.excesses(source("x = 1\n" * 301))] == ["301 lines, 300 are allowed"]

    def test_a_long_function_is_seen(self) -> None:
        assert [e.what for e in budgets.excesses(source(function(41)))] == ["41 lines, 40 are allowed"]

    def test_kernels_have_their_own_measure(self) -> None:
        path = "src/taktline/engines/mrp/net_kernel.py"
        assert list(budgets.excesses(source(function(150), path))) == []
        assert [e.what for e in budgets.excesses(source(function(151), path))] == [
            "151 lines, 150 are allowed"
        ]

    def test_a_seventh_argument_is_seen(self) -> None:
        found = budgets.excesses(source("def f(a, b, c, d, *, e, f, g): ...\n"))
        assert [e.what for e in found] == ["7 arguments, 6 are allowed"]

    def test_a_waiver_needs_a_reason_and_a_need(self, tmp_path: Path) -> None:
        for folder in ("src/taktline", "tools"):
            (tmp_path / folder).mkdir(parents=True)
        (tmp_path / "src/taktline/long.py").write_text("x = 1\n" * 301, "utf-8")
        waivers = tmp_path / "tools/budgets.toml"
        assert len(budgets.check(tmp_path)) == 1
        waivers.write_text('[[waiver]]\nplace = "src/taktline/long.py"\nreason = "a table"\n', "utf-8")
        assert budgets.check(tmp_path) == []
        (tmp_path / "src/taktline/long.py").write_text("x = 1\n", "utf-8")
        assert "remove its waiver" in budgets.check(tmp_path)[0]
        waivers.write_text('[[waiver]]\nplace = "src/taktline/long.py"\nreason = ""\n', "utf-8")
        with pytest.raises(ValueError, match="no reason"):
            budgets.check(tmp_path)


@pytest.mark.parametrize(
    ("law", "path", "text"),
    [
        (laws.local_imports, "sales/queries.py", "def f():\n    from taktline.kernel import journal\n"),
        (laws.local_imports, "faces/web/page.py", "def f():\n    def g():\n        import taktline.kernel\n"),
        (laws.get_model, "sales/queries.py", "apps.get_model('sales', 'Order')"),
        (laws.get_model, "sales/queries.py", "django.apps.apps.get_model('sales.Order')"),
        (laws.signals, "sales/apps.py", "from django.db.models.signals import post_save"),
        (laws.signals, "sales/apps.py", "from django.dispatch import receiver"),
        (laws.signals, "sales/apps.py", "from django.db.models import signals"),
        (laws.save_overrides, "sales/models.py", "class Order(models.Model):\n    def save(self): ...\n"),
        (laws.save_overrides, "sales/models.py", "class Order(Model):\n    def delete(self): ...\n"),
        (laws.on_commit, "sales/services.py", "transaction.on_commit(lambda: None)"),
        (laws.loose_arguments, "sales/services/confirm.py", "def confirm(order_id, **facts): ...\n"),
        (laws.loose_arguments, "flows/take_order/confirm.py", "def confirm(order_id, **facts): ...\n"),
        (laws.ambient_settings, "sales/services.py", "limit = settings.CREDIT_LIMIT"),
        (laws.clocks, "sales/services.py", "at = timezone.now()"),
        (laws.clocks, "flows/make/report.py", "at = datetime.datetime.now()"),
        (laws.clocks, "engines/mrp/solve.py", "began = time.time()"),
        (laws.shapeless_names, "sales/utils.py", ""),
        (laws.shapeless_names, "sales/services/common.py", ""),
        (laws.shapeless_names, "faces/helpers/page.py", ""),
    ],
)
def test_a_breach_of_a_law_is_seen(law: laws.Law, path: str, text: str) -> None:
    assert len(list(law(source(text, f"src/taktline/{path}")))) >= 1


def test_tests_of_flows_use_the_doors_too() -> None:
    text = "from taktline.sales.models import Order"
    assert list(laws.models_in_tests(source(text, "tests/flows/test_order.py")))
    assert not list(laws.models_in_tests(source(text, "tests/domains/sales/test_order.py")))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("engines/mrp/solve.py", "def f():\n    import numba\n"),
        ("faces/web/page.py", "at = timezone.now()"),
        ("kernel/exact/fields.py", "class F(Field):\n    def __init__(self, **kwargs): ...\n"),
        ("kernel/sqlite/base.py", ""),
        ("identity/services.py", "salt = settings.SECRET_KEY"),
        ("sales/services.py", "from django.db import transaction\ndef confirm(order_id, *, by, at): ...\n"),
    ],
)
def test_what_the_laws_allow_passes(path: str, text: str) -> None:
    assert [breach for law in laws.LAWS for breach in law(source(text, f"src/taktline/{path}"))] == []


def test_a_forbidden_word_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("harmless\n", "utf-8")
    assert words.check(tmp_path, [page]) == []
    page.write_text("harmless\nsee /ro" + "ot/notes\n", "utf-8")
    assert words.check(tmp_path, [page]) == ["page.md:2: contains '/ro" + "ot/notes'"]
    page.write_text("folder=/tm" + "p/scratch/x or https://somewhere/work/here\n", "utf-8")
    assert words.check(tmp_path, [page]) == ["page.md:1: contains '/tm" + "p/scratch'"]
