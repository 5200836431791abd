"""Sets Django up; imported first by whatever starts outside a server or a command."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taktline.config.settings")
django.setup()
