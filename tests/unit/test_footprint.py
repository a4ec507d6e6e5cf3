"""What keeps the server small works on this machine and does no harm on others."""

import subprocess
import sys

import pytest

from segview.server import footprint

PROGRAM = """
import numpy as np
from segview.server import footprint

def resident():
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * 4096

footprint.keep_small()
arrays = [np.ones(20_000) for _ in range(1000)]  # 160 MB
del arrays[::10]
few = arrays[::90]
del arrays
before = resident()
footprint.give_back()
print((before - resident()) / 1e6)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells a process its size so.")
def test_what_is_freed_goes_back_though_what_lies_between_is_kept():
    said = subprocess.check_output([sys.executable, "-c", PROGRAM], text=True)
    assert float(said) > 100


def test_scikit_learn_does_without_tables():
    program = (
        "from segview.server import footprint; footprint.keep_small(); import segcore, sys; "
        "print('sklearn' in sys.modules, 'pandas' in sys.modules)"
    )
    said = subprocess.check_output([sys.executable, "-c", program], text=True)
    assert said.split() == ["True", "False"]


def test_who_wants_tables_all_the_same_can_have_them():
    program = (
        "from segview.server import footprint; footprint.keep_small(); import pandas; "
        "from sklearn.cluster import KMeans; "
        "print(len(KMeans(2).fit(pandas.DataFrame({'x': [0.0, 1, 5]})).labels_))"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "3"


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_where_there_is_no_glibc_nothing_is_asked_of_it(platform, monkeypatch):
    monkeypatch.setattr(sys, "platform", platform)
    footprint.give_back()
