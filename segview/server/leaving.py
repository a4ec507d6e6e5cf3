"""What learners have brought along is gone soon after they are.

Streamlit keeps a session for a while, so that a browser whose connection was cut finds it again,
and then forgets it when another one happens to end. Those with images of somebody end here.
"""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary, WeakMethod

from streamlit import config, runtime

from segview.images import Brought

PACE = 10  # seconds between two looks

_present: WeakKeyDictionary[Brought, tuple[str, WeakMethod]] = WeakKeyDictionary()


def attend(brought: Brought, session: str, clear: Callable[[], None]) -> None:
    """Look after what a session holds of its learner.

    Parameters
    ----------
    brought : Brought
        The images.
    session : str
        Id of the session.
    clear : callable
        A method that empties the session: Streamlit keeps the one that ended last, all callbacks
        of its inputs included, until somebody else comes.
    """
    _present[brought] = session, WeakMethod(clear)


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
    for brought, (session, clear) in list(_present.items()):
        if streamlit.is_active_session(session) or not brought.subjects:
            left.pop(session, None)
        elif now - left.setdefault(session, now) >= patience:
            streamlit.close_session(session)
            brought.forget()
            if empty := clear():
                empty()
            del left[session]
            ended = True
    return ended
