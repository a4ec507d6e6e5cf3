"""Which features a classifier needs: each by itself, and chosen one by one."""

from segcore import dice_multiclass, feature_space, forward_selection, split_half, subjects, train
from segview.cache.remembering import features, picture, remember
from segview.images import load_subject

CLASSIFIER = "quadratic discriminant"
NAMES = {
    "intensity": "Intensity",
    "gaussian:2": "Blur 2",
    "gaussian:5": "Blur 5",
    "std:7": "Spread",
    "gradient:2": "Gradient",
    "laplacian:3": "Laplacian",
    "row": "Row",
    "noise:1": "Random",
}
SPECS = tuple(NAMES)
EVERY = tuple(range(len(SPECS)))
MOST = 6


def alike(subject_id):
    """Other images of the same kind, in order."""
    shown = load_subject(subject_id)
    return [
        other
        for other in subjects()
        if other.foreground == shown.foreground and other.id != shown.id and not other.downloaded
    ]


def usual_teacher(subject_id):
    """Where the classifier learns, unless the learner says otherwise."""
    return "other" if alike(subject_id) else "half"


@remember
def examples(subject_id, where, specs=SPECS):
    """What trains and what tests: two feature spaces, each with its ground truth.

    A half is an image of its own: no filter on one of them sees anything of the other.
    """
    if where == "half":
        image, truth = picture(subject_id), load_subject(subject_id).truth
        left = split_half(truth.shape).train.reshape(truth.shape)[0]
        return tuple((feature_space(image[:, h], specs), truth[:, h]) for h in (left, ~left))
    teacher, third, *_ = alike(subject_id)
    tests = third if where == "third" else load_subject(subject_id)
    return tuple((features(one.id, specs), one.truth) for one in (teacher, tests))


@remember
def predicted(subject_id, where, columns):
    """What a classifier trained on some of the features says about the test image; its mean Dice."""
    (known, labels), (unknown, right) = examples(subject_id, where)
    model = train(CLASSIFIER, known.values[:, columns], labels)
    found = model.predict(unknown.values[:, columns]).reshape(unknown.shape)
    return found, float(dice_multiclass(right, found).mean())


@remember(saying="Choosing features one by one")
def selected(subject_id, where, most=MOST):
    """Forward selection by mean Dice on the test image."""
    return forward_selection(
        SPECS, lambda columns: predicted(subject_id, where, tuple(columns))[1], most
    )


@remember
def own_scores(subject_id, where):
    """Mean Dice on the test image with each feature on its own, best first."""
    scores = {spec: predicted(subject_id, where, (at,))[1] for at, spec in enumerate(SPECS)}
    return {spec: scores[spec] for spec in sorted(scores, key=scores.get, reverse=True)}
