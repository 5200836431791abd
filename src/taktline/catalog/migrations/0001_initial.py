import django.db.models.deletion
import taktline.kernel.exact.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('parties', '0001_initial'),
        ('resources', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CatalogVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='ItemClass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('name_en', models.CharField(blank=True, default='', max_length=60)),
                ('kind', models.CharField(choices=[('product', 'product'), ('part', 'made part'), ('bought', 'bought part'), ('raw', 'raw material'), ('supply', 'consumable'), ('service', 'service')], default='part', max_length=8)),
            ],
        ),
        migrations.CreateModel(
            name='TaxCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('name_en', models.CharField(blank=True, default='', max_length=60)),
                ('rate', taktline.kernel.exact.fields.RatioField()),
            ],
        ),
        migrations.CreateModel(
            name='CurrencyRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('currency', models.CharField(max_length=3)),
                ('on', models.DateField()),
                ('rate', taktline.kernel.exact.fields.PriceField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('currency', 'on'), name='rate_once_a_day'), models.CheckConstraint(condition=models.Q(('rate__gt', 0)), name='rate_above_zero')],
            },
        ),
        migrations.CreateModel(
            name='PriceList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, default='', max_length=80)),
                ('currency', models.CharField(default='CNY', max_length=3)),
                ('tax_included', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('customer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True)),
                ('name', models.CharField(max_length=40)),
                ('name_en', models.CharField(blank=True, default='', max_length=40)),
                ('places', models.PositiveSmallIntegerField(default=0)),
                ('rounding', models.CharField(choices=[('nearest', 'to the nearest'), ('up', 'up'), ('down', 'down')], default='nearest', max_length=8)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('places__lte', 6)), name='unit_six_places_at_most')],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, default='', max_length=120)),
                ('specification', models.CharField(blank=True, default='', max_length=120)),
                ('drawing', models.CharField(blank=True, default='', max_length=60)),
                ('supply', models.CharField(choices=[('make', 'made'), ('buy', 'bought'), ('both', 'made or bought')], default='make', max_length=4)),
                ('tracking', models.CharField(choices=[('none', 'not tracked'), ('lot', 'by lot'), ('serial', 'by serial number')], default='none', max_length=6)),
                ('pick_rule', models.CharField(choices=[('fifo', 'first in, first out'), ('fefo', 'first expired, first out')], default='fifo', max_length=4)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('released', 'released'), ('obsolete', 'obsolete')], default='draft', max_length=8)),
                ('lead_days', models.PositiveSmallIntegerField(default=0)),
                ('lot_rule', models.CharField(choices=[('lot_for_lot', 'exactly what is needed'), ('fixed', 'fixed quantity'), ('min_multiple', 'minimum, multiple, maximum'), ('period', 'all needs of a period')], default='lot_for_lot', max_length=12)),
                ('lot_quantity', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('lot_minimum', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('lot_multiple', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('lot_maximum', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('period_days', models.PositiveSmallIntegerField(default=0)),
                ('safety_stock', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('scrap', taktline.kernel.exact.fields.RatioField(default=0)),
                ('shelf_days', models.PositiveIntegerField(blank=True, null=True)),
                ('is_phantom', models.BooleanField(default=False)),
                ('is_customer_supplied', models.BooleanField(default=False)),
                ('purchase_price', taktline.kernel.exact.fields.PriceField(blank=True, null=True)),
                ('purchase_currency', models.CharField(default='CNY', max_length=3)),
                ('standard_cost', taktline.kernel.exact.fields.PriceField(blank=True, null=True)),
                ('note', models.CharField(blank=True, default='', max_length=400)),
                ('default_supplier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('family', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.changeoverfamily')),
                ('item_class', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='catalog.itemclass')),
                ('tax_code', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='catalog.taxcode')),
                ('second_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='second_of', to='catalog.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='catalog.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'released', 'obsolete'])), name='item_state_known'), models.CheckConstraint(condition=models.Q(('supply__in', ['make', 'buy', 'both'])), name='item_supply_known'), models.CheckConstraint(condition=models.Q(('scrap__gte', 0), ('scrap__lt', 1)), name='item_scrap_is_a_share')],
            },
        ),
        migrations.CreateModel(
            name='ItemRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12)),
                ('drawing', models.CharField(blank=True, default='', max_length=60)),
                ('effective_from', models.DateField()),
                ('effective_until', models.DateField(blank=True, null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='catalog.item')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'code'), name='revision_once_per_item'), models.CheckConstraint(condition=models.Q(('effective_until__isnull', True), ('effective_until__gte', models.F('effective_from')), _connector='OR'), name='revision_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Bom',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('active', 'active'), ('superseded', 'superseded')], default='draft', max_length=10)),
                ('base', taktline.kernel.exact.fields.QuantityField(default=1)),
                ('effective_from', models.DateField(blank=True, null=True)),
                ('effective_until', models.DateField(blank=True, null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='boms', to='catalog.item')),
                ('revision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='boms', to='catalog.itemrevision')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'code'), name='bom_once_per_item'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'active', 'superseded'])), name='bom_state_known'), models.CheckConstraint(condition=models.Q(('base__gt', 0)), name='bom_base_above_zero'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('effective_from__isnull', False), _connector='OR'), name='bom_in_force_has_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Price',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_quantity', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('price', taktline.kernel.exact.fields.PriceField()),
                ('discount', taktline.kernel.exact.fields.RatioField(default=0)),
                ('floor_price', taktline.kernel.exact.fields.PriceField(blank=True, null=True)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='prices', to='catalog.item')),
                ('price_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prices', to='catalog.pricelist')),
            ],
            options={
                'indexes': [models.Index(fields=['item', 'price_list', 'valid_from'], name='price_of_item')],
                'constraints': [models.UniqueConstraint(fields=('price_list', 'item', 'from_quantity', 'valid_from'), name='price_begins_once'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='price_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('discount__gte', 0), ('discount__lt', 1), ('price__gte', 0)), name='price_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='Routing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('active', 'active'), ('superseded', 'superseded')], default='draft', max_length=10)),
                ('effective_from', models.DateField(blank=True, null=True)),
                ('effective_until', models.DateField(blank=True, null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='routings', to='catalog.item')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'code'), name='routing_once_per_item'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'active', 'superseded'])), name='routing_state_known'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('effective_from__isnull', False), _connector='OR'), name='routing_in_force_has_a_day')],
            },
        ),
        migrations.CreateModel(
            name='RoutingOperation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=60)),
                ('name_en', models.CharField(blank=True, default='', max_length=60)),
                ('setup_seconds', models.PositiveIntegerField(default=0)),
                ('run_seconds', models.PositiveIntegerField(default=0)),
                ('is_pausable', models.BooleanField(default=True)),
                ('transfer_quantity', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('queue_minutes', models.PositiveIntegerField(default=0)),
                ('wait_minutes', models.PositiveIntegerField(default=0)),
                ('inspection_point', models.BooleanField(default=False)),
                ('outside_price', taktline.kernel.exact.fields.PriceField(blank=True, null=True)),
                ('outside_currency', models.CharField(default='CNY', max_length=3)),
                ('outside_days', models.PositiveSmallIntegerField(default=0)),
                ('note', models.CharField(blank=True, default='', max_length=200)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.workcentre')),
                ('family', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.changeoverfamily')),
                ('routing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='operations', to='catalog.routing')),
                ('skill', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.skill')),
                ('supplier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('routing', 'number'), name='routing_operation_number_once')],
            },
        ),
        migrations.CreateModel(
            name='OperationAlternative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('setup_seconds', models.PositiveIntegerField()),
                ('run_seconds', models.PositiveIntegerField()),
                ('priority', models.PositiveSmallIntegerField(default=1)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.workcentre')),
                ('machine', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine')),
                ('operation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alternatives', to='catalog.routingoperation')),
            ],
        ),
        migrations.CreateModel(
            name='UnitConversion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_quantity', models.BigIntegerField()),
                ('to_quantity', models.BigIntegerField()),
                ('from_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conversions_from', to='catalog.unit')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='conversions', to='catalog.item')),
                ('to_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conversions_to', to='catalog.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('from_quantity__gt', 0), ('to_quantity__gt', 0)), name='conversion_above_zero')],
            },
        ),
        migrations.CreateModel(
            name='CustomerItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('code_key', models.CharField(max_length=60)),
                ('unit', models.CharField(blank=True, default='', max_length=20)),
                ('numerator', models.BigIntegerField(default=1)),
                ('denominator', models.BigIntegerField(default=1)),
                ('name', models.CharField(blank=True, default='', max_length=120)),
                ('learnt_at', models.DateTimeField()),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='parties.party')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='customer_items', to='catalog.item')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('customer', 'code_key'), name='customer_code_means_one_item'), models.CheckConstraint(condition=models.Q(('denominator__gt', 0), ('numerator__gt', 0)), name='customer_factor_above_zero')],
            },
        ),
        migrations.CreateModel(
            name='BomLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('scrap', taktline.kernel.exact.fields.RatioField(default=0)),
                ('alternate_group', models.CharField(blank=True, default='', max_length=12)),
                ('alternate_priority', models.PositiveSmallIntegerField(default=0)),
                ('is_by_product', models.BooleanField(default=False)),
                ('operation_number', models.PositiveIntegerField(blank=True, null=True)),
                ('bom', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='catalog.bom')),
                ('component', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='used_in', to='catalog.item')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='bom_line_above_zero'), models.CheckConstraint(condition=models.Q(('scrap__gte', 0), ('scrap__lt', 1)), name='bom_line_scrap_is_a_share'), models.UniqueConstraint(fields=('bom', 'position'), name='bom_line_position_once')],
            },
        ),
        migrations.CreateModel(
            name='ItemCost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('material', taktline.kernel.exact.fields.PriceField()),
                ('work', taktline.kernel.exact.fields.PriceField()),
                ('outside', taktline.kernel.exact.fields.PriceField()),
                ('total', taktline.kernel.exact.fields.PriceField()),
                ('is_complete', models.BooleanField(default=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='costs', to='catalog.item')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'on'), name='cost_once_a_day')],
            },
        ),
    ]
