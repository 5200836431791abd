"""The site's working days."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from taktline.resources import queries as resources


def working_days(site_id: int, *, start: date, days: int) -> NDArray[np.bool_]:
    """Whether each day from `start` is worked at the site; every day where the site has no calendar."""
    calendar = resources.site_calendar(site_id)
    if calendar is None:
        return np.ones(days, np.bool_)
    worked = np.asarray(resources.working_days(calendar, start=start, days=days), dtype=np.bool_)
    return worked if worked.any() else np.ones(days, np.bool_)
