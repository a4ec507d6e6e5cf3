"""Pairs of filters beside one another: the best, the worst, and useless ones."""

from segview.scene import Bars

from .majority import ranked, reached


def pair_bars(subject_id, usual):
    """Mean Dice of the four best pairs, of the pair shown first, of the worst, and of useless ones."""
    pairs = ranked(subject_id)
    shown = {pair: pairs[pair] for pair in (*list(pairs)[:4], usual, list(pairs)[-1])}
    shown["intensity", "noise"] = reached(subject_id, "intensity", "noise")
    shown["row", "column"] = reached(subject_id, "column", "row")
    return Bars(
        key="pairs",
        values={"<br>".join(pair): dice for pair, dice in shown.items()},
        title="Mean Dice of the majority rule",
    )
