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
        ('resources', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Completion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('product', 'product'), ('offcut', 'offcut'), ('reversal', 'reversed')], default='product', max_length=8)),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('material_minor', taktline.kernel.exact.fields.MoneyField(default=0)),
                ('time_minor', taktline.kernel.exact.fields.MoneyField(default=0)),
                ('at', models.DateTimeField()),
                ('actor_name', models.CharField(max_length=80)),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.place')),
                ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='shopfloor.completion')),
            ],
        ),
        migrations.CreateModel(
            name='MadeLot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('value_minor', taktline.kernel.exact.fields.MoneyField(default=0)),
                ('move_id', models.BigIntegerField()),
                ('completion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='made', to='shopfloor.completion')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('lot', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.lot')),
            ],
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
            ],
        ),
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
                ('rework', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('locked_for', models.CharField(blank=True, default='', max_length=80)),
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
            name='QuantityReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('good', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('scrap_machining', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('scrap_material', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('rework', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('reworked', taktline.kernel.exact.fields.QuantityField(default=0)),
                ('reason', models.CharField(blank=True, choices=[('dimension', 'out of dimension'), ('surface', 'surface damaged'), ('tool', 'tool broken'), ('setting', 'set-up piece'), ('handling', 'dropped or struck'), ('program', 'wrong program or drawing'), ('blowhole', 'blowhole or inclusion'), ('crack', 'crack in the material'), ('wrong_material', 'wrong material'), ('other', 'other reason')], default='', max_length=16)),
                ('note', models.CharField(blank=True, default='', max_length=200)),
                ('key', models.CharField(blank=True, default='', max_length=36)),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('actor_kind', models.CharField(max_length=8)),
                ('actor_id', models.BigIntegerField()),
                ('actor_name', models.CharField(max_length=80)),
                ('machine', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine')),
                ('operation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='shopfloor.operation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.person')),
                ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='shopfloor.quantityreport')),
            ],
        ),
        migrations.CreateModel(
            name='Issue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('hand', 'issued by hand'), ('backflush', 'backflushed'), ('return', 'returned'), ('reversal', 'reversed')], max_length=10)),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('counts', taktline.kernel.exact.fields.QuantityField()),
                ('value_minor', taktline.kernel.exact.fields.MoneyField(default=0)),
                ('left', taktline.kernel.exact.fields.QuantityField()),
                ('left_minor', taktline.kernel.exact.fields.MoneyField(default=0)),
                ('move_id', models.BigIntegerField()),
                ('reason', models.CharField(blank=True, default='', max_length=200)),
                ('at', models.DateTimeField()),
                ('actor_name', models.CharField(max_length=80)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('lot', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.lot')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.place')),
                ('undoes', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='shopfloor.issue')),
                ('material', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='shopfloor.material')),
                ('report', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='shopfloor.quantityreport')),
            ],
        ),
        migrations.AddField(
            model_name='completion',
            name='report',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='completions', to='shopfloor.quantityreport'),
        ),
        migrations.CreateModel(
            name='TimeRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('setup', 'set-up'), ('run', 'run')], max_length=5)),
                ('start', models.DateTimeField()),
                ('end', models.DateTimeField(null=True)),
                ('key', models.CharField(blank=True, default='', max_length=36)),
                ('actor_name', models.CharField(max_length=80)),
                ('machine', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine')),
                ('operation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='times', to='shopfloor.operation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.person')),
            ],
        ),
        migrations.CreateModel(
            name='UsedLot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', taktline.kernel.exact.fields.QuantityField()),
                ('value_minor', taktline.kernel.exact.fields.MoneyField(default=0)),
                ('move_id', models.BigIntegerField()),
                ('completion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='used', to='shopfloor.completion')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='shopfloor.issue')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('lot', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.lot')),
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
                ('started_at', models.DateTimeField(null=True)),
                ('completed_at', models.DateTimeField(null=True)),
                ('stopped_for', models.CharField(blank=True, default='', max_length=200)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
        ),
        migrations.AddField(
            model_name='operation',
            name='work_order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='operations', to='shopfloor.workorder'),
        ),
        migrations.AddField(
            model_name='material',
            name='work_order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='shopfloor.workorder'),
        ),
        migrations.AddField(
            model_name='completion',
            name='work_order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='completions', to='shopfloor.workorder'),
        ),
        migrations.CreateModel(
            name='MachineStop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('breakdown', 'breakdown'), ('no_material', 'no material'), ('no_tool', 'tool or gauge missing'), ('quality', 'quality problem'), ('maintenance', 'maintenance'), ('no_operator', 'nobody there'), ('power', 'power or air'), ('other', 'other reason')], max_length=12)),
                ('note', models.CharField(blank=True, default='', max_length=200)),
                ('start', models.DateTimeField()),
                ('end', models.DateTimeField(null=True)),
                ('expected_end', models.DateTimeField(null=True)),
                ('downtime_id', models.BigIntegerField(null=True)),
                ('actor_name', models.CharField(max_length=80)),
                ('machine', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('end', None), ('end__gte', models.F('start')), _connector='OR'), name='stop_ends_after_start'), models.UniqueConstraint(condition=models.Q(('end', None)), fields=('machine',), name='stop_one_open'), models.CheckConstraint(condition=models.Q(('reason__in', ['breakdown', 'no_material', 'no_tool', 'quality', 'maintenance', 'no_operator', 'power', 'other'])), name='stop_reason_known')],
            },
        ),
        migrations.AddIndex(
            model_name='quantityreport',
            index=models.Index(fields=['person', 'happened_at'], name='report_of_person'),
        ),
        migrations.AddConstraint(
            model_name='quantityreport',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('key',), name='report_key_once'),
        ),
        migrations.AddConstraint(
            model_name='quantityreport',
            constraint=models.CheckConstraint(condition=models.Q(('reverses__isnull', False), models.Q(('good__gte', 0), ('rework__gte', 0), ('reworked__gte', 0), ('scrap_machining__gte', 0), ('scrap_material__gte', 0)), _connector='OR'), name='report_only_reversals_take_away'),
        ),
        migrations.AddConstraint(
            model_name='issue',
            constraint=models.CheckConstraint(condition=models.Q(('left__gte', 0), ('left_minor__gte', 0), models.Q(('left__lte', models.F('quantity')), ('left', 0), _connector='OR')), name='issue_left_within'),
        ),
        migrations.AddConstraint(
            model_name='issue',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['hand', 'backflush', 'return', 'reversal'])), name='issue_kind_known'),
        ),
        migrations.AddIndex(
            model_name='timerecord',
            index=models.Index(fields=['person', 'start'], name='time_of_person'),
        ),
        migrations.AddConstraint(
            model_name='timerecord',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('key',), name='time_key_once'),
        ),
        migrations.AddConstraint(
            model_name='timerecord',
            constraint=models.CheckConstraint(condition=models.Q(('end', None), ('end__gte', models.F('start')), _connector='OR'), name='time_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='timerecord',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['setup', 'run'])), name='time_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='timerecord',
            constraint=models.UniqueConstraint(condition=models.Q(('end', None), ('person__isnull', False)), fields=('operation', 'person'), name='time_one_open'),
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
            constraint=models.CheckConstraint(condition=models.Q(('good__gte', 0), ('scrap__gte', 0), ('rework__gte', 0)), name='operation_counts'),
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
        migrations.AddConstraint(
            model_name='completion',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['product', 'offcut', 'reversal'])), name='completion_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='completion',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', 0)), name='completion_quantity'),
        ),
    ]
