"""Kernels answer in plain Python while their machine code is made ready in the background."""

import threading

import numpy as np
import pytest

from taktline.engines import compiled
from taktline.engines.compiled import answer_plainly_until, kernel, warm_modules


@kernel
def doubled(numbers):
    """A kernel that says whether it was compiled: plain Python keeps its own integers."""
    return numbers[0] + numbers[0]


def test_the_first_question_is_answered_plainly_and_the_next_by_machine_code():
    go = threading.Event()
    thread = answer_plainly_until(go.wait)
    if thread is None:
        return  # no numba here: always plain
    assert isinstance(doubled([2]), int)
    assert doubled._compiled is None
    go.set()
    thread.join(10)
    assert doubled(np.array([2])) == 4
    assert doubled._compiled is not None


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_warm_up_that_fails_leaves_kernels_to_compile_on_demand():
    def broken():
        raise OSError("no room on disk")

    thread = answer_plainly_until(broken)
    if thread is not None:
        thread.join(10)
    assert compiled._mode.plain is (thread is None)


def test_every_engine_with_kernels_has_its_warm_up():
    assert {"taktline.engines.mrp.warm", "taktline.engines.promising.warm", "taktline.engines.scheduling.warm"} <= set(
        warm_modules()
    )
