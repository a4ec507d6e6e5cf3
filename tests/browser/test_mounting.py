"""How a component lives in its place: ``web/mounting.js``, called as Streamlit calls it."""

import pytest

from segview.server.assets import BUNDLE, address

SET_UP = """async (address) => {
  const { use } = await import(address);
  const { mount } = use("mounting.js");
  window.told = [];
  class Part {
    constructor(root, data) {
      told.push(`new ${data}`);
      this.box = root.appendChild(document.createElement("i"));
    }
    update({ data }) {
      told.push(`update ${data}`);
    }
    remove() {
      told.push("remove");
      this.box.remove();
    }
  }
  window.root = document.body.appendChild(document.createElement("div"));
  window.call = (data, identity) => mount({ data, parentElement: root }, Part, identity);
}"""


@pytest.fixture
def tell(browser, server):
    """Return a function: what a part was told while a script ran, and how many there are after."""
    window = browser.new_page()
    window.goto(f"{server}/_stcore/health")
    window.evaluate(SET_UP, f"{server}/{address(BUNDLE)}")
    yield lambda script: window.evaluate(
        f"() => {{ {script}; return [told, root.children.length]; }}"
    )
    window.close()


def test_a_part_is_made_once_and_told_of_every_call(tell):
    assert tell("call(1); call(2)") == [["new 1", "update 1", "update 2"], 1]


def test_with_another_identity_another_part_takes_its_place(tell):
    script = "call(1, ['a']); call(2, ['a']); call(3, ['b'])"
    made = ["new 1", "update 1", "update 2", "remove", "new 3", "update 3"]
    assert tell(script) == [made, 1]


def test_what_newer_data_overtook_takes_nothing_away(tell):
    assert tell("const clean = call(1); call(2); clean()") == [["new 1", "update 1", "update 2"], 1]


def test_with_its_place_the_part_goes_once(tell):
    script = "const cleans = [call(1), call(2)]; root.remove(); cleans.forEach((clean) => clean())"
    assert tell(script) == [["new 1", "update 1", "update 2", "remove"], 0]


def test_a_place_that_comes_back_gets_a_new_part(tell):
    script = "const clean = call(1); root.remove(); clean(); document.body.append(root); call(2)"
    assert tell(script) == [["new 1", "update 1", "remove", "new 2", "update 2"], 1]
