"""A plain tree as YAML that a person would keep: block style, prose on lines of its own, quotes only where needed.

What is written here is read alike by readers of YAML 1.1 and 1.2; ruamel's own writer is not used because it breaks
long prose into lines, cannot quote by our stricter rule, and takes seconds for a large map.
"""

from __future__ import annotations

import json
import re

from journeykit.io.yaml12.scalars import looks_special

__all__ = ["block_sign", "emit", "is_block", "text_of"]

_PLAIN = re.compile(
    r"(?![-?:](?:\s|$))"  # a dash, question mark or colon that stands alone begins something else
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~.][^\x00-\x1f]*|-[^\s\-\[\]{},][^\x00-\x1f]*"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]")
_UNSAFE = re.compile(r":(?=\s|$)|\s#|\s$|^\s|" + _CONTROL.pattern)
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WORD = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_NARROW = 60  # characters of a list of words that may stand on one line

Lines = list[str]


def emit(tree: dict[str, object]) -> str:
    r"""The tree as a YAML document with a final newline.

    >>> print(emit({"id": "a", "tags": ["web", "app"], "steps": [{"wait": "w", "note": "a\nb"}, "no"]}), end="")
    id: a
    tags: [web, app]
    steps:
      - wait: w
        note: |-
          a
          b
      - "no"
    """
    lines: Lines = []
    _mapping(tree, "", lines)
    return "\n".join(lines) + "\n" if lines else "{}\n"


def _mapping(tree: dict[str, object], indent: str, lines: Lines) -> None:
    for key, value in tree.items():
        _value(f"{indent}{text_of(key)}:", value, indent, lines)


def _value(head: str, value: object, indent: str, lines: Lines) -> None:
    """Add `head` with the value behind it, or on the lines below it."""
    deeper = f"{indent}  "
    if isinstance(value, dict) and value:
        lines.append(head)
        _mapping(value, deeper, lines)
    elif isinstance(value, list) and value:
        row = _row(value)
        if row is not None:
            lines.append(f"{head} {row}")
            return
        lines.append(head)
        for item in value:
            _item(item, deeper, lines)
    elif isinstance(value, str) and is_block(value):
        lines.append(f"{head} {block_sign(value)}")
        lines.extend(f"{deeper}{line}" if line else "" for line in value.removesuffix("\n").split("\n"))
    else:
        lines.append(f"{head} {_scalar(value)}")


def _item(item: object, indent: str, lines: Lines) -> None:
    if not isinstance(item, dict | list) or not item:
        _value(f"{indent}-", item, indent, lines)
        return
    inner: Lines = []
    if isinstance(item, dict):
        _mapping(item, f"{indent}  ", inner)
    else:
        for each in item:
            _item(each, f"{indent}  ", inner)
    lines.append(f"{indent}- {inner[0][len(indent) + 2 :]}")
    lines.extend(inner[1:])


def _row(items: list[object]) -> str | None:
    """A short list of words or numbers on one line, None where the items need lines of their own."""
    words = [_scalar(item) for item in items if not isinstance(item, dict | list)]
    if len(words) < len(items) or sum(map(len, words)) > _NARROW:
        return None
    if any(isinstance(item, str) and not _WORD.fullmatch(word) for item, word in zip(items, words, strict=True)):
        return None
    return f"[{', '.join(words)}]"


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return text_of(value)
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, list):
        return "[]"
    text = json.dumps(value, allow_nan=False)  # null, true, false and numbers are the same in both
    return text.replace("e", ".0e") if isinstance(value, float) and "." not in text else text  # 1e+16, for YAML 1.1


def text_of(text: str) -> str:
    """Unquoted where no reader can misread it, else in double quotes."""
    if _PLAIN.fullmatch(text) and not _UNSAFE.search(text) and not looks_special(text):
        return text
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(text, ensure_ascii=False))


def is_block(text: str) -> bool:
    """Whether a text of several lines may stand as it is: each line begins and ends with a visible character."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) == 1 or _CONTROL.search(text.replace("\n", "")):
        return False
    return bool(lines[0] and lines[-1]) and all(line == line.strip() for line in lines)


def block_sign(text: str) -> str:
    """What announces a text of several lines: whether its last line ends in a break of its own."""
    return "|" if text.endswith("\n") else "|-"
