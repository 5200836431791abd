"""The bigram table behind search boxes."""

from django.db import models


class Gram(models.Model):
    """Two neighbouring characters of a text that names a thing; finds two-character Chinese words too."""

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    gram = models.CharField(max_length=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "gram", "object_id"], name="gram_once")]
        indexes = [models.Index(fields=["kind", "object_id"], name="gram_of_object")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id} {self.gram}"
