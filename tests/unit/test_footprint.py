"""What keeps the server small works on this machine and does no harm on others."""

import subprocess
import sys

import pytest

from segview import footprint

GROW = """
import threading
import numpy as np
from segview import footprint

def resident():
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * 4096

{prepare}
before = resident()
kept = []

def work():
    parts = [np.ones(20_000) for _ in range(100)]  # 160 kB each, 16 MB in all
    kept.append(parts[-1])

for _ in range(12):  # at once, so that each has to have memory of its own
    threads = [threading.Thread(target=work) for _ in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
footprint.give_back()
print((resident() - before) / 1e6)
"""


def grown(prepare):
    """Megabytes that a process keeps after threads have used and freed much more."""
    program = GROW.format(prepare=prepare)
    return float(subprocess.check_output([sys.executable, "-c", program], text=True))


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells a process its size so.")
def test_what_threads_have_freed_goes_back():
    kept = 72 * 0.16
    assert grown("footprint.keep_small()") < kept + 15


def test_scikit_learn_does_without_tables():
    program = (
        "from segview import footprint; footprint.keep_small(); import segcore, sys; "
        "print('sklearn' in sys.modules, 'pandas' in sys.modules)"
    )
    said = subprocess.check_output([sys.executable, "-c", program], text=True)
    assert said.split() == ["True", "False"]


def test_who_wants_tables_all_the_same_can_have_them():
    program = (
        "from segview import footprint; footprint.keep_small(); import pandas; "
        "from sklearn.cluster import KMeans; "
        "print(len(KMeans(2).fit(pandas.DataFrame({'x': [0.0, 1, 5]})).labels_))"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "3"


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_where_there_is_no_glibc_nothing_is_asked_of_it(platform, monkeypatch):
    monkeypatch.setattr(sys, "platform", platform)
    footprint.give_back()
