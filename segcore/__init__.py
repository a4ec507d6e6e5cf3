"""Compute for image segmentation: NumPy arrays in, NumPy arrays out.

Images are ``(H, W)`` float arrays in [0, 1], labels ``(H, W)`` integer arrays,
and a feature space holds one row per pixel: ``(H * W, d)``.
"""

from segcore.classifiers import (
    CLASSIFIERS,
    decision_regions,
    train,
)
from segcore.clustering import kmeans
from segcore.features import (
    FILTERS,
    FeatureSpace,
    feature_space,
    thin,
)
from segcore.masks import read_labels
from segcore.mixture import gaussian_mixture
from segcore.overlap import (
    Ceiling,
    ceiling,
)
from segcore.perturb import (
    add_noise,
    pad,
    resize,
    shift,
    shuffle_pixels,
)
from segcore.reading import (
    ImageError,
    describe_file,
    read_image,
    read_mask,
)
from segcore.scaling import (
    Scaled,
    standardise,
    stretch,
)
from segcore.scores import (
    accuracy,
    confusion_matrix,
    dice_coefficient,
    dice_multiclass,
    iou,
)
from segcore.selection import forward_selection
from segcore.splits import (
    Split,
    split_half,
    split_pixels,
)
from segcore.subjects import (
    Subject,
    load_subject,
    subjects,
)
from segcore.thresholds import (
    best_band,
    best_cuts,
    best_threshold,
    midpoints,
    otsu,
    threshold,
    threshold_band,
    threshold_multi,
)
from segcore.uncertainty import uncertainty
from segcore.writing import write_labels

__all__ = [
    "CLASSIFIERS",
    "FILTERS",
    "Ceiling",
    "FeatureSpace",
    "ImageError",
    "Scaled",
    "Split",
    "Subject",
    "accuracy",
    "add_noise",
    "best_band",
    "best_cuts",
    "best_threshold",
    "ceiling",
    "confusion_matrix",
    "decision_regions",
    "describe_file",
    "dice_coefficient",
    "dice_multiclass",
    "feature_space",
    "forward_selection",
    "gaussian_mixture",
    "iou",
    "kmeans",
    "load_subject",
    "midpoints",
    "otsu",
    "pad",
    "read_image",
    "read_labels",
    "read_mask",
    "resize",
    "shift",
    "shuffle_pixels",
    "split_half",
    "split_pixels",
    "standardise",
    "stretch",
    "subjects",
    "thin",
    "threshold",
    "threshold_band",
    "threshold_multi",
    "train",
    "uncertainty",
    "write_labels",
]
