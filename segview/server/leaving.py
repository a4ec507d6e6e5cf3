"""What learners have brought along is gone soon after they are.

Streamlit keeps a session for a while, so that a browser whose connection was cut finds it again,
and then forgets it when another one happens to end. Those with images of somebody end here.
"""

import asyncio
import gc
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from streamlit import config, runtime

if TYPE_CHECKING:  # the server watches before it loads what makes images
    from segview.images import Brought

PACE = 10  # seconds between two looks

_present: WeakKeyDictionary["Brought", str] = WeakKeyDictionary()


def attend(brought: "Brought", session: str) -> None:
    """Look after what a session, named by its id, holds of its learner."""
    _present[brought] = session


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
        kept = config.get_option("server.disconnectedSessionTTL")
        # What Streamlit counts as forgotten cannot be ended any more, though it is still there.
        if runtime.exists() and _end(left, kept - 2 * PACE):
            await asyncio.to_thread(gc.collect)


def _end(left: dict[str, float], patience: float) -> bool:
    """End the sessions that nobody has come back to for so many seconds; whether there were any.

    `left` says since when each is alone.
    """
    now, streamlit, ended = time.monotonic(), runtime.get_instance(), False
    for brought, session in list(_present.items()):
        if streamlit.is_active_session(session) or not brought.subjects:
            left.pop(session, None)
        elif now - left.setdefault(session, now) >= patience:
            # Streamlit holds on to the session that ended last until somebody else comes.
            if found := streamlit._session_mgr.get_session_info(session):
                found.session.session_state.clear()
            streamlit.close_session(session)
            brought.forget()
            del left[session]
            ended = True
    return ended
