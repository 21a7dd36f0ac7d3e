"""Between which characters a line may break, by the rules of UAX #14 that matter on a card.

A line breaks after spaces, after a hyphen, dash or slash inside a word, after a zero-width space, and on either side of
ideographs, kana, Hangul and emoji. It never begins with closing punctuation or a small kana and never ends with an
opening bracket (kinsoku); no-break spaces and word joiners hold. Thai, Lao, Khmer and Myanmar words are not looked up
in a dictionary: their runs break at zero-width spaces, and where they are wider than a line, between whole syllable
clusters.
"""

from __future__ import annotations

import re
import unicodedata

from journeykit.render.text.letters import SIMPLE, breaks_alone, clusters

__all__ = ["breaks_elsewhere", "pieces", "splits", "whole_syllables"]

_CLOSING = frozenset(
    "、。，．・：；？！）」』】〉》〕”’…ー％%)]}!,.:;?»"  # noqa: RUF001 - never at the start of a line
    "›‥〜～｝｠〗〙〞〟｡｣､･ゝゞヽヾ々〻゛゜‼⁇⁈⁉"  # noqa: RUF001 - as above
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "।॥၊။៖។៕ๆฯ"  # the stops and repetition marks of Indic and Southeast Asian scripts
)
_OPENING = frozenset("（「『【〈《〔［｛｟〖〘〝｢“‘„‚([{¿¡")  # noqa: RUF001 - never at the end of a line
_GUILLEMETS = frozenset("«‹")  # noqa: RUF001 - opening in French, closing in German
_HOLDING = frozenset("\u00a0\u202f\u2060\ufeff\u2011")
_DASHES = "-–—/"  # noqa: RUF001 - dashes of all lengths
_LEADERS = frozenset("…‥—")  # are not taken apart
_DASHED = re.compile(f"[{_DASHES}]")
_SPACED = re.compile(" [%)\\]}!,.:;?»›”’…‥]")  # noqa: RUF001 - what may belong to the word before the space
_QUOTED = re.compile("[«‹]")  # noqa: RUF001 - may open a quotation
_HELD = re.compile("[-–—/«‹\u00a0\u202f\u2011]")  # noqa: RUF001 - dashes, and what holds two words together
# Where an address or an id comes apart: after its punctuation, before the next letter or figure, and before a capital.
_LINK = re.compile(r"(?<=\w)([._:?&=#@~+\\|,;/-]+)(?=[^\W_])|(?<=[a-z])()(?=[A-Z])")
# Vowels that are written before their consonant, and signs that stand behind it, in Thai and Lao.
_LEADING = frozenset("เแโใไເແໂໃໄ")
_TRAILING = frozenset("ะาๅๆฯະາໆຯ")


def pieces(text: str) -> list[str]:
    """The text in pieces between which a line may break; a piece keeps the spaces that follow it.

    >>> pieces("An in-store visit (free)"), pieces("「はい」です")
    (['An ', 'in-', 'store ', 'visit ', '(free)'], ['「は', 'い」', 'で', 'す'])
    """
    if _QUOTED.search(text) or _SPACED.search(text) or not SIMPLE.fullmatch(text):
        return _joined(clusters(text))
    found: list[str] = []
    for word in text.split(" "):
        if _DASHED.search(word):
            found += _joined(list(word))
        elif word:
            found.append(word)
        if found:
            found[-1] += " "
    if found:
        found[-1] = found[-1][:-1]
    return found


def breaks_elsewhere(text: str) -> bool:
    """Whether Latin text may break at more places than its spaces, or not at all of them.

    >>> breaks_elsewhere("a new price"), breaks_elsewhere("in-store"), breaks_elsewhere("Oui !")
    (False, True, True)
    """
    return _HELD.search(text) is not None or _SPACED.search(text) is not None


def _joined(each: list[str]) -> list[str]:
    """Clusters in pieces."""
    found = each[:1]
    for index in range(1, len(each)):
        if each[index] == " " or not _breaks(found[-1], each, index):
            found[-1] += each[index]
        else:
            found.append(each[index])
    return found


def _breaks(piece: str, each: list[str], index: int) -> bool:
    """Whether a line may break before the cluster at `index`, which follows `piece`."""
    before, cluster = each[index - 1], each[index]
    if before == " ":
        after = each[index + 1] if index + 1 < len(each) else " "
        ends = cluster in _CLOSING and (after == " " or after in _CLOSING)  # "Oui !", but "the .NET team"
        return not ends and piece.rstrip(" ") not in _GUILLEMETS
    last = before[-1]
    if last == "\u200b":
        return True
    closes, opens = cluster[0] in _CLOSING or cluster[0] in _HOLDING, before in _OPENING or last in _HOLDING
    if closes or opens or (before == cluster and cluster in _LEADERS):
        return False
    return breaks_alone(cluster) or breaks_alone(before) or (before in _DASHES and _after_dash(piece, cluster))


def _after_dash(piece: str, cluster: str) -> bool:
    """Whether a line may break between the dash or slash that ends `piece` and the cluster behind it."""
    before, ahead = piece[-1], piece[-2:-1]
    if cluster in _DASHES or not ahead or unicodedata.category(ahead)[0] not in "LMN":
        return ahead == "/" and before == "/"  # "https://", but "-2"
    return not (cluster[0].isdigit() and (before in "-/" or ahead.isdigit()))  # "24/7", "2-3"


def splits(piece: str) -> list[str]:
    """An address or an id that is wider than a line, cut after its punctuation and before capitals, without hyphens.

    >>> splits("shop.example/orders?id=a_17"), splits("paidByCard")
    (['shop.', 'example/', 'orders?', 'id=', 'a_', '17'], ['paid', 'By', 'Card'])
    """
    return _LINK.sub(lambda found: f"{found[0]}\0", piece).split("\0")


def whole_syllables(each: list[str]) -> list[str]:
    """The clusters of a word, with a Thai or Lao vowel joined to the consonant that it is read with.

    >>> whole_syllables(["เ", "ท่", "า", "ไ", "ห", "ร่"])
    ['เท่า', 'ไห', 'ร่']
    """
    found: list[str] = []
    for cluster in each:
        if found and (cluster in _TRAILING or found[-1][-1] in _LEADING):
            found[-1] += cluster
        else:
            found.append(cluster)
    return found
