import django.db.models.deletion
import taktline.kernel.exact.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PaymentTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('name_en', models.CharField(blank=True, default='', max_length=60)),
                ('kind', models.CharField(choices=[('prepaid', 'share paid in advance'), ('cash_before_delivery', 'paid before delivery'), ('monthly', 'monthly statement'), ('days', 'days after invoice')], max_length=20)),
                ('prepaid_share', taktline.kernel.exact.fields.RatioField(default=0)),
                ('days', models.PositiveSmallIntegerField(default=0)),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['prepaid', 'cash_before_delivery', 'monthly', 'days'])), name='terms_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, default='', max_length=120)),
                ('is_customer', models.BooleanField(default=False)),
                ('is_supplier', models.BooleanField(default=False)),
                ('tax_number', models.CharField(blank=True, default='', max_length=40)),
                ('currency', models.CharField(default='CNY', max_length=3)),
                ('credit_limit_minor', taktline.kernel.exact.fields.MoneyField(blank=True, null=True)),
                ('exposure_minor', taktline.kernel.exact.fields.MoneyField(default=0)),
                ('is_blocked', models.BooleanField(default=False)),
                ('block_reason', models.CharField(blank=True, default='', max_length=200)),
                ('language', models.CharField(default='zh-hans', max_length=10)),
                ('auto_confirm', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('note', models.CharField(blank=True, default='', max_length=400)),
                ('clerk', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('terms', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='parties.paymentterms')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('is_customer', True), ('is_supplier', True), _connector='OR'), name='party_plays_a_part'), models.CheckConstraint(condition=models.Q(('is_blocked', False), models.Q(('block_reason', ''), _negated=True), _connector='OR'), name='party_block_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('role', models.CharField(blank=True, default='', max_length=60)),
                ('phone', models.CharField(blank=True, default='', max_length=40)),
                ('mail', models.CharField(blank=True, default='', max_length=120)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='parties.party')),
            ],
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ship', 'delivery'), ('bill', 'invoice'), ('both', 'delivery and invoice')], default='both', max_length=4)),
                ('name', models.CharField(blank=True, default='', max_length=80)),
                ('lines', models.CharField(blank=True, default='', max_length=200)),
                ('city', models.CharField(blank=True, default='', max_length=60)),
                ('province', models.CharField(blank=True, default='', max_length=60)),
                ('country', models.CharField(default='CN', max_length=2)),
                ('postcode', models.CharField(blank=True, default='', max_length=12)),
                ('latitude', taktline.kernel.exact.fields.RatioField(blank=True, null=True)),
                ('longitude', taktline.kernel.exact.fields.RatioField(blank=True, null=True)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='parties.party')),
            ],
        ),
    ]
