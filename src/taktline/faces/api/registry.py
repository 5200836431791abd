"""All routes with their permits, for the permission matrix."""

from taktline.faces.api.access import Route, need_of
from taktline.faces.api.api import ROUTERS

PREFIX = "/api/v1"
# Documentation names no data of the company.
OPEN = (
    Route(f"{PREFIX}/docs", ("GET",), "public", "docs"),
    Route(f"{PREFIX}/openapi.json", ("GET",), "public", "openapi"),
)


def routes() -> list[Route]:
    """Every route of this face."""
    found = list(OPEN)
    for prefix, router in ROUTERS:
        for path, view in router.path_operations.items():
            for each in view.operations:
                need = need_of(each.view_func)
                code = need.code if need is not None else ""
                name = each.view_func.__name__
                found.append(Route(f"{PREFIX}{prefix}{path}", tuple(each.methods), code, name))
    return found
