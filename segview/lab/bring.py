"""Images and masks that a learner brings along: read, understood, and kept in the session."""

import numpy as np
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from segcore import ImageError, Subject, read_image, read_mask
from segview import images

_REFUSED = "segview-refused"
TYPES = ["png", "jpg", "jpeg", "tif", "tiff", "nii", "gz", "dcm"]


def show() -> None:
    """Let the learner bring an image and a mask; what cannot be read is told in a sentence."""
    st.file_uploader("Bring an image", TYPES, key="own-image", on_change=_take)
    st.file_uploader("and its mask, if you have one", TYPES, key="own-mask", on_change=_take)
    if why := st.session_state.get(_REFUSED):
        st.error(why)


def _take() -> None:
    """Read what was brought and show it; what was there before stays if it cannot be read."""
    st.session_state[_REFUSED] = ""
    picture, mask = st.session_state["own-image"], st.session_state["own-mask"]
    if picture is None:
        return
    try:
        subject = _read(picture, mask)
        images.brought().keep(subject)
    except ImageError as error:
        st.session_state[_REFUSED] = str(error)
        return
    st.session_state["image"] = {"value": subject.id}


def _read(picture: UploadedFile, mask: UploadedFile | None) -> Subject:
    image = read_image(picture.getvalue(), picture.name)
    truth = None if mask is None else read_mask(mask.getvalue(), mask.name, image.shape)
    if truth is not None:
        _, truth = np.unique(truth, return_inverse=True)
    count = 0 if truth is None else int(truth.max()) + 1
    names = ("rest", "foreground") if count == 2 else tuple(f"label {n}" for n in range(count))
    source = f"{picture.name}, your own"
    return Subject.of(images.new_id(), picture.name, image, truth, classes=names, source=source)
