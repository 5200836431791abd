"""The API's description changes only on purpose: `just accept` rewrites it for review."""

import ast
import json
import os
from pathlib import Path

from django.test import Client

from taktline.faces import api as faces_api
from taktline.faces.api.api import api

SNAPSHOT = Path(__file__).with_name("openapi.json")


def test_the_description_is_the_accepted_one():
    now = json.dumps(
        api.get_openapi_schema(path_prefix="/api/v1/"),
        indent=1,
        ensure_ascii=False,
        sort_keys=True,
        default=str,
    )
    if os.environ.get("TAKTLINE_ACCEPT"):
        SNAPSHOT.write_text(now + "\n", "utf-8")
    assert SNAPSHOT.read_text("utf-8") == now + "\n", (
        "the API changed: run `just accept` and review the difference"
    )


def test_every_operation_has_a_summary_and_its_own_name():
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    operations = [each for verbs in paths.values() for each in verbs.values()]
    names = [each["operationId"] for each in operations]
    assert len(names) == len(set(names))
    assert all(each["summary"] for each in operations)


def test_no_two_bodies_share_a_name_since_the_description_would_keep_only_one():
    told: dict[str, list[str]] = {}
    for path in Path(faces_api.__file__).parent.glob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.bases:
                told.setdefault(node.name, []).append(path.name)
    assert {name: files for name, files in told.items() if len(files) > 1} == {}


def test_the_documentation_comes_from_here():
    page = Client().get("/api/v1/docs").content.decode()
    assert "/static/ninja/swagger-ui-bundle.js" in page
    assert "//cdn" not in page
    assert Client().get("/static/ninja/swagger-ui.css").status_code == 200
