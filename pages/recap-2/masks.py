"""Ground truth and result of what is looked for, in a frame."""

from segcore import pad, threshold_multi


def masks(subject, foreground, cuts, padding):
    """Ground truth and result of what we look for, with an empty frame around both."""
    both = subject.truth, threshold_multi(subject.image, cuts)
    if foreground == "brain":
        return tuple(pad(labels > 0, padding) for labels in both)
    return tuple(pad(labels == int(foreground), padding) for labels in both)
