"""What k-means calls brain, with either partner of the intensity."""

from segview.images import load_subject

from .clusters import clustered, specs_of

BRIGHT = 0.6


def both_partners(subject_id):
    """Shares of scalp, grey and white matter in the cluster of the brain, by partner."""
    subject = load_subject(subject_id)
    parts = {
        "scalp": subject.image > BRIGHT,
        "grey": subject.truth == subject.classes.index("grey matter"),
        "white": subject.truth == subject.classes.index("white matter"),
    }
    found = {
        of: clustered(subject_id, specs_of(of, 5.0), 0.0, False)[0] for of in ("blur", "spread")
    }
    return {
        name: {of: labels[part].mean() for of, labels in found.items()}
        for name, part in parts.items()
    }
