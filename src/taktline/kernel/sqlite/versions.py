"""Which SQLite libraries may write ahead."""

Version = tuple[int, ...]

_MENDED: Version = (3, 51, 3)
_BACKPORTS: tuple[tuple[Version, Version], ...] = (
    ((3, 50, 7), (3, 51, 0)),
    ((3, 44, 6), (3, 45, 0)),
)


def wal_is_safe(version: Version) -> bool:
    """Whether this library's write-ahead log is free of the WAL-reset fault.

    Libraries from 3.7.0 to 3.51.2 can corrupt a database when a log is reset while another connection
    reads it; the mend came with 3.51.3 and was carried back to 3.50.7 and 3.44.6.
    """
    return version >= _MENDED or any(first <= version < end for first, end in _BACKPORTS)
