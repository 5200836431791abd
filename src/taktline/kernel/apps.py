"""Tells Django that the kernel holds tables, and registers its checks."""

from django.apps import AppConfig

from taktline.kernel import checks

__all__ = ["KernelConfig", "checks"]


class KernelConfig(AppConfig):
    """The kernel."""

    name = "taktline.kernel"
    label = "kernel"
