"""Which version of code and data this is, in one word."""

import hashlib
from functools import cache
from importlib.metadata import version as installed
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = "segcore", "segview", "pages", "data"
COMPUTE = "numpy", "scipy", "scikit-image", "scikit-learn", "plotly"


@cache
def version() -> str:
    """Fingerprint of all that a scene is computed and described by.

    What is answered under an address that holds it never changes.
    """
    digest = hashlib.blake2b(digest_size=6)
    for name in COMPUTE:
        digest.update(f"{name} {installed(name)}\0".encode())
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(ROOT)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
