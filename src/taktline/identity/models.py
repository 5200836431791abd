"""Rows of the room `identity`; only its own services write them."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from taktline.identity.types import Outcome


class Site(models.Model):
    """A plant with its own stock, calendar and numbers. `currency` values its stock."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, default="", blank=True)
    time_zone = models.CharField(max_length=40, default="Asia/Shanghai")
    currency = models.CharField(max_length=3, default="CNY")
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.code


class Role(models.Model):
    """What a kind of work may do. `offered`: every permit an installation ever offered, so that none comes back."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, default="", blank=True)
    permits = models.JSONField(default=list)
    offered = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.code


class Users(BaseUserManager["User"]):
    """Finds a user by the name Django signs in with."""


class User(AbstractBaseUser):
    """Somebody who signs in. No sites named: all sites. After `active_until` nobody signs in with it.

    pin: digest of a short number that opens the floor terminal, "" for none.
    """

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, default="", blank=True)
    email = models.CharField(max_length=120, default="", blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    time_zone = models.CharField(max_length=40, default="Asia/Shanghai")
    pin = models.CharField(max_length=128, default="", blank=True)
    is_active = models.BooleanField(default=True)
    active_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    roles: "models.ManyToManyField[Role, models.Model]" = models.ManyToManyField(Role, related_name="users")
    sites: "models.ManyToManyField[Site, models.Model]" = models.ManyToManyField(Site, related_name="users")

    last_login = None  # the audit of sign-ins tells more
    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.username


class SignIn(models.Model):
    """One attempt to sign in, kept for audit. `username` as typed; `user` only where there is one."""

    at = models.DateTimeField()
    username = models.CharField(max_length=60)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="sign_ins")
    address = models.CharField(max_length=45)
    outcome = models.CharField(max_length=12, choices=Outcome)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="sign_in_outcome_known"),
        ]
        indexes = [
            models.Index(fields=["address", "at"], condition=Q(outcome="wrong"), name="sign_in_failures"),
        ]

    def __str__(self) -> str:
        return f"{self.username} {self.outcome}"


class BrowserSession(models.Model):
    """A browser that somebody has signed in with; `key` is the session's, never shown."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="browser_sessions")
    key = models.CharField(max_length=40, unique=True)
    address = models.CharField(max_length=45)
    agent = models.CharField(max_length=200, default="", blank=True)
    started_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} {self.started_at:%Y-%m-%d %H:%M}"


class ApiKey(models.Model):
    """A program's key. Only a digest of the secret is kept; `prefix` lets people tell keys apart."""

    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    permits = models.JSONField(default=list)
    sites: "models.ManyToManyField[Site, models.Model]" = models.ManyToManyField(Site, related_name="+")
    language = models.CharField(max_length=10, default="en")
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="keys")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.prefix
