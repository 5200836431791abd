import django.db.models.deletion
import taktline.kernel.exact.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0001_initial'),
        ('resources', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('operation_id', models.BigIntegerField(unique=True)),
                ('start', models.DateTimeField(null=True)),
                ('by_name', models.CharField(max_length=80)),
                ('machine', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
        ),
        migrations.CreateModel(
            name='ScheduleRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('queued', 'queued'), ('solving', 'being computed'), ('proposed', 'proposed'), ('published', 'published'), ('discarded', 'discarded')], default='queued', max_length=10)),
                ('job_id', models.BigIntegerField(null=True)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.CharField(max_length=80)),
                ('published_at', models.DateTimeField(null=True)),
                ('note', models.CharField(blank=True, default='', max_length=200)),
                ('stamp', models.CharField(blank=True, default='', max_length=64)),
                ('basis', models.JSONField(blank=True, default=dict)),
                ('operations', models.PositiveIntegerField(default=0)),
                ('tardiness', models.BigIntegerField(default=0)),
                ('changeover', models.BigIntegerField(default=0)),
                ('flow', models.BigIntegerField(default=0)),
                ('late_orders', models.PositiveIntegerField(default=0)),
                ('bound', models.BigIntegerField(default=0)),
                ('bound_kind', models.CharField(blank=True, default='', max_length=20)),
                ('gap', taktline.kernel.exact.fields.RatioField(default=0)),
                ('rule', models.CharField(blank=True, default='', max_length=20)),
                ('seed', models.BigIntegerField(default=0)),
                ('iterations', models.BigIntegerField(default=0)),
                ('moved', models.PositiveIntegerField(default=0)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
            ],
            options={
                'indexes': [models.Index(fields=['site', '-created_at'], name='run_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'solving', 'proposed', 'published', 'discarded'])), name='run_state_known')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=1)),
                ('site', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.site')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scheduling.schedulerun')),
            ],
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('operation_id', models.BigIntegerField()),
                ('work_order_id', models.BigIntegerField()),
                ('begin', models.DateTimeField()),
                ('start', models.DateTimeField()),
                ('end', models.DateTimeField()),
                ('sequence', models.PositiveIntegerField()),
                ('is_pinned', models.BooleanField(default=False)),
                ('machine', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.person')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='scheduling.schedulerun')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'operation_id'), name='slot_once_per_run'), models.CheckConstraint(condition=models.Q(('begin__lte', models.F('start')), ('start__lte', models.F('end'))), name='slot_in_order')],
            },
        ),
    ]
