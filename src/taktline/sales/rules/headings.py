"""Which column is which: headings in both languages, on one row or on two, anywhere near the top."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taktline.sales.rules.cells import Cell, text

ITEM, NAME, DRAWING, QUANTITY, UNIT = "item", "name", "drawing", "quantity", "unit"
PRICE, REQUESTED, NOTE, SPEC = "price", "requested", "note", "spec"
FIELDS = (ITEM, NAME, SPEC, DRAWING, QUANTITY, UNIT, PRICE, REQUESTED, NOTE)
NEEDED = (ITEM, QUANTITY)
LOOK_AT = 30

# The first that matches wins; more particular words stand before those they contain.
_WORDS: Mapping[str, tuple[str, ...]] = {
    ITEM: (
        "客户料号", "客户物料编码", "物料编码", "物料编号", "物料号", "物料代码", "零件号", "零件编号", "产品编码", "产品编号",
        "产品代码", "商品编码", "存货编码", "料号", "件号", "货号", "图号", "编码", "item code", "item number", "item no",
        "part number", "part no", "part", "material number", "material no", "material code", "product code", "article",
        "item", "sku", "p/n", "pn",
    ),
    NAME: (
        "物料名称", "产品名称", "商品名称", "存货名称", "品名及规格", "品名规格", "名称及规格", "品名", "货物名称", "名称",
        "描述", "description", "name",
    ),
    SPEC: ("规格型号", "规格", "型号", "specification", "spec", "model"),
    DRAWING: ("图纸版本", "图纸版次", "版本号", "版本", "版次", "drawing revision", "drawing rev", "revision", "rev"),
    QUANTITY: (
        "订单数量", "订购数量", "采购数量", "订货数量", "需求数量", "要货数量", "数量", "订购数", "订货数", "采购数", "order quantity", "order qty",
        "quantity", "qty", "pcs",
    ),
    UNIT: ("计量单位", "单位", "uom", "unit of measure", "unit"),
    PRICE: (
        "含税单价", "未税单价", "不含税单价", "采购单价", "单价", "价格", "含税价", "未税价", "unit price", "price",
    ),
    REQUESTED: (
        "要求交货日期", "要求到货日期", "要求交期", "需求日期", "交货日期", "到货日期", "交货期", "交期", "到货期", "纳期", "要求到货", "要求交货",
        "delivery date", "due date", "required date", "requested date", "need by", "ship date", "eta", "delivery",
    ),
    NOTE: ("备注", "说明", "remarks", "remark", "notes", "note", "comment"),
}
_NOT = re.compile(r"金额|总价|小计|合计|税额|税率|序号|行号|项次|amount|total|line no|^no\.?$|^#$")
_HEAD_WORDS: Mapping[str, tuple[str, ...]] = {
    "customer_number": ("采购订单号", "采购单号", "订单编号", "订单号", "合同号", "合同编号", "po number", "po no", "order no",
                        "order number", "purchase order", "p.o"),
    "requested_on": ("交货日期", "要求交期", "交期", "delivery date"),
    "currency": ("币种", "币别", "currency"),
    "sender": ("采购方", "需方", "客户名称", "公司名称", "buyer", "customer", "company"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that was found. row: index of its last row; titles by column; columns: column index by field."""

    row: int
    titles: tuple[str, ...]
    columns: Mapping[str, int]

    @property
    def seal(self) -> str:
        """Names this layout: the same titles in the same order."""
        return hashlib.sha256("\n".join(self.titles).encode()).hexdigest()


def field_of(title: str) -> str | None:
    """What a heading most likely means."""
    flat = _flat(title)
    if not flat or _NOT.search(flat):
        return None
    best: tuple[int, str] | None = None
    for name, words in _WORDS.items():
        for word in words:
            if flat == word:
                return name
            if word in flat and _whole_word(word, flat) and (best is None or len(word) > best[0]):
                best = (len(word), name)
    return best[1] if best and len(flat) <= best[0] + 14 else None


def _whole_word(word: str, flat: str) -> bool:
    return not word.isascii() or re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", flat) is not None


def _flat(title: str) -> str:
    return re.sub(r"[（(].*?[)）]|[*:：]", " ", title).strip().lower().replace("_", " ")


def propose(titles: Sequence[str]) -> dict[str, int]:
    """Column index by field: the first column that means it."""
    found: dict[str, int] = {}
    for index, title in enumerate(titles):
        name = field_of(title)
        if name is not None:
            found.setdefault(name, index)
    for instead in (NAME, SPEC):  # a list that only names its goods names them in the item's place
        if ITEM not in found and instead in found:
            found[ITEM] = found.pop(instead)
    return found


def find(rows: Sequence[Sequence[Cell]]) -> Heading | None:
    """The best heading among the first rows, on one row or on two; None where nothing has item and quantity."""
    best: tuple[int, Heading] | None = None
    for index in range(min(len(rows), LOOK_AT)):
        for height in (1, 2):
            if index + height > len(rows):
                continue
            titles = _titles(rows[index : index + height])
            if titles is None:
                continue
            heading = Heading(index + height - 1, titles, propose(titles))
            # One row wins over two that say no more.
            score = 4 * sum(name in heading.columns for name in NEEDED) + len(heading.columns)
            if all(name in heading.columns for name in NEEDED) and (best is None or score > best[0]):
                best = (score, heading)
    return best[1] if best else None


def nearest(rows: Sequence[Sequence[Cell]]) -> Heading | None:
    """The row that looks most like a heading although something is missing; for saying what is."""
    best: Heading | None = None
    for index in range(min(len(rows), LOOK_AT)):
        titles = _titles(rows[index : index + 1])
        if titles is None:
            continue
        columns = propose(titles)
        if columns and (best is None or len(columns) > len(best.columns)):
            best = Heading(index, titles, columns)
    return best


def _titles(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...] | None:
    """The titles of one or two rows: the lower where it says something. None where figures stand."""
    width = max((len(row) for row in rows), default=0)
    titles = []
    for column in range(width):
        cells = [row[column] if column < len(row) else None for row in rows]
        if any(isinstance(cell, (int, float)) and not isinstance(cell, bool) for cell in cells):
            return None
        words = [text(cell)[:60] for cell in cells]
        lower, upper = words[-1], words[0]
        titles.append(lower if lower and (field_of(lower) or not field_of(upper)) else upper)
    return tuple(titles) if any(titles) else None


def head_values(rows: Sequence[Sequence[Cell]]) -> dict[str, str]:
    """What stands above the table: the customer's order number and the like, in one cell or in two."""
    found: dict[str, str] = {}
    for row in rows:
        for index, cell in enumerate(row):
            label, colon, value = text(cell).replace("：", ":").partition(":")
            name = next((n for n, words in _HEAD_WORDS.items() if any(w in label.lower() for w in words)), None)
            if name is None or name in found or len(label) > 20:
                continue
            if not colon or not value.strip():
                value = next((text(after) for after in row[index + 1 :] if text(after) and text(after) != text(cell)), "")
            if value.strip():
                found[name] = value.strip()[:80]
    return found
