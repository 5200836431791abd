"""What it costs to go from one kind of work to another."""

from django.db import models


class ChangeoverGroup(models.Model):
    """Work centres that share families and a matrix."""

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, default="", blank=True)

    def __str__(self) -> str:
        return self.code


class ChangeoverFamily(models.Model):
    """Items that follow each other without changing over."""

    group = models.ForeignKey(ChangeoverGroup, on_delete=models.CASCADE, related_name="families")
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "code"], name="family_once_per_group")]

    def __str__(self) -> str:
        return self.code


class ChangeoverTime(models.Model):
    """Minutes from one family to another; what is not said takes none."""

    group = models.ForeignKey(ChangeoverGroup, on_delete=models.CASCADE, related_name="times")
    from_family = models.ForeignKey(ChangeoverFamily, on_delete=models.CASCADE, related_name="times_from")
    to_family = models.ForeignKey(ChangeoverFamily, on_delete=models.CASCADE, related_name="times_to")
    minutes = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["from_family", "to_family"], name="changeover_said_once")
        ]

    def __str__(self) -> str:
        return f"{self.from_family_id} → {self.to_family_id}: {self.minutes}"
