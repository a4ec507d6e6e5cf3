"""Compute for image segmentation: NumPy arrays in, NumPy arrays out.

Images are ``(H, W)`` float arrays in [0, 1], labels ``(H, W)`` integer arrays,
and a feature space holds one row per pixel: ``(H * W, d)``.
"""

from segcore.ceiling import Ceiling, ceiling
from segcore.classifiers import CLASSIFIERS, train
from segcore.clustering import gaussian_mixture, kmeans
from segcore.features import FILTERS, FeatureSpace, feature_space
from segcore.perturb import add_noise, pad, resize, shift, shuffle_pixels
from segcore.reading import ImageError, read_image, read_mask
from segcore.regions import decision_regions
from segcore.scores import (
    accuracy,
    confusion_matrix,
    dice_coefficient,
    dice_multiclass,
    hausdorff_distance,
    iou,
)
from segcore.selection import feature_scores, forward_selection
from segcore.splits import Split, split_half, split_pixels, split_subjects
from segcore.subjects import Subject, load_subject, subjects
from segcore.thresholds import (
    best_band,
    best_threshold,
    otsu,
    threshold,
    threshold_band,
    threshold_multi,
)

__all__ = [
    "CLASSIFIERS",
    "FILTERS",
    "Ceiling",
    "FeatureSpace",
    "ImageError",
    "Split",
    "Subject",
    "accuracy",
    "add_noise",
    "best_band",
    "best_threshold",
    "ceiling",
    "confusion_matrix",
    "decision_regions",
    "dice_coefficient",
    "dice_multiclass",
    "feature_scores",
    "feature_space",
    "forward_selection",
    "gaussian_mixture",
    "hausdorff_distance",
    "iou",
    "kmeans",
    "load_subject",
    "otsu",
    "pad",
    "read_image",
    "read_mask",
    "resize",
    "shift",
    "shuffle_pixels",
    "split_half",
    "split_pixels",
    "split_subjects",
    "subjects",
    "threshold",
    "threshold_band",
    "threshold_multi",
    "train",
]
