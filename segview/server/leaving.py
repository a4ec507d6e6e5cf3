"""What learners have brought along is gone soon after they are.

Streamlit keeps a session for a while, so that a browser whose connection was cut finds it again,
and then forgets it when another one happens to end. Here it ends in time.
"""

import asyncio
import gc
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from streamlit import config, runtime
from streamlit.runtime.state import SessionState

if TYPE_CHECKING:  # the server watches before it loads what makes images
    from segview.images import Brought

PACE = 10  # seconds between two looks

_present: dict[str, tuple["Brought", SessionState]] = {}


def attend(session: str, brought: "Brought", state: SessionState) -> None:
    """Look after what a session, named by its id, holds of its learner."""
    _present[session] = brought, state


def within() -> float:
    """Within how many seconds of their leaving all that learners brought is gone."""
    return config.get_option("server.disconnectedSessionTTL")


@asynccontextmanager
async def watch(_: object) -> AsyncIterator[None]:
    """End sessions that were left, for as long as the server runs."""
    looking = asyncio.create_task(_look())
    try:
        yield
    finally:
        looking.cancel()


async def _look() -> None:
    left: dict[str, float] = {}
    while True:
        await asyncio.sleep(PACE)
        if runtime.exists() and _end(left, within() - 2 * PACE):
            await asyncio.to_thread(gc.collect)


def _end(left: dict[str, float], patience: float) -> bool:
    """End the sessions that nobody has come back to for so many seconds.

    Returns whether one of them had brought something. `left` says since when each is alone.
    """
    now, streamlit, freed = time.monotonic(), runtime.get_instance(), False
    for session, (brought, state) in list(_present.items()):
        if streamlit.is_active_session(session):
            left.pop(session, None)
        elif now - left.setdefault(session, now) >= patience:
            freed |= bool(brought.subjects)
            streamlit.close_session(session)
            # Where Streamlit has forgotten the session, or holds on to it, it keeps all it had.
            streamlit.uploaded_file_mgr.remove_session_files(session)
            state.clear()
            brought.forget()
            del left[session], _present[session]
    return freed
