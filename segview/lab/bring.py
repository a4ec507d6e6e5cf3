"""Images and masks that a learner brings along: read, understood, and kept in the session."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from segcore import ImageError
from segview import images
from segview.cache.remembering import own_turn
from segview.images import Volume
from segview.lab import understood
from segview.lab.opened import MOST_CLASSES, Mask, Opened, at_page, open_image, open_mask
from segview.wording import as_text

LIMITS = (
    "PNG, JPEG, TIFF, NIfTI or DICOM; 64 MB and 16 million pixels at most. Of a DICOM series, one "
    "file is one slice; saved as NIfTI, the whole is a volume."
)
_SHOWN, _SAID, _KEEP = "segview-opened-as", "segview-opened-said", "segview-opened-keep"


def show() -> None:
    """Let the learner bring an image and a mask; say what was understood, and let it be changed."""
    st.file_uploader("Bring an image", key="own-image", on_change=_take_image, help=LIMITS)
    st.file_uploader("and its mask, if you have one", key="own-mask", on_change=_take_mask)
    for why in st.session_state.get(_SAID, ()):
        st.error(as_text(why))
    now = opened()
    if now is None:
        return
    with st.container(key="own-understood", border=True):
        _show_image(now)
        if now.mask:
            _show_mask(now.mask)


def opened() -> Opened | None:
    """The file that was brought last, as it is shown now."""
    return images.brought().opened


def put(now: Opened, index: int | None = None) -> None:
    """Show a file that was brought, or the same one as somebody has chosen to see it.

    Where it cannot be read, what was shown before stays, and a sentence says why.
    """
    try:
        _put(now, index)
    except ImageError as error:
        _say(str(error))


def _put(now: Opened, index: int | None) -> None:
    mine, id = images.brought(), images.new_id()
    axis = now.axis
    if axis:
        index = axis.length // 2 if index is None else index
        first = f"{id}@{index}"
        volume = Volume(id, axis.length, lambda at: now.subject(f"{id}@{at}", at))
    else:
        first, volume = id, None
    with own_turn():
        subject = now.subject(first, index)
    same = mine.opened is not None and mine.opened.data is now.data
    gone = mine.offer(subject, _replaced() if same else "", now)
    mine.volume = volume
    st.session_state[_SHOWN] = first
    st.session_state["image"] = {"value": first}
    _say(*(f"{title} had to make room for this one." for title in gone))


def show_slice(index: int) -> None:
    """Show another slice of the volume that was brought last, instead of the one there is."""
    mine = images.brought()
    id = f"{mine.volume.id}@{index}"
    try:
        mine.offer(mine.find(id), _replaced())
    except ImageError as error:
        _say(str(error))
        return
    st.session_state[_SHOWN] = id
    st.session_state["image"] = {"value": id}


def keep_slice() -> None:
    """Let the slice that is shown stay among the images when another one is shown."""
    st.session_state[_KEEP] = True


def shown_slice() -> int | None:
    """Which slice is shown of the volume that was brought last."""
    volume = images.brought().volume
    return volume.find(st.session_state[_SHOWN]) if volume else None


def _replaced() -> str:
    """Id of the image whose place the next one of the same file takes, unless it is to stay."""
    return "" if st.session_state.pop(_KEEP, False) else st.session_state[_SHOWN]


def _say(*sentences: str) -> None:
    st.session_state[_SAID] = sentences


def _take_image() -> None:
    _say()
    file, mask = st.session_state["own-image"], st.session_state.get("own-mask")
    if file is None:
        return
    try:
        now = open_image(file.getvalue(), file.name)
    except ImageError as error:
        _say(str(error))
        return
    put(now)
    if mask is not None and opened() is now:
        _take_mask()


def _take_mask() -> None:
    """Read a mask for the image that was brought last; that image stays if it does not fit."""
    file, now = st.session_state["own-mask"], opened()
    if now is None:
        _say() if file is None else _say("Bring the image first, then its mask.")
        return
    try:
        mask = file and open_mask(file.getvalue(), file.name, now)
    except ImageError as error:
        _say(str(error))
        return
    _change(lambda now: replace(now, mask=mask))


def _change(make: Callable[[Opened], Opened]) -> None:
    """Show the file in another way, at the slice where it is; if it cannot be, it stays.

    Callbacks are given no file: Streamlit keeps them for longer than the session lasts.
    """
    try:
        _put(make(opened()), shown_slice())
    except ImageError as error:
        _say(str(error))


def _show_image(now: Opened) -> None:
    """What was understood of the image, and the choices that it leaves."""
    contents, pick = now.contents, now.pick
    shown = images.brought().find(st.session_state[_SHOWN])
    if shown is not None:
        st.html(understood.picture(shown))
    st.caption("  \n".join(map(as_text, (now.name, *understood.lines(now)))))
    if contents.pages:
        _choose(
            "Picture in the file",
            "own-page",
            range(len(contents.pages)),
            lambda n: f"{contents.pages[n].name}, {_size(contents.pages[n].shape)}",
            pick.page,
            at_page,
        )
    if contents.channels:
        named = contents.channels[0] == "red"
        _choose(
            "Channel",
            "own-channel",
            [None] * named + list(range(len(contents.channels))),
            lambda n: "luminance" if n is None else contents.channels[n],
            pick.channel,
            lambda now, channel: replace(now, pick=replace(now.pick, channel=channel)),
        )
    if contents.windows:
        _choose(
            "Window",
            "own-window",
            [None, *contents.windows],
            lambda w: "all values" if w is None else f"centre {w[0]:g}, width {w[1]:g}",
            pick.window,
            lambda now, window: replace(now, pick=replace(now.pick, window=window)),
        )


def _show_mask(mask: Mask) -> None:
    """What was understood of the mask, and ways to understand it otherwise."""
    st.caption(as_text(understood.mask_line(mask)))
    st.html(understood.mask_table(mask))
    if len(mask.classes) == 2:
        st.button(
            "Swap rest and foreground",
            key="own-invert",
            on_click=lambda: _change(lambda now: replace(now, mask=now.mask.inverted())),
        )
    if len(mask.found) == 2:
        return
    with st.expander("Say which class each label is"):
        most = min(len(mask.found), MOST_CLASSES)
        for one in mask.found:
            _choose(
                understood.label(one),
                f"own-class-{one.key}",
                range(most),
                lambda n: f"label {n}" if n else "rest",
                mask.of[one.key],
                lambda now, n, key=one.key: replace(now, mask=now.mask.mapped(key, n)),
            )


def _choose(label, key, options, says, now, make) -> None:
    """A choice whose answer shows the file anew; it says what is shown, whatever was answered."""
    texts = dict(enumerate(map(says, options)))
    st.session_state[key] = options.index(now)
    choose = partial(_chosen, key, lambda now, number: make(now, options[number]))
    st.selectbox(label, list(texts), format_func=texts.get, key=key, on_change=choose)


def _chosen(key: str, make: Callable) -> None:
    _change(lambda now: make(now, st.session_state[key]))


def _size(shape: tuple[int, int]) -> str:
    return f"{shape[0]} × {shape[1]}"
