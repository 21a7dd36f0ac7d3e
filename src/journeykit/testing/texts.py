"""Texts and ids: every alphabet, and whatever has ever broken a writer, a reader or a drawing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hypothesis import strategies as st

__all__ = ["ALPHABETS", "ids", "texts"]


def _joined(*pieces: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), min_size=1, max_size=4).map("".join)


_WORDS_OF_YAML = """
yes no on Off true null ~ 1 -1.5 1e3 0x1F 0o7 .inf .nan 1_000 12:30:45 2026-05-04 - ? : a: # {a} [a] *a &a !a !!str %a
@a | > --- ... << = ref '' \\
"""
_PROSE_OF_YAML = (
    *("- a", "? a", ": b", "a: b", "a #b", "> a", "--- a", "a, b", "{ref: a}", "in order", "a >> b"),
    *("a\n b", "a\n\n\nb\n", " a\nb", "a\n---\nb"),
)
ALPHABETS: Mapping[str, st.SearchStrategy[str]] = MappingProxyType(
    {
        "ascii": st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=12),
        "german": st.text("aäöüßÄÖÜẞ éZz-", min_size=1, max_size=12),
        "cjk": st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=6)
        | _joined("ひらがな", "カタカナ", "한국어", "\uff0c", "。", "「」", "𠮷"),
        "emoji": _joined("👩‍👩‍👧", "🏳️‍🌈", "🇩🇪", "☎️", "👍🏽", "🙂", "🧑🏿‍🚀", "1️⃣"),
        "rtl": _joined("שלום", "مرحبا", " ", "abc", "\u200f", "\u202e", "\u2066", "٣"),
        "combining": _joined("e\u0301", "\u0301", "Z\u0351\u036b\u0343", "ᄒ\u1161\u11ab", "กำ", "\u200d", "\u200b"),
        "control": st.text(
            st.characters(max_codepoint=0x1F) | st.characters(min_codepoint=0x7F, max_codepoint=0x9F),
            min_size=1,
            max_size=4,
        ),
        "breaks": _joined("\n", "\r", "\r\n", "\t", "\x85", "\u2028", "\u2029", "\ufeff", "\v", "\f", "a", " b"),
        "quotes": _joined('"', "'", "`", "\xb4", "„", "“", "”", "«", "\u2019", "a", '"""', "'''"),
        "markup": _joined("]]>", "<script>alert(1)</script>", "&amp;", "<!--", "-->", "<b>x</b>", "<br/>", "&")
        | _joined("%s", "{0}", "${x}", "{{x}}", "{% x %}", "|", "[a](javascript:alert(1))", "f'{x}'"),
        "yaml": st.sampled_from((*_WORDS_OF_YAML.split(), *_PROSE_OF_YAML)),
        "backslash": _joined("\\", "a\\", "\\n", "\\\\", "\\u0041", "\\N{DASH}", "a"),
        "blank": st.sampled_from(
            ["", " ", "  ", " a", "a ", "\ta", "a\t", "\n", "a\n", "\na", "\u00a0a", "\u3000", "a  b"]
        ),
        "any": st.text(st.characters(exclude_categories=["Cs"]), max_size=12),  # half characters are no text
    },
)
"""Strategies for texts by the name of their alphabet."""


def texts(*alphabets: str) -> st.SearchStrategy[str]:
    """Texts of some alphabets (see `ALPHABETS`), or of all of them.

    >>> from hypothesis import find
    >>> find(texts("german"), lambda text: "ß" in text)
    'ß'
    """
    return st.one_of(*(ALPHABETS[name] for name in alphabets or ALPHABETS))


_LETTERS = st.sampled_from("abcz")
_REST = st.text("abz09_", max_size=5)
_AWKWARD = """
a class import none true null no on y id ref text in_order jk journey self a_ a__b e1
touchpoint steps stages end start drop_off print list
"""


def ids() -> st.SearchStrategy[str]:
    """Ids, among them reserved words of Python, YAML and the format, and one as long as it may be.

    >>> from hypothesis import find
    >>> len(find(ids(), lambda name: len(name) > 60))
    64
    """
    return st.sampled_from((*_AWKWARD.split(), "a" * 64)) | st.builds(str.__add__, _LETTERS, _REST)
