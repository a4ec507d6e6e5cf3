"""The page that is sent is Streamlit's, but for what is said of it."""

from html.parser import HTMLParser

from segview.server import page
from segview.server.policy import content_security_policy


class Tags(HTMLParser):
    """All tags of a page, with their attributes."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))


STOCK, OURS = (Tags(text).tags for text in (page.INDEX.read_text("utf-8"), page.html()))


def test_a_font_is_not_what_comes_first():
    gone = [tag for tag in STOCK if tag not in OURS]
    assert [(name, told["as"]) for name, told in gone] == [("link", "font")]


def test_the_rest_is_as_it_was_and_a_script_comes_before_all_others():
    kept = [tag for tag in STOCK if tag[1].get("as") != "font"]
    first = next(at for at, (name, _) in enumerate(OURS) if name == "script")
    assert OURS[:first] + OURS[first + 1 :] == kept
    assert page.html().index("__streamlit") < page.html().index('type="module"')


def test_the_policy_lets_all_its_scripts_run():
    scripts = page.html().count("<script>")
    assert content_security_policy().count("'sha256-") == scripts == 2
