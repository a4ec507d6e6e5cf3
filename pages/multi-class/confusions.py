"""Which class is called what: as a table, and which two are mistaken for each other most."""

from itertools import combinations

from segcore import confusion_matrix

ASKED = {"grey_white": (2, 3), "background_fluid": (0, 1), "fluid_white": (1, 3)}


def table(subject, found):
    """Rows of a table: a true class, then how many of its pixels the result calls what."""
    counts = confusion_matrix(subject.truth, found, 4).tolist()
    rows = [["truth ↓ result →", *subject.classes], ["---", *["---:"] * 4]]
    rows += [[f"**{name}**", *row] for name, row in zip(subject.classes, counts, strict=True)]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)


def swapped(subject, found):
    """How many pixels of the pairs asked for have each other's label; which pair has the most."""
    counts = confusion_matrix(subject.truth, found, 4)
    both = counts + counts.T
    most = max(combinations(range(4), 2), key=lambda pair: both[pair])
    return {
        "swapped": {name: both[pair] for name, pair in ASKED.items()},
        **{name: pair == most for name, pair in ASKED.items()},
    }
