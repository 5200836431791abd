"""What others may read of this room."""

from taktline.office.queries.desk import (
    approval,
    approvals_of,
    attachment,
    attachments_of,
    file_path,
    policy,
    views_of,
)
from taktline.office.queries.listings import APPROVALS, ATTACHMENTS, NOTIFICATIONS, POLICIES, TASKS
from taktline.office.queries.mails import MAILS, mail, mails_of
from taktline.office.queries.tasks import (
    my_task_count,
    my_tasks,
    notifications,
    open_task_id,
    task,
    tasks_of,
    unread_count,
)
from taktline.office.queries.wording import worded

__all__ = [
    "APPROVALS",
    "ATTACHMENTS",
    "MAILS",
    "NOTIFICATIONS",
    "POLICIES",
    "TASKS",
    "approval",
    "approvals_of",
    "attachment",
    "attachments_of",
    "file_path",
    "mail",
    "mails_of",
    "my_task_count",
    "my_tasks",
    "notifications",
    "open_task_id",
    "policy",
    "task",
    "tasks_of",
    "unread_count",
    "views_of",
    "worded",
]
