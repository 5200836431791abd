"""What suppliers charge us, matched with what was ordered and what came."""

from django.db import models
from django.db.models import Q

from taktline.kernel.exact import MoneyField, PriceField, QuantityField
from taktline.purchasing.life import InvoiceKind, InvoiceState
from taktline.purchasing.models.order import PurchaseLine


class SupplierInvoice(models.Model):
    """A supplier's invoice or credit note; amounts in whole minor units of its currency.

    supplier_number: the number on their paper. Posting to the ledger is for whoever keeps it.
    """

    number = models.CharField(max_length=30, unique=True)
    supplier = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=InvoiceKind, default=InvoiceKind.INVOICE)
    state = models.CharField(max_length=9, choices=InvoiceState)
    supplier_number = models.CharField(max_length=60)
    invoiced_on = models.DateField()
    currency = models.CharField(max_length=3)
    net_minor = MoneyField()
    tax_minor = MoneyField(default=0)
    note = models.CharField(max_length=400, default="", blank=True)
    entered_by = models.CharField(max_length=80)
    entered_by_id = models.BigIntegerField(default=0)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "supplier_number"], condition=~Q(state="cancelled"), name="supplier_invoice_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=InvoiceState.values, kind__in=InvoiceKind.values), name="supplier_invoice_known"
            ),
            models.CheckConstraint(condition=Q(net_minor__gte=0, tax_minor__gte=0), name="supplier_invoice_counts"),
        ]
        indexes = [models.Index(fields=["state", "invoiced_on"], name="supplier_invoice_open")]

    def __str__(self) -> str:
        return self.number


class SupplierInvoiceLine(models.Model):
    """What is charged of one ordered line. ordered_price, open_quantity: what it was matched with; variance: codes."""

    invoice = models.ForeignKey(SupplierInvoice, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    line = models.ForeignKey(PurchaseLine, on_delete=models.PROTECT, related_name="invoices")
    quantity = QuantityField()
    price = PriceField()
    ordered_price = PriceField()
    open_quantity = QuantityField()
    variance = models.CharField(max_length=20, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invoice", "line"], name="supplier_invoice_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0, price__gte=0), name="supplier_invoice_line_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.invoice_id}/{self.position}"
