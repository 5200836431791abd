"""The application as the supervisor's server process runs it."""

import os

from taktline.config.asgi import application
from taktline.config.serving import end_with_parent

__all__ = ["application"]

end_with_parent(lambda: os._exit(0))
