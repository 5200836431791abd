"""Two Chinese characters find a name."""

import pytest

from taktline.kernel import search

pytestmark = pytest.mark.django_db


def found(text: str) -> set[int]:
    return set(search.matching("test.item", text))


def test_substrings_of_chinese_and_latin_text_are_found() -> None:
    search.index("test.item", 1, "CBN-F310 单联齿轮泵", "Gear Pump")
    search.index("test.item", 2, "齿轮马达")
    search.index("other", 3, "齿轮")

    assert found("齿轮") == {1, 2}
    assert found("轮泵") == {1}
    assert found("ＣＢＮ-f3") == {1}
    assert found("gear pump") == {1}
    assert found("泵") == {1}
    assert found("泵齿") == set()
    assert found("  ") == set()


def test_indexing_again_replaces_and_forgetting_removes() -> None:
    search.index("test.item", 1, "旧名称")
    search.index("test.item", 1, "新名称")
    assert found("旧名") == set()
    assert found("新名") == {1}
    search.forget("test.item", 1)
    assert found("新名") == set()
