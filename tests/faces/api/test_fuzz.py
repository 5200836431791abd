"""Whatever is thrown at the API, it never breaks: no server error, and every answer is as described."""

import os

import pytest
import schemathesis
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck, Phase
from hypothesis import settings as budget
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from taktline.config.wsgi import application
from tests.builders.identity import make_key, make_site, make_user
from tests.builders.office import make_task

EXAMPLES = int(os.environ.get("TAKTLINE_FUZZ", "3"))
SCHEMA = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def secret(db, monkeypatch):
    make_site()
    make_user("planner")
    make_task()
    monkeypatch.setattr(connection, "close", lambda: None)  # the test's connection outlives each request
    return make_key()


@SCHEMA.parametrize()
@budget(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_api(case, secret):
    assert settings.DEBUG is False
    response = case.call(headers={"Authorization": f"Bearer {secret}"})
    case.validate_response(
        response, checks=[not_a_server_error, status_code_conformance, response_schema_conformance]
    )
