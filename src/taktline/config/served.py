"""The application as the supervisor's server process runs it."""

import os

from taktline.config.asgi import application
from taktline.config.serving import end_with_parent, load_when_compiled
from taktline.engines.compiled import answer_plainly_until

__all__ = ["application"]

end_with_parent(lambda: os._exit(0))
if os.environ.get("TAKTLINE_WARM") == "1":
    answer_plainly_until(load_when_compiled)
