"""Texts that are nearly the same: found by hashing, so that ten thousand texts take no longer than they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import normalize

__all__ = ["folded", "twins"]

_SHORTEST = 5  # letters of a text in which one of them may differ: "pay" and "say" are two words
_LONGEST = 80


def folded(text: str) -> str:
    """A text without case, accents on compatible characters, punctuation and runs of white space.

    >>> folded("E-Mail  "), folded("e mail")
    ('email', 'email')
    """
    return "".join(each for each in normalize("NFKC", text).casefold() if each.isalnum())


def twins(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different texts of which one looks like a slip of the other, each text once, in order.

    They are the same but for case, spaces and punctuation, or differ in one letter that was changed, left out, added,
    or swapped with its neighbour. Digits tell things apart: `Call 1` and `Call 2` are no twins, and neither are texts
    that differ in their last letter alone, like singular and plural.

    >>> list(twins(["Get a quote", "get a quote", "Call 1", "Call 2", "Sign the contract", "Sign the contrcat"]))
    [('Get a quote', 'get a quote'), ('Sign the contract', 'Sign the contrcat')]
    """
    seen: dict[str, str] = {}
    plain = {text: folded(text) for text in dict.fromkeys(texts)}
    for text, short in plain.items():
        keys = set(_keys(short[:_LONGEST]))
        near = sorted({seen[key] for key in keys if key in seen}, key=texts.index) if keys & seen.keys() else []
        first = next((each for each in near if _alike(plain[each], short)), None)
        if first is not None:
            yield first, text
        for key in keys:
            seen.setdefault(key, text)


def _keys(text: str) -> Iterable[str]:
    """What texts that differ in one letter share: the text without each of its letters, digits told apart."""
    digits, letters = _digits(text), "".join(each for each in text if not each.isdigit())
    yield f"{digits} {letters}"
    if len(text) >= _SHORTEST:
        yield from (f"{digits} {letters[:index]}{letters[index + 1 :]}" for index in range(len(letters)))


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    if _digits(a) != _digits(b) or min(len(a), len(b)) < _SHORTEST or max(len(a), len(b)) > _LONGEST:
        return False
    start = next((index for index, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if start >= max(len(a), len(b)) - 1:
        return False
    if len(a) == len(b):
        swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
        return swapped or a[start + 1 :] == b[start + 1 :]
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer[start + 1 :] == shorter[start:]


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isdigit())
