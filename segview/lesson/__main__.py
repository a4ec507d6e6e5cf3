"""Check a lesson by itself: ``python -m segview.lesson pages/<slug> ...``."""

import sys
from pathlib import Path

from segview.course.glossary import TERMS
from segview.lesson.checking import complaints


def main(folders: list[str]) -> int:
    """Print what is wrong with lessons; 1 if anything is, else 0."""
    found = [words for name in folders for words in complaints(Path(name).resolve().name, TERMS)]
    print("\n".join(found) or f"{len(folders)} checked, nothing to complain about.")
    return int(bool(found))


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit("Which lesson? python -m segview.lesson pages/<slug>")
    sys.exit(main(sys.argv[1:]))
