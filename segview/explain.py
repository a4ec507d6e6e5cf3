"""Formulas with the numbers on screen in them."""

import numpy as np
import streamlit as st

from segcore import confusion_matrix, dice_coefficient


def dice_formula(truth: np.ndarray, result: np.ndarray) -> None:
    """Show how the Dice coefficient of two binary masks, (H, W), comes about."""
    (_, false_positive), (false_negative, true_positive) = confusion_matrix(truth, result, 2)
    dice = dice_coefficient(truth, result)
    tp, fp, fn = (
        f"{n:,}".replace(",", r"\,") for n in (true_positive, false_positive, false_negative)
    )
    st.latex(
        r"\text{Dice} = \frac{2\,TP}{2\,TP + FP + FN}"
        rf" = \frac{{2 \cdot {tp}}}{{2 \cdot {tp} + {fp} + {fn}}} = {dice:.3f}"
    )
    st.caption("TP: brain found · FP: called brain but is not · FN: brain missed")
