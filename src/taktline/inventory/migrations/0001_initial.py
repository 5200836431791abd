import django.db.models.deletion
import django.db.models.functions.comparison
import taktline.kernel.exact.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('identity', '0001_initial'),
        ('parties', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Count',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('kind', models.CharField(choices=[('cycle', 'cycle count'), ('full', 'full count'), ('recount', 'recount')], default='cycle', max_length=8)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('counting', 'counting'), ('review', 'in review'), ('posted', 'posted'), ('rejected', 'rejected')], default='draft', max_length=8)),
                ('is_blind', models.BooleanField(default=True)),
                ('note', models.CharField(blank=True, default='', max_length=200)),
                ('created_at', models.DateTimeField()),
                ('posted_at', models.DateTimeField(null=True)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
            options={
                'indexes': [models.Index(fields=['site', 'state'], name='count_of_site')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['cycle', 'full', 'recount'])), name='count_kind_known'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'counting', 'review', 'posted', 'rejected'])), name='count_state_known')],
            },
        ),
        migrations.CreateModel(
            name='Expectation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source_kind', models.CharField(max_length=40)),
                ('source_id', models.BigIntegerField()),
                ('direction', models.CharField(choices=[('in', 'incoming'), ('out', 'outgoing')], max_length=3)),
                ('due', models.DateField()),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('priority', models.PositiveIntegerField(default=100)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
            options={
                'indexes': [models.Index(fields=['item', 'site', 'direction', 'due'], name='expectation_of_item')],
                'constraints': [models.UniqueConstraint(fields=('source_kind', 'source_id', 'item', 'direction'), name='expectation_once_per_source'), models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='expectation_positive'), models.CheckConstraint(condition=models.Q(('direction__in', ['in', 'out'])), name='expectation_direction_known')],
            },
        ),
        migrations.CreateModel(
            name='Lot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('state', models.CharField(choices=[('announced', 'announced'), ('in_inspection', 'in inspection'), ('released', 'released'), ('quarantined', 'quarantined'), ('consumed', 'consumed'), ('shipped', 'shipped'), ('scrapped', 'scrapped'), ('recalled', 'recalled')], default='released', max_length=14)),
                ('expires_on', models.DateField(null=True)),
                ('made_on', models.DateField(null=True)),
                ('supplier_lot', models.CharField(blank=True, default='', max_length=60)),
                ('attributes', models.JSONField(default=dict)),
                ('second_numerator', models.BigIntegerField(null=True)),
                ('second_denominator', models.BigIntegerField(null=True)),
                ('received_at', models.DateTimeField(null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
            ],
            options={
                'indexes': [models.Index(fields=['expires_on', 'id'], name='lot_by_expiry')],
                'constraints': [models.UniqueConstraint(fields=('item', 'code'), name='lot_code_once_per_item'), models.CheckConstraint(condition=models.Q(('state__in', ['announced', 'in_inspection', 'released', 'quarantined', 'consumed', 'shipped', 'scrapped', 'recalled'])), name='lot_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('second_denominator', None), ('second_numerator', None)), models.Q(('second_denominator__gt', 0), ('second_numerator__gt', 0)), _connector='OR'), name='lot_second_ratio_positive')],
            },
        ),
        migrations.CreateModel(
            name='Period',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('ends_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.CharField(blank=True, default='', max_length=80)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('site', 'month'), name='stock_period_once')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, default='', max_length=80)),
                ('kind', models.CharField(choices=[('warehouse', 'warehouse'), ('zone', 'zone'), ('bin', 'bin'), ('wip', 'work in process'), ('transit', 'in transit'), ('supplier', 'supplier'), ('customer', 'customer'), ('production', 'production'), ('scrap', 'scrap'), ('adjustment', 'adjustment')], max_length=10)),
                ('is_active', models.BooleanField(default=True)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='inventory.place')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('site', 'code'), name='place_code_once_per_site'), models.UniqueConstraint(condition=models.Q(('kind__in', ['supplier', 'customer', 'production', 'scrap', 'adjustment'])), fields=('site', 'kind'), name='place_one_virtual_per_kind'), models.CheckConstraint(condition=models.Q(('kind__in', ['warehouse', 'zone', 'bin', 'wip', 'transit', 'supplier', 'customer', 'production', 'scrap', 'adjustment'])), name='place_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_status', models.CharField(choices=[('free', 'free'), ('inspection', 'in inspection'), ('quarantine', 'quarantined')], default='free', max_length=10)),
                ('to_status', models.CharField(choices=[('free', 'free'), ('inspection', 'in inspection'), ('quarantine', 'quarantined')], default='free', max_length=10)),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('value_minor', taktline.kernel.exact.fields.MoneyField(default=0)),
                ('kind', models.CharField(choices=[('opening', 'opening stock'), ('receipt', 'receipt'), ('issue', 'issue'), ('return', 'return'), ('transfer', 'transfer'), ('adjustment', 'adjustment'), ('count', 'count difference'), ('hold', 'hold'), ('release', 'release'), ('reversal', 'reversal')], max_length=10)),
                ('source_kind', models.CharField(blank=True, default='', max_length=40)),
                ('source_id', models.BigIntegerField(default=0)),
                ('reason', models.CharField(blank=True, default='', max_length=200)),
                ('posted_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('actor_kind', models.CharField(max_length=8)),
                ('actor_id', models.BigIntegerField()),
                ('actor_name', models.CharField(max_length=80)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('lot', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='inventory.lot')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='inventory.move')),
                ('from_place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves_out', to='inventory.place')),
                ('to_place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves_in', to='inventory.place')),
            ],
            options={
                'indexes': [models.Index(fields=['item', 'id'], name='move_of_item'), models.Index(fields=['source_kind', 'source_id'], name='move_of_source'), models.Index(fields=['posted_at'], name='move_posted_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='move_positive'), models.CheckConstraint(condition=models.Q(('value_minor__gte', 0)), name='move_value_not_negative'), models.CheckConstraint(condition=models.Q(models.Q(('from_place', models.F('to_place')), _negated=True), models.Q(('from_status', models.F('to_status')), _negated=True), _connector='OR'), name='move_goes_somewhere'), models.CheckConstraint(condition=models.Q(('kind__in', ['opening', 'receipt', 'issue', 'return', 'transfer', 'adjustment', 'count', 'hold', 'release', 'reversal'])), name='move_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='CountLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('free', 'free'), ('inspection', 'in inspection'), ('quarantine', 'quarantined')], default='free', max_length=10)),
                ('book', taktline.kernel.exact.fields.QuantityField(null=True)),
                ('counted', taktline.kernel.exact.fields.QuantityField(null=True)),
                ('counted_by', models.CharField(blank=True, default='', max_length=80)),
                ('counted_at', models.DateTimeField(null=True)),
                ('difference_value_minor', taktline.kernel.exact.fields.MoneyField(default=0)),
                ('count', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='inventory.count')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('lot', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.lot')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.place')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('count'), models.F('item'), models.F('place'), models.F('status'), django.db.models.functions.comparison.Coalesce(models.F('lot'), models.Value(0)), django.db.models.functions.comparison.Coalesce(models.F('owner'), models.Value(0)), name='count_line_once'), models.CheckConstraint(condition=models.Q(('counted', None), ('counted__gte', 0), _connector='OR'), name='count_line_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='Balance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('free', 'free'), ('inspection', 'in inspection'), ('quarantine', 'quarantined')], default='free', max_length=10)),
                ('on_hand', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('reserved', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('value_minor', taktline.kernel.exact.fields.MoneyField(default=0)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('lot', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='balances', to='inventory.lot')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='balances', to='inventory.place')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('item'), models.F('place'), models.F('status'), django.db.models.functions.comparison.Coalesce(models.F('lot'), models.Value(0)), django.db.models.functions.comparison.Coalesce(models.F('owner'), models.Value(0)), name='balance_one_per_key'), models.CheckConstraint(condition=models.Q(('on_hand__gte', 0)), name='balance_not_negative'), models.CheckConstraint(condition=models.Q(('reserved__gte', 0), ('reserved__lte', models.F('on_hand'))), name='balance_reserved_within'), models.CheckConstraint(condition=models.Q(('status', 'free'), ('reserved', 0), _connector='OR'), name='balance_reserved_is_free'), models.CheckConstraint(condition=models.Q(('status__in', ['free', 'inspection', 'quarantine'])), name='balance_status_known'), models.CheckConstraint(condition=models.Q(('value_minor__gte', 0), models.Q(('on_hand__gt', 0), ('value_minor', 0), _connector='OR')), name='balance_value_of_stock'), models.CheckConstraint(condition=models.Q(('owner', None), ('value_minor', 0), _connector='OR'), name='balance_value_is_own')],
            },
        ),
        migrations.CreateModel(
            name='Reservation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source_kind', models.CharField(max_length=40)),
                ('source_id', models.BigIntegerField()),
                ('state', models.CharField(choices=[('soft', 'soft'), ('hard', 'hard'), ('consumed', 'consumed'), ('released', 'released')], max_length=8)),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('taken', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('expires_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField()),
                ('balance', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reservations', to='inventory.balance')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
            options={
                'indexes': [models.Index(fields=['source_kind', 'source_id'], name='reservation_of_source'), models.Index(condition=models.Q(('state', 'soft')), fields=['item', 'site'], name='reservation_soft_of_item'), models.Index(condition=models.Q(('state', 'hard')), fields=['balance'], name='reservation_hard_on')],
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0), ('taken__gte', 0), ('taken__lte', models.F('quantity'))), name='reservation_taken_within'), models.CheckConstraint(condition=models.Q(('state__in', ['soft', 'hard', 'consumed', 'released'])), name='reservation_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'hard'), _negated=True), ('balance__isnull', False), _connector='OR'), name='reservation_hard_has_balance')],
            },
        ),
        migrations.CreateModel(
            name='StockCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('abc', models.CharField(blank=True, choices=[('A', 'A'), ('B', 'B'), ('C', 'C')], default='', max_length=1)),
                ('counted_at', models.DateTimeField(null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'site'), name='stock_card_once')],
            },
        ),
    ]
