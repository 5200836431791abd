"""The job that sleeps."""

import os
import time
from pathlib import Path

SECONDS = 2.0


def nap(payload, by, at, progress):
    """Sleep, and keep a diary of beginnings and ends."""
    diary = Path(payload["diary"])
    with diary.open("a") as lines:
        lines.write(f"begins {os.getpid()}\n")
    for tenth in range(20):
        time.sleep(SECONDS / 20)
        progress.report(tenth + 1, 20, "sleeping")
    with diary.open("a") as lines:
        lines.write(f"ends {os.getpid()}\n")
    return {"slept": SECONDS}
