"""The section in which a method is applied to many images, with progress and cancel."""

from collections.abc import Iterable
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from segcore.writing import SUFFIXES, formats_for
from segview.images import brought, is_full, load_subject
from segview.lab import applying
from segview.lab.applying import Job
from segview.lesson import folder, inputs, page

FULL = (
    "There is no room for more results now. Save these, and go on with the others later, or with "
    "smaller images."
)
PAUSE = 0.1  # s between two images, in which the session does whatever else it is asked for


def show(slug: str, subject_id: str) -> None:
    """Offer to apply the method on screen to other images, and show how far this is.

    Parameters
    ----------
    slug : str
        The page whose method it is.
    subject_id : str
        The image on screen.
    """
    job = brought().job
    every = PAUSE if job and job.runs else None
    st.fragment(_section, run_every=every)(slug, subject_id, every)


def _section(slug: str, subject_id: str, every: float | None) -> None:
    st.markdown("**Apply to more images**")
    job = brought().job
    if every and not (job and job.runs):
        st.rerun()  # so that the section comes to rest
    if job and job.runs:
        _go_on(job)
    else:
        _begin(slug, subject_id)
        if job and job.found:
            _finished(job)


def _begin(slug: str, subject_id: str) -> None:
    images = folder.picker(folder.text(slug)).options
    others = [id for id in images if id != subject_id]
    ids = st.multiselect("Images", others, format_func=images.get, key="apply-images")
    with st.container(horizontal=True):
        if st.button("Apply", key="apply", disabled=not ids):
            _start(slug, subject_id, ids)
        volume = brought().volume
        of_volume = volume and volume.find(subject_id) is not None
        if of_volume and st.button(f"Apply to all {volume.length} slices", key="apply-slices"):
            _start(slug, subject_id, [f"{volume.id}@{at}" for at in range(volume.length)])


def _start(slug: str, subject_id: str, ids: list[str]) -> None:
    values = inputs.values(page.controls_of(slug, load_subject(subject_id)))
    brought().job = Job(slug, values, subject_id, ids)
    st.rerun()


def _go_on(job: Job) -> None:
    done, count = len(job.found), len(job.ids)
    st.progress(done / count, f"{done} of {count}")
    st.button("Cancel", key="apply-cancel", on_click=_stop)
    job.step()
    if is_full():
        job.stop(FULL)


def _stop() -> None:
    """Leave out the rest; the button is given no job: Streamlit keeps what it is given."""
    brought().job.stop()


def _finished(job: Job) -> None:
    left = len(job.ids) - len(job.found)
    st.caption(f"{len(job.found)} done{f', {left} left out' if left else ''}.")
    if job.why:
        st.error(job.why)
    st.html(_as_html(applying.table(job.found)))
    grids = [one.grid for one in job.found.values() if one.labels is not None]
    if not grids:
        return
    if "@" in job.ids[0]:
        format = formats_for(grids[0])[-1]
        _offer(partial(applying.volume, job.found, format), f"labels{SUFFIXES[format]}")
    else:
        _offer(partial(applying.archive, job.found), "labels.zip")


def _as_html(rows: list[dict[str, Any]]) -> str:
    """Rows of a table, each with values by heading; some lack some of them."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))

    def line(kind: str, values: Iterable[Any]) -> str:
        texts = (f"{value:.3f}" if isinstance(value, float) else str(value) for value in values)
        return f"<tr>{''.join(f'<{kind}>{escape(text)}</{kind}>' for text in texts)}</tr>"

    body = "".join(line("td", (row.get(heading, "") for heading in headings)) for row in rows)
    return f'<table class="segview-labels">{line("th", headings)}{body}</table>'


def _offer(write: partial, name: str) -> None:
    st.download_button(
        f"Results ({name.partition('.')[2]})",
        write,
        name,
        "application/octet-stream",
        key="apply-save",
        on_click="ignore",
    )
