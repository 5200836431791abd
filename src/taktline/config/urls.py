"""Which address leads to which face."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from taktline.faces.api import problem
from taktline.faces.api.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    re_path(r"^api/", problem.nowhere),
    path("", include("taktline.faces.web.urls")),
]
