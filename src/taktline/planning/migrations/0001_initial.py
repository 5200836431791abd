import django.db.models.deletion
import django.db.models.functions.comparison
import taktline.kernel.exact.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('identity', '0001_initial'),
        ('sales', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.BigIntegerField(default=0)),
                ('digest', models.CharField(blank=True, default='', max_length=64)),
                ('dirty_at', models.DateTimeField(null=True)),
                ('site', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
        ),
        migrations.CreateModel(
            name='AutoFirmRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('make', 'make'), ('buy', 'buy')], max_length=4)),
                ('days', models.PositiveIntegerField()),
                ('is_active', models.BooleanField(default=True)),
                ('item_class', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.itemclass')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('site'), models.F('kind'), django.db.models.functions.comparison.Coalesce(models.F('item_class'), models.Value(0)), name='auto_firm_rule_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['make', 'buy'])), name='auto_firm_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='ExceptionMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('call', models.CharField(choices=[('order', 'order now'), ('expedite', 'expedite'), ('defer', 'defer'), ('increase', 'increase'), ('decrease', 'decrease'), ('cancel', 'cancel'), ('past_due', 'overdue')], max_length=9)),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_id', models.BigIntegerField()),
                ('subject_text', models.CharField(blank=True, default='', max_length=40)),
                ('state', models.CharField(choices=[('open', 'open'), ('dismissed', 'dismissed')], default='open', max_length=9)),
                ('from_day', models.DateField()),
                ('to_day', models.DateField()),
                ('from_quantity', taktline.kernel.exact.fields.QuantityField()),
                ('to_quantity', taktline.kernel.exact.fields.QuantityField()),
                ('days', models.PositiveIntegerField(default=0)),
                ('money_minor', taktline.kernel.exact.fields.MoneyField(default=0)),
                ('currency', models.CharField(default='CNY', max_length=3)),
                ('rank', models.BigIntegerField(default=0)),
                ('fingerprint', models.CharField(max_length=120)),
                ('dismissed_by', models.CharField(blank=True, default='', max_length=80)),
                ('dismiss_reason', models.CharField(blank=True, default='', max_length=200)),
                ('raised_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('cover', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='sales.delivery')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
            options={
                'indexes': [models.Index(fields=['site', 'state', '-rank'], name='exception_by_rank'), models.Index(fields=['subject_kind', 'subject_id'], name='exception_of_subject'), models.Index(fields=['item'], name='exception_of_item')],
                'constraints': [models.UniqueConstraint(fields=('site', 'call', 'subject_kind', 'subject_id'), name='exception_once_per_subject'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'dismissed'])), name='exception_state_known'), models.CheckConstraint(condition=models.Q(('call__in', ['order', 'expedite', 'defer', 'increase', 'decrease', 'cancel', 'past_due'])), name='exception_call_known')],
            },
        ),
        migrations.CreateModel(
            name='Peg',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('supply_kind', models.CharField(max_length=40)),
                ('supply_id', models.BigIntegerField()),
                ('demand_kind', models.CharField(max_length=40)),
                ('demand_id', models.BigIntegerField()),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('needed_on', models.DateField()),
                ('late_days', models.PositiveIntegerField(default=0)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
            options={
                'indexes': [models.Index(fields=['demand_kind', 'demand_id'], name='peg_of_demand'), models.Index(fields=['supply_kind', 'supply_id'], name='peg_of_supply'), models.Index(fields=['item', 'site', 'needed_on'], name='peg_of_item')],
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='peg_is_something')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('make', 'make'), ('buy', 'buy')], max_length=4)),
                ('state', models.CharField(choices=[('proposed', 'proposed'), ('dismissed', 'dismissed'), ('firmed', 'firmed'), ('withdrawn', 'withdrawn')], default='proposed', max_length=9)),
                ('is_phantom', models.BooleanField(default=False)),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('started', taktline.kernel.exact.fields.QuantityField()),
                ('start', models.DateField()),
                ('due', models.DateField()),
                ('wanted', models.DateField()),
                ('expected', models.DateField()),
                ('past_due', models.BooleanField(default=False)),
                ('priority', models.IntegerField(default=100)),
                ('was_quantity', taktline.kernel.exact.fields.QuantityField(null=True)),
                ('was_due', models.DateField(null=True)),
                ('firmed_kind', models.CharField(blank=True, default='', max_length=40)),
                ('firmed_id', models.BigIntegerField(null=True)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('cover', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='sales.delivery')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
            options={
                'indexes': [models.Index(fields=['site', 'state', 'start'], name='proposal_to_firm'), models.Index(fields=['item', 'site', 'due'], name='proposal_of_item'), models.Index(fields=['site', 'changed_at'], name='proposal_changed')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'dismissed', 'firmed', 'withdrawn'])), name='proposal_state_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['make', 'buy'])), name='proposal_kind_known'), models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='proposal_brings_something')],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('today', models.DateField()),
                ('started_at', models.DateTimeField()),
                ('by', models.CharField(blank=True, default='', max_length=80)),
                ('proposals_new', models.PositiveIntegerField(default=0)),
                ('proposals_changed', models.PositiveIntegerField(default=0)),
                ('proposals_gone', models.PositiveIntegerField(default=0)),
                ('pegs_changed', models.PositiveIntegerField(default=0)),
                ('exceptions_new', models.PositiveIntegerField(default=0)),
                ('exceptions_gone', models.PositiveIntegerField(default=0)),
                ('milliseconds', models.PositiveIntegerField(default=0)),
                ('figures', models.JSONField(default=dict)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
            options={
                'indexes': [models.Index(fields=['site', '-id'], name='run_of_site')],
            },
        ),
    ]
