"""A program that makes the tables where there are none, asks for a nap, and prints the job's id."""

import sys

from django.core.management import call_command
from django.utils import timezone

from taktline.config import ready  # sets Django up
from taktline.kernel import jobs
from taktline.kernel.actor import SYSTEM

__all__ = ["ready"]

if __name__ == "__main__":
    (diary,) = sys.argv[1:]
    call_command("migrate", run_syncdb=True, verbosity=0)
    print(jobs.enqueue("test.nap", key=diary, payload={"diary": diary}, by=SYSTEM, at=timezone.now()))
