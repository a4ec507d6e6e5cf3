"""A classifier that has learnt one person, tested on another."""

from segcore import dice_multiclass, train
from segview.cache.remembering import features, remember
from segview.images import load_subject

SPECS = ("intensity", "gaussian:5", "gradient:5")


@remember(saying="Training and testing")
def tested(teacher_id, classifier, neighbours, which, subject_id):
    """Labels of all pixels of one subject, by a classifier that has learnt another one."""
    specs = SPECS if which == "all" else (which,)
    asked = {"neighbours": neighbours} if classifier == "nearest neighbours" else {}
    known = load_subject(teacher_id).truth
    model = train(classifier, features(teacher_id, specs).values, known, **asked)
    space = features(subject_id, specs)
    return space.to_image(model.predict(space.values))


def dice_of_neighbours(subject_id, teacher="age-25", neighbours=3, which="all"):
    """Dice of each class, by the nearest neighbours in another person."""
    found = tested(teacher, "nearest neighbours", neighbours, which, subject_id)
    return dice_multiclass(load_subject(subject_id).truth, found)
