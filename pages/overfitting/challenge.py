"""Choose k, honestly: commit with the training image alone, then see the score on somebody new."""

from segview.lesson.controls import Choice
from segview.scene import Curves, Note, Scene

from .testing import company, mean_dice, tested

NEIGHBOURS = (1, 3, 7, 15, 31, 61, 101)
OPTIONS = {"": "I have not decided yet"} | {str(k): f"k = {k}" for k in NEIGHBOURS}
CONTROLS = (Choice("mine", "My k", OPTIONS, default=""),)


def view(subject, values):
    """Two curves that everybody may look at; the third one after the choice."""
    halves = {k: mean_dice(subject.id, "half", k) for k in NEIGHBOURS}
    lines = {
        "the pixels it learnt": [mean_dice(subject.id, "same", k) for k in NEIGHBOURS],
        "the other half": list(halves.values()),
    }
    told = []
    if values["mine"]:
        newcomer = company(subject.id)[1][0]
        new = {k: tested(newcomer.id, subject.id, "subject", k)[1] for k in NEIGHBOURS}
        lines["somebody new"] = list(new.values())
        mine, best, honest = int(values["mine"]), max(new, key=new.get), max(halves, key=halves.get)
        told = [
            Note(
                f"Your k = {mine} reaches **{new[mine]:.3f}** on somebody new. k = 1, best on the learnt pixels, reaches "
                f"{new[1]:.3f}; k = {honest}, best on the other half, {new[honest]:.3f}. "
                f"No k gets beyond {new[best]:.3f} (k = {best}). "
                "If you change your k now, you choose it by the test image, and its score flatters.",
                "success",
            )
        ]
    return Scene(
        above=told,
        beside=[
            Curves(
                key="by-neighbours",
                x=NEIGHBOURS,
                lines=lines,
                titles=("neighbours k", "mean Dice"),
                now=int(values["mine"]) if values["mine"] else None,
                log=True,
            )
        ],
        share=0.6,
    )
