"""Images and masks that a learner brings along: read, understood, and kept in the session."""

import numpy as np
import streamlit as st

from segcore import ImageError, Subject, read_image, read_mask
from segview import images

TYPES = ["png", "jpg", "jpeg", "tif", "tiff", "nii", "gz", "dcm"]


def show() -> None:
    """Let the learner bring an image and a mask, and say what was understood."""
    picture = st.file_uploader("Bring an image", TYPES, key="own-image")
    mask = st.file_uploader("and its mask, if you have one", TYPES, key="own-mask")
    if picture is None:
        return
    try:
        _keep(picture, mask)
    except ImageError as error:
        st.error(str(error))


def _keep(picture, mask) -> None:
    """Read what was brought, once, and show it."""
    mine = images.brought()
    files = (picture.file_id, mask and mask.file_id)
    if st.session_state.get("segview-read") == files:
        return
    image = read_image(picture.getvalue(), picture.name)
    truth = None if mask is None else read_mask(mask.getvalue(), mask.name, image.shape)
    if truth is not None:
        _, truth = np.unique(truth, return_inverse=True)
    count = 0 if truth is None else int(truth.max()) + 1
    names = ("rest", "foreground") if count == 2 else tuple(f"label {n}" for n in range(count))
    subject = Subject.of(
        images.new_id(),
        picture.name,
        image,
        truth,
        classes=names,
        source=f"{picture.name}, your own",
    )
    mine.subjects[subject.id] = subject
    st.session_state["segview-read"] = files
    st.session_state["image"] = {"value": subject.id}
    st.rerun()
