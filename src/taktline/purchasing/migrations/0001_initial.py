import django.db.models.deletion
import taktline.kernel.exact.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('identity', '0001_initial'),
        ('inventory', '0001_initial'),
        ('parties', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PurchaseOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('approved', 'approved'), ('sent', 'sent'), ('acknowledged', 'acknowledged'), ('partly_received', 'partly received'), ('received', 'received'), ('billed', 'billed'), ('closed', 'closed'), ('cancelled', 'cancelled')], default='draft', max_length=16)),
                ('currency', models.CharField(default='CNY', max_length=3)),
                ('ordered_on', models.DateField()),
                ('created_at', models.DateTimeField()),
                ('note', models.CharField(blank=True, default='', max_length=400)),
                ('sent_at', models.DateTimeField(null=True)),
                ('supplier_reference', models.CharField(blank=True, default='', max_length=60)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'ordered_on'], name='purchase_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'approved', 'sent', 'acknowledged', 'partly_received', 'received', 'billed', 'closed', 'cancelled'])), name='purchase_state_known')],
            },
        ),
        migrations.CreateModel(
            name='GoodsReceipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True)),
                ('state', models.CharField(choices=[('posted', 'posted'), ('reversed', 'reversed')], default='posted', max_length=8)),
                ('delivery_note', models.CharField(blank=True, default='', max_length=60)),
                ('note', models.CharField(blank=True, default='', max_length=400)),
                ('client_key', models.CharField(blank=True, default='', max_length=40)),
                ('received_by', models.CharField(max_length=80)),
                ('received_at', models.DateTimeField()),
                ('reversed_at', models.DateTimeField(null=True)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.place')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='purchasing.purchaseorder')),
            ],
            options={
                'indexes': [models.Index(fields=['order'], name='goods_receipt_of_order')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['posted', 'reversed'])), name='goods_receipt_state_known'), models.UniqueConstraint(condition=models.Q(('client_key', ''), _negated=True), fields=('client_key',), name='goods_receipt_reported_once')],
            },
        ),
        migrations.CreateModel(
            name='Requisition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('approved', 'approved'), ('ordered', 'ordered'), ('cancelled', 'cancelled')], default='draft', max_length=10)),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('due', models.DateField()),
                ('order_by', models.DateField(null=True)),
                ('demand_kind', models.CharField(blank=True, default='', max_length=40)),
                ('demand_id', models.BigIntegerField(null=True)),
                ('created_at', models.DateTimeField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
                ('supplier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'due'], name='requisition_open'), models.Index(fields=['item', 'state'], name='requisition_item')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'approved', 'ordered', 'cancelled'])), name='requisition_state_known'), models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='requisition_wants_something')],
            },
        ),
        migrations.CreateModel(
            name='PurchaseLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('received', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('returned', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('billed', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('price', taktline.kernel.exact.fields.PriceField()),
                ('due', models.DateField()),
                ('promised', models.DateField(null=True)),
                ('part_number', models.CharField(blank=True, default='', max_length=60)),
                ('over_share', taktline.kernel.exact.fields.RatioField(default=0)),
                ('under_share', taktline.kernel.exact.fields.RatioField(default=0)),
                ('inspect', models.BooleanField(default=False)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='purchasing.purchaseorder')),
                ('requisition', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='line', to='purchasing.requisition')),
            ],
            options={
                'indexes': [models.Index(fields=['item'], name='purchase_item')],
                'constraints': [models.UniqueConstraint(fields=('order', 'position'), name='purchase_position_once'), models.CheckConstraint(condition=models.Q(('billed__gte', 0), ('quantity__gt', 0), ('received__gte', 0), ('returned__gte', 0)), name='purchase_counts')],
            },
        ),
        migrations.CreateModel(
            name='GoodsReceiptLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('returned', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('status', models.CharField(max_length=10)),
                ('lot', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.lot')),
                ('move', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.move')),
                ('receipt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='purchasing.goodsreceipt')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='purchasing.purchaseline')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('receipt', 'position'), name='goods_receipt_position_once'), models.CheckConstraint(condition=models.Q(('quantity__gt', 0), ('returned__gte', 0), ('returned__lte', models.F('quantity'))), name='goods_receipt_counts')],
            },
        ),
        migrations.CreateModel(
            name='SupplierInvoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True)),
                ('kind', models.CharField(choices=[('invoice', 'invoice'), ('credit', 'credit note')], default='invoice', max_length=7)),
                ('state', models.CharField(choices=[('matched', 'matched'), ('variance', 'differs'), ('approved', 'approved'), ('cancelled', 'cancelled')], max_length=9)),
                ('supplier_number', models.CharField(max_length=60)),
                ('invoiced_on', models.DateField()),
                ('currency', models.CharField(max_length=3)),
                ('net_minor', taktline.kernel.exact.fields.MoneyField()),
                ('tax_minor', taktline.kernel.exact.fields.MoneyField(default=0)),
                ('note', models.CharField(blank=True, default='', max_length=400)),
                ('entered_by', models.CharField(max_length=80)),
                ('entered_by_id', models.BigIntegerField(default=0)),
                ('entered_at', models.DateTimeField()),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'invoiced_on'], name='supplier_invoice_open')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('supplier', 'supplier_number'), name='supplier_invoice_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['invoice', 'credit']), ('state__in', ['matched', 'variance', 'approved', 'cancelled'])), name='supplier_invoice_known'), models.CheckConstraint(condition=models.Q(('net_minor__gte', 0), ('tax_minor__gte', 0)), name='supplier_invoice_counts')],
            },
        ),
        migrations.CreateModel(
            name='SupplierInvoiceLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('price', taktline.kernel.exact.fields.PriceField()),
                ('ordered_price', taktline.kernel.exact.fields.PriceField()),
                ('open_quantity', taktline.kernel.exact.fields.QuantityField()),
                ('variance', models.CharField(blank=True, default='', max_length=20)),
                ('invoice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='purchasing.supplierinvoice')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invoices', to='purchasing.purchaseline')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('invoice', 'line'), name='supplier_invoice_line_once'), models.CheckConstraint(condition=models.Q(('price__gte', 0), ('quantity__gt', 0)), name='supplier_invoice_line_counts')],
            },
        ),
        migrations.CreateModel(
            name='SupplierItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part_number', models.CharField(blank=True, default='', max_length=60)),
                ('part_name', models.CharField(blank=True, default='', max_length=120)),
                ('currency', models.CharField(default='CNY', max_length=3)),
                ('minimum', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('multiple', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('lead_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('is_approved', models.BooleanField(default=False)),
                ('is_preferred', models.BooleanField(default=False)),
                ('inspect', models.BooleanField(default=False)),
                ('over_share', taktline.kernel.exact.fields.RatioField(default=0)),
                ('under_share', taktline.kernel.exact.fields.RatioField(default=0)),
                ('is_active', models.BooleanField(default=True)),
                ('note', models.CharField(blank=True, default='', max_length=400)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('supplier', 'item'), name='supplier_item_once'), models.UniqueConstraint(condition=models.Q(('is_preferred', True)), fields=('item',), name='supplier_item_one_preferred'), models.CheckConstraint(condition=models.Q(('over_share__gte', 0), ('under_share__gte', 0), ('under_share__lt', 1)), name='supplier_item_tolerance'), models.CheckConstraint(condition=models.Q(('minimum__gte', 0), ('multiple__gte', 0)), name='supplier_item_lot')],
            },
        ),
        migrations.CreateModel(
            name='SupplierPrice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_quantity', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('price', taktline.kernel.exact.fields.PriceField()),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('supplier_item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prices', to='purchasing.supplieritem')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('supplier_item', 'from_quantity', 'valid_from'), name='supplier_price_once'), models.CheckConstraint(condition=models.Q(('from_quantity__gte', 0), ('price__gte', 0)), name='supplier_price_counts'), models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='supplier_price_days')],
            },
        ),
        migrations.CreateModel(
            name='SupplierReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True)),
                ('outcome', models.CharField(choices=[('replace', 'replacement'), ('credit', 'credit note')], max_length=8)),
                ('reason', models.CharField(max_length=400)),
                ('returned_by', models.CharField(max_length=80)),
                ('returned_at', models.DateTimeField()),
                ('receipt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='purchasing.goodsreceipt')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['replace', 'credit'])), name='supplier_return_outcome_known')],
            },
        ),
        migrations.CreateModel(
            name='SupplierReturnLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('receipt_line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='purchasing.goodsreceiptline')),
                ('supplier_return', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='purchasing.supplierreturn')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('supplier_return', 'receipt_line'), name='supplier_return_line_once'), models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='supplier_return_counts')],
            },
        ),
    ]
