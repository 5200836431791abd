"""Taktline (节拍): from the order to a date that can be kept."""

import sys

# The system's SQLite may carry a fault that can corrupt a write-ahead log (3.7.0 to 3.51.2). Where the wheel
# with a mended library exists it takes the standard module's place, here, because this line runs before
# anything of ours can load Django's database backend.
try:
    import pysqlite3
    import pysqlite3.dbapi2
except ImportError:  # no wheel for this machine: kernel.sqlite then decides what is safe
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
