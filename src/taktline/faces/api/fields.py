"""Types of values that come in, bounded as the database bounds them."""

from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field

Id = Annotated[int, Field(ge=1, le=2**63 - 1, description="A key.")]
Quantity = Annotated[
    Decimal, Field(max_digits=18, decimal_places=6, description="A quantity, to the millionth.")
]
Positive = Annotated[Decimal, Field(gt=0, max_digits=18, decimal_places=6, description="More than nothing.")]
Price = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=6, description="A price per unit.")]
Ratio = Annotated[Decimal, Field(max_digits=12, decimal_places=6, description="A share: 0.13 is 13 %.")]
Code = Annotated[str, Field(min_length=1, max_length=60)]
ShortText = Annotated[str, Field(max_length=200)]
LongText = Annotated[str, Field(max_length=4000)]


class Body(Schema):
    """What comes in. A field that is not declared is refused: a misspelt one must not be ignored."""

    model_config = ConfigDict(extra="forbid")


class NameOut(Schema):
    """A name in both languages; text is the asker's."""

    zh: str
    en: str
    text: str


class MoneyOut(Schema):
    """An amount. minor: whole minor units; amount: the same in major units."""

    minor: int
    amount: str
    currency: str


class MeasuredOut(Schema):
    """A quantity with its unit."""

    quantity: str
    unit: str


class Made(Schema):
    """What was made."""

    id: int


JsonValue = Any
