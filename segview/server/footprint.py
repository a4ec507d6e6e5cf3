"""A server that takes little memory: hosts end one that takes more than they grant."""

import ctypes
import importlib
import os
import sys

# glibc's names for what `mallopt` sets, from malloc.h.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
MIB = 2**20


def keep_small() -> None:
    """Set all that has to be set before the first array is made and the first thread started.

    Where the C library is not glibc it looks after itself.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # learners are what runs in parallel
        os.environ.setdefault(name, "1")
    if libc := _glibc():
        # By default each thread may keep an arena of its own, with all that was ever freed in it.
        libc.mallopt(M_ARENA_MAX, 2)
        libc.mallopt(M_MMAP_THRESHOLD, MIB)
        libc.mallopt(M_TRIM_THRESHOLD, 4 * MIB)
    _import_without("sklearn.utils", "pandas")


def give_back() -> None:
    """Return freed memory to the system, after work that has used much of it."""
    if libc := _glibc():
        libc.malloc_trim(0)


def _glibc() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return libc if hasattr(libc, "gnu_get_libc_version") else None


def _import_without(module: str, optional: str) -> None:
    """Import a module that would load another one, 60 MB here, merely because it is installed."""
    if optional in sys.modules:
        return
    sys.modules[optional] = None
    try:
        importlib.import_module(module)
    finally:
        del sys.modules[optional]
