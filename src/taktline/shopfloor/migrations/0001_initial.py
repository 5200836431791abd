import django.db.models.deletion
import taktline.kernel.exact.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('identity', '0001_initial'),
        ('parties', '0001_initial'),
        ('resources', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Operation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, default='', max_length=80)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('ready', 'ready'), ('setup', 'being set up'), ('running', 'running'), ('paused', 'paused'), ('done', 'done'), ('skipped', 'skipped')], default='waiting', max_length=8)),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('good', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('scrap', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('setup_seconds', models.PositiveIntegerField(default=0)),
                ('run_seconds', models.PositiveIntegerField(default=0)),
                ('is_pausable', models.BooleanField(default=True)),
                ('transfer_quantity', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('queue_minutes', models.PositiveIntegerField(default=0)),
                ('wait_minutes', models.PositiveIntegerField(default=0)),
                ('outside_days', models.PositiveIntegerField(default=0)),
                ('planned_start', models.DateTimeField(null=True)),
                ('planned_end', models.DateTimeField(null=True)),
                ('sequence', models.PositiveIntegerField(null=True)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.workcentre')),
                ('family', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.changeoverfamily')),
                ('planned_machine', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine')),
                ('planned_person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.person')),
                ('skill', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.skill')),
                ('supplier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
            ],
        ),
        migrations.CreateModel(
            name='OperationAlternative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run_seconds', models.PositiveIntegerField()),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.workcentre')),
                ('machine', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine')),
                ('operation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alternatives', to='shopfloor.operation')),
            ],
        ),
        migrations.CreateModel(
            name='WorkOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True)),
                ('state', models.CharField(choices=[('planned', 'planned'), ('released', 'released'), ('in_progress', 'in progress'), ('paused', 'paused'), ('held', 'held'), ('completed', 'completed'), ('closed', 'closed'), ('cancelled', 'cancelled')], default='planned', max_length=12)),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('good_quantity', taktline.kernel.exact.fields.QuantityField()),
                ('completed', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('scrapped', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('start', models.DateField()),
                ('due', models.DateField()),
                ('priority', models.PositiveSmallIntegerField(default=1)),
                ('is_rush', models.BooleanField(default=False)),
                ('clearance', models.CharField(choices=[('waiting', 'waiting for material'), ('partial', 'partly clear to build'), ('clear', 'clear to build')], default='waiting', max_length=8)),
                ('demand_kind', models.CharField(blank=True, default='', max_length=40)),
                ('demand_id', models.BigIntegerField(null=True)),
                ('created_at', models.DateTimeField()),
                ('released_at', models.DateTimeField(null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
        ),
        migrations.AddField(
            model_name='operation',
            name='work_order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='operations', to='shopfloor.workorder'),
        ),
        migrations.CreateModel(
            name='Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('issued', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('needed_on', models.DateField()),
                ('operation_number', models.PositiveIntegerField(null=True)),
                ('is_by_product', models.BooleanField(default=False)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('work_order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='shopfloor.workorder')),
            ],
        ),
        migrations.AddIndex(
            model_name='workorder',
            index=models.Index(fields=['site', 'state', 'due'], name='work_order_open'),
        ),
        migrations.AddIndex(
            model_name='workorder',
            index=models.Index(fields=['demand_kind', 'demand_id'], name='work_order_demand'),
        ),
        migrations.AddIndex(
            model_name='workorder',
            index=models.Index(fields=['item', 'state'], name='work_order_item'),
        ),
        migrations.AddConstraint(
            model_name='workorder',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'released', 'in_progress', 'paused', 'held', 'completed', 'closed', 'cancelled'])), name='work_order_state_known'),
        ),
        migrations.AddConstraint(
            model_name='workorder',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='work_order_makes_something'),
        ),
        migrations.AddConstraint(
            model_name='workorder',
            constraint=models.CheckConstraint(condition=models.Q(('completed__gte', 0), ('scrapped__gte', 0)), name='work_order_counts'),
        ),
        migrations.AddConstraint(
            model_name='workorder',
            constraint=models.CheckConstraint(condition=models.Q(('start__lte', models.F('due'))), name='work_order_starts_before_due'),
        ),
        migrations.AddIndex(
            model_name='operation',
            index=models.Index(fields=['planned_machine', 'planned_start'], name='operation_dispatch'),
        ),
        migrations.AddIndex(
            model_name='operation',
            index=models.Index(fields=['centre', 'state'], name='operation_at_centre'),
        ),
        migrations.AddConstraint(
            model_name='operation',
            constraint=models.UniqueConstraint(fields=('work_order', 'number'), name='operation_number_once'),
        ),
        migrations.AddConstraint(
            model_name='operation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'ready', 'setup', 'running', 'paused', 'done', 'skipped'])), name='operation_state_known'),
        ),
        migrations.AddConstraint(
            model_name='operation',
            constraint=models.CheckConstraint(condition=models.Q(('good__gte', 0), ('scrap__gte', 0)), name='operation_counts'),
        ),
        migrations.AddIndex(
            model_name='material',
            index=models.Index(fields=['item'], name='material_item'),
        ),
        migrations.AddConstraint(
            model_name='material',
            constraint=models.UniqueConstraint(fields=('work_order', 'position'), name='material_position_once'),
        ),
        migrations.AddConstraint(
            model_name='material',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gt', 0), ('issued__gte', 0)), name='material_counts'),
        ),
    ]
