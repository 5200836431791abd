"""The embedded database: Django's SQLite backend with durable settings and a fair gate for writers.

Chosen by ENGINE = "taktline.kernel.sqlite". See `gate` for the queue and `base` for the backend.
"""

from taktline.kernel.sqlite.gate import GateTimeout, WriteGate, gate_for
from taktline.kernel.sqlite.versions import wal_is_safe

__all__ = ["GateTimeout", "WriteGate", "gate_for", "wal_is_safe"]
