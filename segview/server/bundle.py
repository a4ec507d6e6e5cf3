"""Our ES modules as one, so that a page asks once; each runs when it is first needed."""

import json
import posixpath
import re
from collections.abc import Mapping

_IMPORT = re.compile(r"^import (?:(\{.+\}) from )?\"(\.[^\"]+)\";$", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) (\w+))", re.MULTILINE)
_DEFAULT = re.compile(r"^export default (?=\S)", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_USE = """\
const made = {};

/** What a module exports. */
export const use = (name) => (made[name] ??= scopes[name]());
"""
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def bundle(modules: Mapping[str, str]) -> str:
    """Write modules as one that exports ``use(name)``, which gives what the module exports.

    Parameters
    ----------
    modules : mapping
        Sources by path. Names must not change after they are exported, and imports have no circles.

    Returns
    -------
    str
        An ES module. Each source stands in it line by line, behind one line of ours.

    Raises
    ------
    ValueError
        Where a module imports or exports in a form that is not known here.
    """
    scopes = [
        f"{json.dumps(name)}() {{ const exports = {{}};\n{_scope(name, source)}\n}},\n"
        for name, source in modules.items()
    ]
    return f"const scopes = {{\n{''.join(scopes)}}};\n{_USE}"


def _scope(name: str, source: str) -> str:
    """The body of a function that returns what the module exports."""

    def take(found: re.Match) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), found[2]))
        names = f"const {found[1].replace(' as ', ': ')} = " if found[1] else ""
        return f"{names}use({json.dumps(path)});"

    exported = ", ".join(_EXPORT.findall(source))
    body = _IMPORT.sub(take, source)
    body = _DEFAULT.sub("exports.default = ", _EXPORT.sub("", body))
    if other := _OTHER.search(body):
        raise ValueError(f"{name} has “{other[0]}”, which cannot be bundled as it is written.")
    return f"{body}\nreturn Object.assign(exports, {{ {exported} }});"


def source_map(modules: Mapping[str, str]) -> str:
    """Say which line of `bundle` is which line of a module, so that errors name our files.

    Parameters
    ----------
    modules : mapping
        As for `bundle`.

    Returns
    -------
    str
        A source map, revision 3 (ECMA-426).
    """
    lines, last = [""], 0
    for place, source in enumerate(modules.values()):
        count = source.count("\n") + 1
        first = "A" + _digits(min(place, 1)) + _digits(-last) + "A"
        lines += ["", first, *["AACA"] * (count - 1), "", ""]
        last = count - 1
    told = {
        "version": 3,
        "sources": list(modules),
        "sourcesContent": list(modules.values()),
        "names": [],
        "mappings": ";".join(lines),
    }
    return json.dumps(told, ensure_ascii=False)


def _digits(number: int) -> str:
    """A number as a source map has it: six bits to a digit, the sign last, the lowest first."""
    rest, found = (abs(number) << 1) | (number < 0), ""
    while True:
        rest, digit = rest >> 5, rest & 31
        found += _DIGITS[digit | (32 if rest else 0)]
        if not rest:
            return found
