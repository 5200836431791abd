"""The worker's process: `python -m taktline work`."""

import signal

from taktline.config import ready  # noqa: F401 - sets Django up; what follows needs it
from taktline.config.serving import Child, end_with_parent
from taktline.config.work import worker


def main() -> None:
    """Run the worker, and the job engine beside it, until told to stop."""
    ours = worker()
    engine = Child("taktline.config.carrying")
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ours.stop())
    end_with_parent(ours.stop)
    engine.start()
    try:
        ours.run()
    finally:
        engine.stop()


if __name__ == "__main__":
    main()
