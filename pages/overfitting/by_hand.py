"""The same trap, by hand: a threshold tuned on one image, and what it is worth on others."""

from segview.lesson.controls import Slider, Toggle
from segview.scene import Bars, Note, Scene

from .promises import carried, elsewhere, promises, strangers

CONTROLS = (
    Slider("threshold", "Threshold t", 0.0, 1.0, 0.01, default=0.1),
    Toggle("reveal", "I am done: show the next subjects"),
)


def view(subject, values):
    """Tune a threshold on this image, then see what it is worth on others."""
    t = values["threshold"]
    mine = carried(t, subject.id)
    here = Note(f"Dice on your image\n## {mine[subject.title]:.3f}")
    if not values["reveal"]:
        return Scene(above=[here])
    known, others = promises(subject), strangers(subject.id)
    promised, honest, three = known["tuned"], known["honest"], known["tuned_three"]
    return Scene(
        above=[
            here,
            Note(
                f"Your t = {t:.2f} reaches {mine[subject.title]:.3f} here and **{elsewhere(mine, others):.3f}** on average on "
                f"{len(others)} images that had no part in choosing it. Chosen on “{known['teacher']}”, t = {known['cut_there']:.3f} reaches "
                f"{honest[subject.title]:.3f} here and {elsewhere(honest, others):.3f} there.\n\n"
                f"The best t for your image, {known['cut_here']:.3f}, reaches {promised[subject.title]:.3f} here. {known['one_kept']} "
                "Tuning one number does little harm on images like this one. Which images those are, this one cannot tell.\n\n"
                f"Three thresholds, for the four classes, have more freedom. Tuned here they reach mean Dice {three[subject.title]:.3f}. "
                f"{known['three_kept']} Tuned there, they would reach {known['tuned_there'][known['lost']]:.3f}."
            ),
        ],
        beside=[
            Bars(
                key="tuned",
                values={
                    "your t": mine,
                    "best t here": promised,
                    f"best t on “{known['teacher']}”": honest,
                },
                title="Dice for brain, one threshold",
            ),
            Bars(
                key="three",
                values={"tuned here": three, "tuned on that very image": known["tuned_there"]},
                title="mean Dice, three thresholds",
            ),
        ],
        share=0.6,
    )
