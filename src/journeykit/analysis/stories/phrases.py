"""The choices a story has for saying the same."""

from __future__ import annotations

from typing import Final

__all__ = ["COMES", "ENDINGS", "FELT", "PLACES", "THEN", "WHICH"]

PLACES: Final = {
    "web": "on the web",
    "app": "in the app",
    "in_app": "in the app",
    "email": "by e-mail",
    "sms": "by text message",
    "chat": "in a chat",
    "social": "on social media",
    "forum": "in a forum",
    "search": "in a search engine",
    "store": "at the store",
    "letter": "by letter",
    "phone": "on the phone",
    "in_person": "face to face",
    "home_visit": "at home",
    "event": "at an event",
}
"""Where something happens, by channel; other channels stand in brackets."""

THEN: Final = ("Then", "After that,", "Next,", "Then", "Soon", "")
"""Ways to go on; the empty one goes straight to the subject."""

COMES: Final = ("Then comes {}", "After that comes {}", "Next comes {}", "The next step is {}")
"""The same before a title in quotes."""

FELT: Final = {
    -2: ("It is awful.", "It could hardly be worse.", "It is a low point."),
    -1: ("That annoys.", "It is a nuisance.", "That is no pleasure.", "It grates."),
    0: ("It leaves {who} cold.", "It is neither good nor bad.", "That is all right.", "So far, so plain."),
    1: ("That is pleasant.", "It goes well.", "That feels right.", "A good moment."),
    2: ("It is a delight.", "It could hardly be better.", "A moment to remember.", "That is wonderful."),
}
"""A sentence for each emotion, from very bad to very good."""

WHICH: Final = {
    -2: ("and it is awful", "which is dreadful"),
    -1: ("which is a nuisance", "and it grates"),
    0: ("which is neither good nor bad",),
    1: ("which is pleasant", "and it goes well"),
    2: ("which is a delight", "and it is wonderful"),
}
"""The same at the end of a sentence."""

ENDINGS: Final = {
    "success": ("And so it ends well", "In the end, all is well", "It ends well"),
    "failure": ("And so it ends badly", "It comes to a bad end", "It ends badly"),
    "neutral": ("And so it ends", "That is how it ends", "The journey ends"),
}
"""How outcomes of each result are announced."""
