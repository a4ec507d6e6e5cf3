"""Open lessons the way Streamlit does, without a browser."""

import json
from urllib.parse import parse_qsl

import pytest
from screens import Screen, Told
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from segcore import subjects
from segview.lesson.terms import AGREED


def _strict(text):
    """Read JSON as a browser does, which knows neither NaN nor infinity."""

    def reject(constant):
        raise ValueError(f"{constant} is not JSON")

    return json.loads(text, parse_constant=reject)


def _of(*kinds):
    """Take from the guide what it tells of steps of these kinds."""
    return lambda guide: [step["data"] for step in guide["steps"] if step["kind"] in kinds]


IN_GUIDE = {
    "quiz": _of("check", "predict"),
    "task": _of("find", "draw"),
    "goal": _of("reach"),
    "recap": _of("results"),
    "exercise": lambda guide: list(guide["exercises"].values()),
    "presets": lambda guide: [guide["presets"]] if guide["presets"] else [],
}


class Page(Told):
    """What a learner has on screen, now.

    Attributes
    ----------
    app : AppTest
        The session behind it.
    """

    def __init__(self, app):
        self.app = app

    @property
    def complaints(self):
        """Messages of all exceptions on screen; what was printed to the log says more."""
        return [element.message for element in self.app.exception]

    def data(self, component):
        """Data of all components of one kind, in order, or of what is in the guide."""
        if component in IN_GUIDE:
            return [part for guide in self.data("guide") for part in IN_GUIDE[component](guide)]
        return [_strict(proto.json) for proto in self._protos(component)]

    def kinds(self):
        """For each place on the page, whether a block or an element is there: (path, bool)."""
        todo = [((), self.app.main)]
        while todo:
            path, node = todo.pop()
            children = getattr(node, "children", None)
            yield path, children is not None
            todo += [((*path, at), child) for at, child in (children or {}).items()]

    @property
    def packed(self):
        """Bytes of all arrays sent to the browser."""
        return [proto.bytes for proto in self._protos("store")]

    def _protos(self, component):
        found = (element.proto for element in self.app.get("bidi_component"))
        return [proto for proto in found if proto.component_name == f"segview.{component}"]


@pytest.fixture(scope="session", autouse=True)
def quick_sessions():
    """Spare every session a search of all installed packages for components: ours are inline."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            BidiComponentManager, "discover_and_register_components", lambda *a, **options: None
        )
        yield


@pytest.fixture(scope="session")
def visit():
    """Return a function that shows a lesson: ``visit(slug, query="", moved={})``; see `Screen`."""
    return Screen


@pytest.fixture(scope="session")
def open_page(root):
    """Return a function that opens a page in a session of its own; more arguments as for `visit`.

    `query` is the query string of the URL. `moved` says what the learner did before: values by
    session key, such as ``{"threshold": 0.5, "image": "textures"}``. The first page has
    no slug. `agreed` says whether they have agreed to the terms of the images.
    """

    def open_page(slug, query="", moved=None, agreed=True):
        app = AppTest.from_file(root / "segview" / "course" / "script.py", default_timeout=60).run()
        if agreed:
            app.session_state[AGREED] = frozenset({one.terms.id for one in subjects() if one.terms})
        for key, value in (moved or {}).items():
            app.session_state[key] = {"value": value}
        app.query_params = dict(parse_qsl(query, keep_blank_values=True))
        if slug:
            app._page_hash = calc_hash(slug)  # switch_page knows files only
        return Page(app.run())

    return open_page
