"""The glossary and the Chinese catalogue: a gap in either is seen."""

from pathlib import Path

import pytest

from tools import catalogue, glossary

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def room(tmp_path: Path) -> Path:
    write(tmp_path, "src/taktline/sales/__init__.py", "")
    write(tmp_path, "src/taktline/sales/locale/zh_Hans/LC_MESSAGES/django.po", PO)
    (tmp_path / "docs" / "glossary.d").mkdir(parents=True)
    return tmp_path


def translate(root: Path, entries: str) -> None:
    write(root, "src/taktline/sales/locale/zh_Hans/LC_MESSAGES/django.po", PO + entries)


class TestGlossary:
    def test_a_model_and_a_service_without_a_line_are_seen(self, room: Path) -> None:
        write(room, "src/taktline/sales/models.py", "class Order(models.Model):\n    pass\n")
        write(
            room,
            "src/taktline/sales/services.py",
            "@operation\ndef confirm(order_id): ...\ndef helper(): ...\n",
        )
        write(room, "docs/glossary.md", glossary.joined(room))
        assert [fault.split(" (")[0] for fault in glossary.check(room)] == [
            "docs/glossary.d/sales.md has no line for Order",
            "docs/glossary.d/sales.md has no line for confirm",
        ]
        write(
            room,
            "docs/glossary.d/sales.md",
            "| 销售订单 | sales order | `Order` | sales |\n| 确认 | confirm | `confirm` | sales |\n",
        )
        assert glossary.check(room) == ["docs/glossary.md is stale; run `just glossary`"]
        write(room, "docs/glossary.md", glossary.joined(room))
        assert glossary.check(room) == []

    def test_abstract_models_and_states_need_no_line(self, room: Path) -> None:
        text = "class Row(models.Model):\n    class Meta:\n        abstract = True\nclass State(TextChoices):\n    A = 'a'\n"
        write(room, "src/taktline/sales/models.py", text)
        assert list(glossary.names(room)) == []

    def test_a_crooked_line_is_refused(self, room: Path) -> None:
        write(room, "docs/glossary.d/sales.md", "| 销售订单 | sales order |\n")
        with pytest.raises(ValueError, match="four columns"):
            glossary.rows(room)


class TestCatalogue:
    def test_words_in_code_and_templates_are_found(self, room: Path) -> None:
        write(
            room,
            "src/taktline/sales/errors.py",
            'N_("No price.")\nngettext("one", "%(n)s many", n)\npgettext("c", "open")\n',
        )
        page = '<p class="it\'s">{% translate "Orders" %} {{ _("Late") }}</p>\n   {% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}\n'
        write(room, "src/taktline/sales/templates/page.html", page)
        found = {(word.context, word.text, word.plural) for word in catalogue.words(room)}
        assert found == {
            ("", "No price.", ""),
            ("", "one", "%(n)s many"),
            ("c", "open", ""),
            ("", "Orders", ""),
            ("", "Late", ""),
            ("", "%(n)s day", "%(n)s days"),
        }

    def test_a_missing_translation_is_seen(self, room: Path) -> None:
        write(room, "src/taktline/sales/errors.py", 'N_("No price.")')
        assert catalogue.faults(room) == ["src/taktline/sales/errors.py:1: no Chinese for 'No price.'"]
        translate(room, 'msgid "No price."\nmsgstr ""\n')
        assert len(catalogue.faults(room)) == 1
        translate(room, 'msgid "No price."\nmsgstr "没有价格。"\n')
        assert catalogue.faults(room) == []

    def test_placeholders_must_agree(self, room: Path) -> None:
        translate(room, 'msgid "%(left)s left"\nmsgstr "还剩 %(rest)s"\n')
        assert "placeholders" in catalogue.faults(room)[0]

    def test_one_sentence_has_one_chinese_in_the_whole_house(self, room: Path) -> None:
        translate(room, 'msgid "Change"\nmsgstr "变更"\n')
        other = room / "src/taktline/inventory/locale/zh_Hans/LC_MESSAGES/django.po"
        write(room, other.relative_to(room).as_posix(), PO + 'msgid "Change"\nmsgstr "变更"\n')
        assert catalogue.faults(room) == []
        other.write_text(PO + 'msgid "Change"\nmsgstr "增减数"\n', "utf-8")
        (fault,) = catalogue.faults(room)
        assert "增减数 (src/taktline/inventory)" in fault
        assert "变更 (src/taktline/sales)" in fault
        other.write_text(PO + 'msgctxt "stock"\nmsgid "Change"\nmsgstr "增减数"\n', "utf-8")
        assert catalogue.faults(room) == []

    def test_a_gettext_function_under_a_short_name_is_read(self, room: Path) -> None:
        write(
            room,
            "src/taktline/sales/errors.py",
            'from django.utils.translation import gettext as now\nnow("Sold.")\n',
        )
        assert catalogue.faults(room) == ["src/taktline/sales/errors.py:2: no Chinese for 'Sold.'"]

    def test_a_fuzzy_translation_does_not_count(self, room: Path) -> None:
        write(room, "src/taktline/sales/errors.py", 'N_("No price.")')
        translate(room, '#, fuzzy\nmsgid "No price."\nmsgstr "没有价格。"\n')
        assert len(catalogue.faults(room)) == 2

    def test_catalogues_are_compiled_once(self, room: Path) -> None:
        translate(room, 'msgid "No price."\nmsgstr "没有价格。"\n')
        assert catalogue.compile_all(room) == 1
        assert catalogue.compile_all(room) == 0
        target = room / "src/taktline/sales/locale/zh_Hans/LC_MESSAGES/django.mo"
        assert "没有价格。" in target.read_bytes().decode("utf-8", "ignore")
