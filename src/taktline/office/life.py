"""The lives of tasks and approvals."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taktline.kernel.life import Life


class TaskState(TextChoices):
    """Where a task stands."""

    OPEN = "open", pgettext_lazy("task", "open")
    TAKEN = "taken", _("taken")
    DONE = "done", _("done")
    DISMISSED = "dismissed", _("dismissed")


TASK_LIFE: Life[TaskState] = Life(
    "task",
    {
        TaskState.OPEN: frozenset({TaskState.TAKEN, TaskState.DONE, TaskState.DISMISSED}),
        TaskState.TAKEN: frozenset({TaskState.OPEN, TaskState.DONE, TaskState.DISMISSED}),
    },
)


class ApprovalState(TextChoices):
    """Where a request for approval stands."""

    REQUESTED = "requested", pgettext_lazy("approval", "requested")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", pgettext_lazy("approval", "rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


APPROVAL_LIFE: Life[ApprovalState] = Life(
    "approval",
    {
        ApprovalState.REQUESTED: frozenset(
            {ApprovalState.APPROVED, ApprovalState.REJECTED, ApprovalState.WITHDRAWN}
        ),
    },
)


class MailState(TextChoices):
    """Where a mail stands."""

    QUEUED = "queued", _("waiting to be sent")
    SENT = "sent", pgettext_lazy("mail", "sent")
    FAILED = "failed", pgettext_lazy("mail", "failed")


MAIL_LIFE: Life[MailState] = Life(
    "mail",
    {
        MailState.QUEUED: frozenset({MailState.SENT, MailState.FAILED}),
        MailState.FAILED: frozenset({MailState.QUEUED}),
    },
)
