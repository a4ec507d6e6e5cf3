"""The question which feature separates best on its own: its options, and a reason under each."""

from segcore.features import spec_title

from .selecting import own_scores

ASKED = ("intensity", "gaussian:2", "std:7", "noise:1")


def best_alone(subject_id, where):
    """The best two features on their own; options and reasons, and which option is right."""
    alone = own_scores(subject_id, where)
    winner, runner_up, *_ = alone
    best = f"{spec_title(winner)} has {alone[winner]:.2f}."

    def reason(spec):
        own = f"Its own score is {alone[spec]:.2f}"
        return f"{own}, the highest of all eight." if spec == winner else f"{own}. {best}"

    return {
        "winner": winner,
        "runner_up": runner_up,
        "options": [spec_title(spec) for spec in ASKED],
        "why": [reason(spec) for spec in ASKED],
        **{f"best_{at}": spec == winner for at, spec in enumerate(ASKED)},
    }
