"""Every page a role can reach, in both languages and sizes: no error, no sideways scroll, nothing untranslated.

TAKTLINE_WALK=whole walks every role through everything; without it a few pages of two roles are looked at.
"""

import os

import pytest

from taktline.identity.rules import DEFAULT_ROLES
from tests.builders.identity import PASSWORD, make_user
from tests.builders.money import make_company
from tests.builders.web import BUILT
from tests.faces.web.walker import Walker
from tests.stories.person import open_chromium

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs its loop in this thread
WHOLE = os.environ.get("TAKTLINE_WALK") == "whole"
WAYS = [("zh-hans", 1440), ("zh-hans", 1024), ("en", 1440), ("en", 1024)]
SAMPLE = [("admin", "zh-hans", 1024), ("operator", "en", 1024)]
WALKS = [(code, *way) for code, _zh, _en in DEFAULT_ROLES for way in WAYS] if WHOLE else SAMPLE

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not BUILT.exists(), reason="the front end has not been built"),
]


@pytest.mark.parametrize(("role", "language", "width"), WALKS)
def test_a_visitor_has_nothing_to_complain_about(live_server, role, language, width):
    make_company()
    make_user(role, username="visitor", language=language)
    with open_chromium() as chromium:
        visitor = Walker(
            chromium, live_server.url, name="visitor", password=PASSWORD, language=language, width=width
        )
        assert visitor.walk(most=1000 if WHOLE else 10, axe=width == 1024) == []
