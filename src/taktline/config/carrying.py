"""The job engine's process: django-q2's cluster, or a Celery worker where there is a broker."""

import os
import signal

from django.conf import settings
from django.core.management import call_command

from taktline.config import ready  # noqa: F401 - sets Django up; what follows needs it
from taktline.config.serving import end_with_parent
from taktline.config.work import celery


def main() -> None:
    """Carry jobs until told to stop."""
    end_with_parent(lambda: os.kill(os.getpid(), signal.SIGTERM))
    if settings.JOBS_ENGINE == "celery":
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        celery().worker_main(
            ["worker", "--loglevel", "WARNING", "--concurrency", str(settings.JOB_WORKERS), *quiet]
        )
    else:
        call_command("qcluster")


if __name__ == "__main__":
    main()
