"""Compute for image segmentation: NumPy arrays in, NumPy arrays out.

Images are ``(H, W)`` float arrays in [0, 1], labels ``(H, W)`` integer arrays,
and a feature space holds one row per pixel: ``(H * W, d)``.
"""

from segcore.bins import count_per_bin
from segcore.ceiling import Ceiling, ceiling
from segcore.classifiers import CLASSIFIERS, train
from segcore.clustering import gaussian_mixture, kmeans
from segcore.confusion import count_swapped, mistaken_for
from segcore.cuts import best_cuts, label_changes, midpoints
from segcore.fates import class_fates
from segcore.features import FILTERS, FeatureSpace, feature_space
from segcore.halves import cut_in_half
from segcore.kernels import gaussian_weights
from segcore.likeness import shared_part, wrong_beside_right
from segcore.marks import mark_pixels, marked_pixels
from segcore.masks import disc, flip_labels, structures
from segcore.naming import name_clusters
from segcore.pairs import rank_pairs, rule_regions
from segcore.patches import crop, grey_range, look_alikes, magnify
from segcore.patchwork import count_patches
from segcore.perturb import add_noise, pad, resize, shift, shuffle_pixels
from segcore.places import shuffle_places
from segcore.pooling import pooled_dice
from segcore.reading import ImageError, read_image, read_mask
from segcore.regions import decision_regions
from segcore.scaling import Scaled, standardise, stretch
from segcore.scores import (
    accuracy,
    confusion_matrix,
    dice_coefficient,
    dice_multiclass,
    hausdorff_distance,
    iou,
)
from segcore.selection import forward_selection
from segcore.splits import Split, split_half, split_pixels, split_subjects
from segcore.subjects import Subject, load_subject, subjects
from segcore.sweeps import score_thresholds
from segcore.thinning import thin
from segcore.thresholds import (
    best_band,
    best_threshold,
    otsu,
    threshold,
    threshold_band,
    threshold_multi,
)
from segcore.tuning import try_threshold
from segcore.unseen import predict_unseen

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
    "class_fates",
    "confusion_matrix",
    "count_patches",
    "count_per_bin",
    "count_swapped",
    "crop",
    "cut_in_half",
    "decision_regions",
    "dice_coefficient",
    "dice_multiclass",
    "disc",
    "feature_space",
    "flip_labels",
    "forward_selection",
    "gaussian_mixture",
    "gaussian_weights",
    "grey_range",
    "hausdorff_distance",
    "iou",
    "kmeans",
    "label_changes",
    "load_subject",
    "look_alikes",
    "magnify",
    "mark_pixels",
    "marked_pixels",
    "midpoints",
    "mistaken_for",
    "name_clusters",
    "otsu",
    "pad",
    "pooled_dice",
    "predict_unseen",
    "rank_pairs",
    "read_image",
    "read_mask",
    "resize",
    "rule_regions",
    "score_thresholds",
    "shared_part",
    "shift",
    "shuffle_pixels",
    "shuffle_places",
    "split_half",
    "split_pixels",
    "split_subjects",
    "standardise",
    "stretch",
    "structures",
    "subjects",
    "thin",
    "threshold",
    "threshold_band",
    "threshold_multi",
    "train",
    "try_threshold",
    "wrong_beside_right",
]
