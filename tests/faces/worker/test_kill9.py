"""The contract of every job engine: the worker is killed in the middle of a job, and the job is done all the same."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest
from django.db import connection

from taktline.kernel.models import Job

ROOT = Path(__file__).resolve().parents[3]
BROKER = "amqp://guest:guest@127.0.0.1:5672//"
PATIENCE = 90.0


class Plant:
    """One installation in a folder of its own, whose workers may be killed."""

    def __init__(self, home, **environment):
        self.home, self.diary = home, home / "diary"
        self.environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "DJANGO_SETTINGS_MODULE": "tests.faces.worker.napping",
            "TAKTLINE_HOME": str(home),
            **environment,
        }

    def ask(self):
        done = subprocess.run(
            [sys.executable, "-m", "tests.faces.worker.ask_for_nap", str(self.diary)],
            env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False,
        )
        assert done.returncode == 0, done.stderr
        return int(done.stdout.split()[-1])

    def job(self, job_id):
        """(state, attempts) of the job."""
        if "TAKTLINE_DATABASE_URL" in self.environment:
            return Job.objects.values_list("state", "attempts").get(pk=job_id)
        with contextlib.closing(sqlite3.connect(self.home / "taktline.sqlite3", timeout=20)) as file:
            return file.execute("SELECT state, attempts FROM kernel_job WHERE id = ?", [job_id]).fetchone()

    def told(self, word):
        text = self.diary.read_text() if self.diary.exists() else ""
        return text.count(word)

    @contextlib.contextmanager
    def worker(self):
        """`taktline work` with all its processes, killed at the latest when the block ends."""
        with (self.home / "worker.log").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "taktline", "work"],
                env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
            )
            try:
                yield process
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def until(self, happened):
        deadline = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < deadline, (self.home / "worker.log").read_text()[-4000:]
            time.sleep(0.1)


def survives(plant):
    """The story itself."""
    job_id = plant.ask()
    with plant.worker():
        plant.until(lambda: plant.told("begins") == 1)
        time.sleep(0.5)
    assert plant.job(job_id) == ("running", 1)
    assert plant.told("ends") == 0

    with plant.worker() as second:
        plant.until(lambda: plant.job(job_id)[0] == "done")
        time.sleep(7)  # whatever the engine itself still repeats
        assert plant.job(job_id) == ("done", 2)
        second.terminate()
        second.wait(30)
    assert (plant.told("begins"), plant.told("ends")) == (2, 1)


@pytest.mark.slow
@pytest.mark.sqlite
def test_embedded_a_job_outlives_its_killed_worker_and_is_done_once(tmp_path):
    plant = Plant(tmp_path)
    for name in ("TAKTLINE_DATABASE_URL", "TAKTLINE_BROKER_URL"):
        plant.environment.pop(name, None)
    survives(plant)


@pytest.mark.slow
@pytest.mark.rabbitmq
def test_at_scale_a_job_outlives_its_killed_worker_and_is_done_once(tmp_path, transactional_db):
    queue = f"taktline-test-{uuid.uuid4().hex[:8]}"
    plant = Plant(tmp_path, TAKTLINE_BROKER_URL=BROKER, TAKTLINE_JOBS_QUEUE=queue)
    if connection.vendor == "postgresql":
        given = connection.settings_dict
        server = f"{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT'] or 5432}"
        plant.environment["TAKTLINE_DATABASE_URL"] = f"postgres://{server}/{given['NAME']}"
    else:
        plant.environment.pop("TAKTLINE_DATABASE_URL", None)
    try:
        survives(plant)
    finally:
        from kombu import Connection

        with Connection(BROKER) as broker:
            broker.default_channel.queue_delete(queue)
