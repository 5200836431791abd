"""Bulk rows crossing a room's door: read-only numpy arrays of equal length."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Columns:
    """Arrays by name, all of one length; `ids` names each row. Nobody can write into them."""

    ids: NDArray[np.int64]
    arrays: Mapping[str, NDArray[np.generic]]

    def __post_init__(self) -> None:
        for name, array in self.arrays.items():
            if len(array) != len(self.ids):
                raise ValueError(f"column {name} has {len(array)} rows, ids {len(self.ids)}")
            array.flags.writeable = False
        self.ids.flags.writeable = False

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, name: str) -> NDArray[np.generic]:
        return self.arrays[name]
