"""A job kind that sleeps, for the test that kills its worker: settings, the work, and how it is asked for.

Worker processes read it through DJANGO_SETTINGS_MODULE, as an installation adds job kinds of its own.
"""

from taktline.config.settings import *  # noqa: F403
from taktline.config.settings import INSTALLED_APPS, Q_CLUSTER

EXTRA_JOB_KINDS = {"test.nap": "tests.faces.worker.nap.nap"}
JOB_LEASE_SECONDS = 3.0
JOB_WORKERS = 1
# django-q hands the dead worker's errand out again while the test still looks: it must find the job taken or done.
Q_CLUSTER = {**Q_CLUSTER, "workers": 1, "timeout": 5, "retry": 6, "poll": 0.1}
MIGRATION_MODULES = {app.rpartition(".")[2]: None for app in INSTALLED_APPS}
