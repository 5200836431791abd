"""What may be allowed in this room."""

from django.utils.translation import gettext_lazy as _

from taktline.kernel.permit import Permit

_OFFICE = (
    "sales_clerk",
    "planner",
    "quality_engineer",
    "buyer",
    "service_clerk",
    "finance_clerk",
    "plant_manager",
    "owner",
    "engineer",
)
_EVERYBODY = (*_OFFICE, "operator", "team_leader", "warehouse_clerk", "inspector")

TASK_WORK = Permit("office.task.work", _("See and do tasks of one's roles"), _EVERYBODY)
TASK_ANY = Permit("office.task.any", _("See and do everybody's tasks"), ("plant_manager", "owner"))
TASK_OPEN = Permit("office.task.open", _("Give somebody a task"), _EVERYBODY)
FILE_ATTACH = Permit("office.file.attach", _("Attach and remove files"), _EVERYBODY)
VIEW_SHARE = Permit(
    "office.view.share", _("Share saved views with everybody"), ("planner", "plant_manager", "owner")
)
POLICY_SEE = Permit("office.policy.see", _("See policies"), (*_OFFICE, "admin"))
POLICY_CHANGE = Permit("office.policy.change", _("Set policies"), ("plant_manager", "owner"))
APPROVAL_ASK = Permit("office.approval.ask", _("Ask for an approval"), _EVERYBODY)
APPROVAL_ANY = Permit("office.approval.any", _("Decide approvals of any role"), ("owner",))
MAIL_SEND = Permit("office.mail.send", _("See mails that leave, and send them again"), (*_OFFICE, "admin"))
BOOKS_OPEN = Permit("office.books.open", _("Bring in opening data"), ("owner", "admin"))

PERMITS = (
    MAIL_SEND,
    BOOKS_OPEN,
    TASK_WORK,
    TASK_ANY,
    TASK_OPEN,
    FILE_ATTACH,
    VIEW_SHARE,
    POLICY_SEE,
    POLICY_CHANGE,
    APPROVAL_ASK,
    APPROVAL_ANY,
)
