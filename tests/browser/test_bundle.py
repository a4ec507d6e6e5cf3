"""Modules as one, run by the browser; and where its lines come from."""

import json
import re

import pytest

from segview.server import assets
from segview.server.bundle import bundle, source_map

MODULES = {
    "a.js": 'import { count, raise as more } from "./deep/b.js";\nimport "./c.js";\n'
    "export const all = () => [more(), count.now];\n"
    "export class Thing {}\nexport async function later() {}\nexport function* many() {}\n",
    "c.js": "globalThis.ran = [...(globalThis.ran ?? []), 'c'];",
    "deep/b.js": 'import { zero } from "../zero.js";\n'
    "globalThis.ran = [...(globalThis.ran ?? []), 'b'];\n"
    "export const count = { now: zero };\nexport function raise() {\n  return ++count.now;\n}\n",
    "entry.js": 'import { all } from "./a.js";\nexport default (by) => [by, ...all()];\n',
    "other.js": "export default function named() {\n  return this === undefined;\n}\n",
    "zero.js": "export const zero = 0;\n",
}


@pytest.fixture
def run(browser):
    """Evaluate a JavaScript expression that may use what a bundle of some modules exports."""
    window = browser.new_page()

    def run(expression, modules=MODULES):
        return window.evaluate(
            f"""async (text) => {{
              const file = URL.createObjectURL(new Blob([text], {{ type: "text/javascript" }}));
              const {{ use }} = await import(file);
              return {expression};
            }}""",
            bundle(modules),
        )

    yield run
    window.close()


def test_modules_give_each_other_what_they_export(run):
    assert run('use("entry.js").default("x")') == ["x", 1, 1]
    assert run('(0, use("other.js").default)()') is True, "a module is strict"
    assert run('Object.keys(use("a.js"))') == ["all", "Thing", "later", "many"]
    assert run('[...Object.keys(use("entry.js"))]') == ["default"]


def test_a_module_runs_once_when_it_is_first_needed(run):
    assert run("globalThis.ran") is None
    assert run('use("other.js") && globalThis.ran') is None
    assert run('use("entry.js") && use("a.js") && use("deep/b.js") && globalThis.ran') == ["b", "c"]


def test_those_who_ask_for_a_module_share_it(run):
    twice = '(use("deep/b.js").raise(), use("entry.js").default("x"))'
    assert run(twice) == ["x", 2, 2]


@pytest.mark.parametrize(
    "line",
    [
        'import * as all from "./zero.js";',
        'import zero from "./zero.js";',
        "export { zero };",
        'export * from "./zero.js";',
        "export let zero = 0;",
    ],
)
def test_other_forms_are_refused(line):
    with pytest.raises(ValueError, match=re.escape(f"wrong.js has “{line}”")):
        bundle(MODULES | {"wrong.js": f"const a = 1;\n{line}\n"})


def places(mappings):
    """Per line of a bundle: None, or (place of the file, line in it), decoded from bits."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    state, found = [0, 0, 0, 0], []
    for line in mappings.split(";"):
        bits, numbers = "", []
        for letter in line:
            six = f"{alphabet.index(letter):06b}"
            bits = six[1:] + bits
            if six[0] == "0":
                numbers.append(int(bits[:-1], 2) * (-1 if bits[-1] == "1" else 1))
                bits = ""
        state = [a + b for a, b in zip(state, numbers or [0] * 4, strict=True)]
        found.append((state[1], state[2]) if numbers else None)
    return found


@pytest.mark.parametrize("modules", [MODULES, assets._modules()], ids=["small", "ours"])
def test_every_line_is_known_to_be_of_its_file(modules):
    lines = bundle(modules).split("\n")
    told = json.loads(source_map(modules))
    sources = [source.split("\n") for source in told["sourcesContent"]]
    mapped = places(told["mappings"])
    assert told["sources"] == list(modules)
    assert sum(place is not None for place in mapped) == sum(map(len, sources))
    for line, place in zip(lines, mapped, strict=False):
        if place:
            original = sources[place[0]][place[1]]
            if not original.startswith(("import", "export")):
                assert line == original
