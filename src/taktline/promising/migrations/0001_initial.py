import django.core.serializers.json
import django.db.models.deletion
import taktline.kernel.exact.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('identity', '0001_initial'),
        ('resources', '0001_initial'),
        ('sales', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'open'), ('accepted', 'accepted'), ('let_go', 'let go')], default='open', max_length=8)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('accepted', models.CharField(blank=True, default='', max_length=8)),
                ('schedule_version', models.PositiveBigIntegerField()),
                ('stamp', models.CharField(max_length=64)),
                ('milliseconds', models.PositiveIntegerField(default=0)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sales.order')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
            options={
                'indexes': [models.Index(fields=['order', 'state'], name='offer_of_order'), models.Index(fields=['site', 'state', 'expires_at'], name='offer_holding')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'accepted', 'let_go'])), name='offer_state_known')],
            },
        ),
        migrations.CreateModel(
            name='OfferOption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('as_is', 'as it comes'), ('split', 'in two deliveries'), ('overtime', 'with Saturday overtime'), ('both', 'in two deliveries, with Saturday overtime'), ('expedite', 'before less urgent orders')], max_length=8)),
                ('cost_minor', taktline.kernel.exact.fields.MoneyField(default=0)),
                ('currency', models.CharField(default='CNY', max_length=3)),
                ('slips', models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('overtime', models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('overtime_minutes', models.PositiveIntegerField(default=0)),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='options', to='promising.offer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('offer', 'kind'), name='option_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['as_is', 'split', 'overtime', 'both', 'expedite'])), name='option_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='OfferPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('requested_on', models.DateField()),
                ('earliest_on', models.DateField()),
                ('promised_on', models.DateField()),
                ('method', models.CharField(choices=[('stock', 'from stock'), ('supply', 'from expected supply'), ('make', 'made for it'), ('buy', 'bought for it')], max_length=8)),
                ('chain', models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sales.delivery')),
                ('option', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='promising.offeroption')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='part_is_something'), models.CheckConstraint(condition=models.Q(('method__in', ['stock', 'supply', 'make', 'buy'])), name='part_method_known')],
            },
        ),
        migrations.CreateModel(
            name='OfferSlot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begin', models.DateTimeField()),
                ('end', models.DateTimeField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('machine', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='promising.offerpart')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('begin__lte', models.F('end'))), name='held_in_order')],
            },
        ),
    ]
