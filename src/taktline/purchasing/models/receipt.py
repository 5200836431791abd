"""What came in of purchase orders, and what went back."""

from django.db import models
from django.db.models import F, Q

from taktline.kernel.exact import QuantityField
from taktline.purchasing.life import ReceiptState, ReturnOutcome
from taktline.purchasing.models.order import PurchaseLine, PurchaseOrder


class GoodsReceipt(models.Model):
    """Goods of one purchase order that came together. delivery_note: the supplier's number of its paper.

    client_key: given by who reports it, so that the same report sent twice is one receipt.
    """

    number = models.CharField(max_length=30, unique=True)
    order = models.ForeignKey(PurchaseOrder, on_delete=models.PROTECT, related_name="receipts")
    place = models.ForeignKey("inventory.Place", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=ReceiptState, default=ReceiptState.POSTED)
    delivery_note = models.CharField(max_length=60, default="", blank=True)
    note = models.CharField(max_length=400, default="", blank=True)
    client_key = models.CharField(max_length=40, default="", blank=True)
    received_by = models.CharField(max_length=80)
    received_at = models.DateTimeField()
    reversed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReceiptState.values), name="goods_receipt_state_known"),
            models.UniqueConstraint(fields=["client_key"], condition=~Q(client_key=""), name="goods_receipt_reported_once"),
        ]
        indexes = [models.Index(fields=["order"], name="goods_receipt_of_order")]

    def __str__(self) -> str:
        return self.number


class GoodsReceiptLine(models.Model):
    """One lot of one line that came. move: how it was booked; returned: what of it went back to the supplier."""

    receipt = models.ForeignKey(GoodsReceipt, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    line = models.ForeignKey(PurchaseLine, on_delete=models.PROTECT, related_name="receipts")
    quantity = QuantityField()
    returned = QuantityField(default=0)
    lot = models.ForeignKey("inventory.Lot", on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=10)
    move = models.ForeignKey("inventory.Move", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["receipt", "position"], name="goods_receipt_position_once"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, returned__gte=0, returned__lte=F("quantity")), name="goods_receipt_counts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id}/{self.position}"


class SupplierReturn(models.Model):
    """Goods of one receipt that went back. outcome: whether they are to come again, or their price."""

    number = models.CharField(max_length=30, unique=True)
    receipt = models.ForeignKey(GoodsReceipt, on_delete=models.PROTECT, related_name="returns")
    outcome = models.CharField(max_length=8, choices=ReturnOutcome)
    reason = models.CharField(max_length=400)
    returned_by = models.CharField(max_length=80)
    returned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=ReturnOutcome.values), name="supplier_return_outcome_known"),
        ]

    def __str__(self) -> str:
        return self.number


class SupplierReturnLine(models.Model):
    """How much of one received lot went back."""

    supplier_return = models.ForeignKey(SupplierReturn, on_delete=models.CASCADE, related_name="lines")
    receipt_line = models.ForeignKey(GoodsReceiptLine, on_delete=models.PROTECT, related_name="returns")
    quantity = QuantityField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["supplier_return", "receipt_line"], name="supplier_return_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="supplier_return_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_return_id}/{self.receipt_line_id}"
