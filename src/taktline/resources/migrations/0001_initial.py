import django.db.models.deletion
import django.db.models.expressions
import taktline.kernel.exact.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangeoverGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, default='', max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name='PlantVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Skill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, default='', max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name='Calendar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, default='', max_length=80)),
                ('is_site_default', models.BooleanField(default=False)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='resources.calendar')),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_site_default', True)), fields=('site',), name='calendar_one_default_per_site'), models.CheckConstraint(condition=models.Q(('is_site_default', False), ('site__isnull', False), _connector='OR'), name='calendar_default_has_a_site')],
            },
        ),
        migrations.CreateModel(
            name='CalendarException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('kind', models.CharField(choices=[('holiday', 'holiday'), ('workday', 'worked like another weekday'), ('overtime', 'overtime')], max_length=8)),
                ('weekday', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('start', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('end', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('name', models.CharField(blank=True, default='', max_length=60)),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='resources.calendar')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['holiday', 'workday', 'overtime'])), name='calendar_exception_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'overtime'), _negated=True), models.Q(('end__gt', models.F('start')), ('start__isnull', False)), _connector='OR'), name='calendar_overtime_has_hours'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'workday'), _negated=True), ('weekday__lte', 6), _connector='OR'), name='calendar_workday_names_a_weekday'), models.UniqueConstraint(condition=models.Q(('kind', 'overtime'), _negated=True), fields=('calendar', 'day'), name='calendar_day_said_once')],
            },
        ),
        migrations.CreateModel(
            name='ChangeoverFamily',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30)),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, default='', max_length=80)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='families', to='resources.changeovergroup')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('group', 'code'), name='family_once_per_group')],
            },
        ),
        migrations.CreateModel(
            name='ChangeoverTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes', models.PositiveIntegerField()),
                ('from_family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='times_from', to='resources.changeoverfamily')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='times', to='resources.changeovergroup')),
                ('to_family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='times_to', to='resources.changeoverfamily')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('from_family', 'to_family'), name='changeover_said_once')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('name_en', models.CharField(blank=True, default='', max_length=60)),
                ('is_active', models.BooleanField(default=True)),
                ('calendar', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='resources.calendar')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField()),
                ('start', models.PositiveSmallIntegerField()),
                ('end', models.PositiveSmallIntegerField()),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shifts', to='resources.calendar')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('end__gt', models.F('start')), ('end__lte', django.db.models.expressions.CombinedExpression(models.F('start'), '+', models.Value(1440))), ('start__lt', 1440), ('weekday__lte', 6)), name='shift_within_a_day')],
            },
        ),
        migrations.CreateModel(
            name='PersonSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skills', to='resources.person')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='resources.skill')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='skill_ends_after_it_begins'), models.UniqueConstraint(fields=('person', 'skill', 'valid_from'), name='skill_begins_once')],
            },
        ),
        migrations.CreateModel(
            name='WorkCentre',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, default='', max_length=80)),
                ('kind', models.CharField(choices=[('machine', 'machines'), ('bench', 'benches'), ('outside', 'outside')], default='machine', max_length=8)),
                ('supplier_id', models.BigIntegerField(blank=True, null=True)),
                ('hour_rate', taktline.kernel.exact.fields.PriceField(default=0)),
                ('currency', models.CharField(default='CNY', max_length=3)),
                ('is_active', models.BooleanField(default=True)),
                ('calendar', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='centres', to='resources.calendar')),
                ('changeover_group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='centres', to='resources.changeovergroup')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
                ('truck_calendar', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='trucks', to='resources.calendar')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['machine', 'bench', 'outside'])), name='centre_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'outside'), _negated=True), ('supplier_id__isnull', False), _connector='OR'), name='centre_outside_has_a_supplier')],
            },
        ),
        migrations.CreateModel(
            name='Machine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, default='', max_length=80)),
                ('speed_factor', taktline.kernel.exact.fields.RatioField(default=1)),
                ('is_active', models.BooleanField(default=True)),
                ('calendar', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='machines', to='resources.calendar')),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='machines', to='resources.workcentre')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('speed_factor__gt', 0)), name='machine_speed_above_zero')],
            },
        ),
        migrations.CreateModel(
            name='Downtime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.DateTimeField()),
                ('end', models.DateTimeField()),
                ('reason', models.CharField(max_length=120)),
                ('machine', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='downtimes', to='resources.machine')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='resources.person')),
            ],
            options={
                'indexes': [models.Index(fields=['end'], name='downtime_end')],
                'constraints': [models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='downtime_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('machine__isnull', True), ('person__isnull', False)), models.Q(('machine__isnull', False), ('person__isnull', True)), _connector='OR'), name='downtime_of_one_thing')],
            },
        ),
    ]
