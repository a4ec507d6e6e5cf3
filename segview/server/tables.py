"""No tables: what components are sent is numbers and words."""

from streamlit.components.v2.bidi_component import serialization


def do_without() -> None:
    """Spare Streamlit the search for tables in all it sends, for which it would load pandas."""
    serialization.is_dataframe_like = lambda value: False
