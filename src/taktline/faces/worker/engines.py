"""The two engines that can carry long jobs: django-q2 in the same database, Celery on a broker.

Neither is asked what became of a job: our own table knows, and it offers a job again that nobody took or whose
worker fell silent. So an engine may lose or repeat an errand; the second finds the job taken or done.
"""

from collections.abc import Callable

from celery import Celery
from django.utils import timezone
from django_q.models import OrmQ
from django_q.tasks import async_task

from taktline.kernel.job_run import OFFER_AGAIN

Submit = Callable[[int], None]
RunJob = Callable[[int], bool]

TASK = "taktline.run_job"


def embedded(run_job_path: str) -> Submit:
    """Submit to django-q2. run_job_path: dotted name of the function that does a job by its id."""

    def submit(job_id: int) -> None:
        name = f"job-{job_id}"
        if not _waits(name):
            async_task(run_job_path, job_id, q_options={"task_name": name})

    return submit


def _waits(name: str) -> bool:
    """Whether an earlier offer of the same job still waits in line; what a worker took away does not count."""
    in_line = OrmQ.objects.filter(lock__lte=timezone.now())
    return any(errand.name() == name for errand in in_line)


def celery_app(broker_url: str, run_job: RunJob, *, queue: str) -> Celery:
    """A Celery application whose only task does a job by its id; a killed worker's message is redelivered."""
    app = Celery("taktline", broker=broker_url)
    app.conf.update(
        task_acks_late=True,  # one errand a process, the rest stays for whoever is free
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        task_ignore_result=True,
        broker_connection_retry_on_startup=True,
        worker_hijack_root_logger=False,
        worker_enable_remote_control=False,
        task_default_queue=queue,  # classic: what a broker loses is offered again within a minute
    )
    app.task(name=TASK)(run_job)
    return app


def by_celery(app: Celery) -> Submit:
    """Submit to a Celery application made by celery_app(). An offer lasts until the next one of the same job."""

    def submit(job_id: int) -> None:
        app.send_task(TASK, args=[job_id], expiration=OFFER_AGAIN.total_seconds())

    return submit
