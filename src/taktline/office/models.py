"""Rows of the room `office`; only its own services write them."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from taktline.office.life import ApprovalState, MailState, TaskState


class Task(models.Model):
    """Something a role has to do. `key` names what it is about: at most one open task per kind and key.

    title: English msgid with placeholders from `data`, which holds no prices, costs or amounts.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    role = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    source_kind = models.CharField(max_length=60, default="", blank=True)
    source_id = models.BigIntegerField(null=True)
    site = models.ForeignKey("identity.Site", null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.OPEN)
    taken_by = models.ForeignKey("identity.User", null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(state__in=["open", "taken"]), name="task_one_open_per_key"
            ),
            models.CheckConstraint(condition=Q(state__in=TaskState.values), name="task_state_known"),
        ]
        indexes = [
            models.Index(
                fields=["role", "due_at"], condition=Q(state__in=["open", "taken"]), name="task_of_role"
            ),
            models.Index(fields=["source_kind", "source_id"], name="task_of_source"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Notification(models.Model):
    """Something one person should know; nothing has to be done. Holds no prices, costs or amounts."""

    user = models.ForeignKey("identity.User", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=300)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    url = models.CharField(max_length=300, default="", blank=True)
    source_kind = models.CharField(max_length=60, default="", blank=True)
    source_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "id"], name="notification_of_user"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notification_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.title}"


class Attachment(models.Model):
    """A file attached to something. The content lies in the store under its digest; two with the same share it.

    site: of what it is attached to, None where that belongs to the company.
    """

    site = models.ForeignKey("identity.Site", null=True, on_delete=models.PROTECT, related_name="+")
    source_kind = models.CharField(max_length=60)
    source_id = models.BigIntegerField()
    name = models.CharField(max_length=120)
    size = models.BigIntegerField()
    content_type = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    shows_money = models.BooleanField(default=False)
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["source_kind", "source_id"], name="attachment_of_source")]

    def __str__(self) -> str:
        return self.name


class SavedView(models.Model):
    """A query of a list under a name; without a user it is everybody's."""

    user = models.ForeignKey("identity.User", null=True, on_delete=models.CASCADE, related_name="+")
    screen = models.CharField(max_length=80)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "screen", "name"], name="saved_view_once_per_name"),
            models.UniqueConstraint(
                fields=["screen", "name"], condition=models.Q(user=None), name="shared_view_once_per_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.screen}: {self.name}"


class PolicyValue(models.Model):
    """A policy's value from a moment on, for one site or for the company. Never changed, only followed by the next."""

    kind = models.CharField(max_length=80)
    site = models.ForeignKey("identity.Site", null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateTimeField()
    value = models.JSONField(encoder=DjangoJSONEncoder)
    reason = models.CharField(max_length=400, default="", blank=True)
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "valid_from"], name="policy_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} from {self.valid_from:%Y-%m-%d}"


class Approval(models.Model):
    """Somebody asks a role to agree to something. `money` is shown only to those who may see money."""

    site = models.ForeignKey("identity.Site", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    source_kind = models.CharField(max_length=60)
    source_id = models.BigIntegerField()
    role = models.CharField(max_length=40)
    reason = models.CharField(max_length=400)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    money = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField(max_length=10, choices=ApprovalState, default=ApprovalState.REQUESTED)
    asked_by = models.ForeignKey("identity.User", null=True, on_delete=models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    decided_by_name = models.CharField(max_length=80, default="", blank=True)
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source_kind", "source_id"],
                condition=Q(state="requested"),
                name="approval_one_open_per_source",
            ),
            models.CheckConstraint(condition=Q(state__in=ApprovalState.values), name="approval_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source_kind}:{self.source_id}"


class Mail(models.Model):
    """A mail that leaves the house: written in the transaction that wants it, sent by a worker. Files hang on it.

    next_at: when it is tried next; attempts: how often it was. error: why the last attempt failed.
    """

    to = models.CharField(max_length=400)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    source_kind = models.CharField(max_length=60, default="", blank=True)
    source_id = models.BigIntegerField(null=True)
    site = models.ForeignKey("identity.Site", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    error = models.CharField(max_length=300, default="", blank=True)
    by_name = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="mail_state_known"),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state="queued"), name="mail_waiting"),
            models.Index(fields=["source_kind", "source_id"], name="mail_of_source"),
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
