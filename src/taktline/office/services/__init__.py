"""What this room does."""

from taktline.office.services.desk import (
    decide_approval,
    delete_view,
    request_approval,
    save_view,
    set_policy,
    withdraw_approval,
)
from taktline.office.services.files import attach, remove_attachment
from taktline.office.services.mails import deliver_mails, post_mail, retry_mail
from taktline.office.services.notifications import mark_read, notify
from taktline.office.services.printing import has_chinese_type, render
from taktline.office.services.tasks import (
    close_tasks,
    close_tasks_of,
    dismiss_task,
    finish_task,
    give_back_task,
    open_task,
    take_task,
)

__all__ = [
    "attach",
    "close_tasks",
    "close_tasks_of",
    "decide_approval",
    "delete_view",
    "deliver_mails",
    "dismiss_task",
    "finish_task",
    "give_back_task",
    "has_chinese_type",
    "mark_read",
    "notify",
    "open_task",
    "post_mail",
    "remove_attachment",
    "render",
    "request_approval",
    "retry_mail",
    "save_view",
    "set_policy",
    "take_task",
    "withdraw_approval",
]
