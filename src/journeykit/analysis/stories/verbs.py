"""The verbs with which titles of steps begin, and how they are written in the third person.

A closed list of everyday words, not a dictionary: a title whose first word is none of them is told in quotes.
"""

from __future__ import annotations

from typing import Final

__all__ = ["ALSO_NOUNS", "AUXILIARY", "BARE", "listing"]


def listing(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}s"


_ONLY: Final = """
accept access achieve act activate adapt add adjust admit adopt agree allow announce apologise apologize appear apply
appoint approve argue arrange arrive ask assemble assign attach attend avoid become begin believe belong bite blame
borrow bring browse build buy cancel care carry catch celebrate choose clean clear click climb close collect come
commit commute compare complain complete configure confirm connect consider continue cook create decide decline defer
delete deliver depart describe die disappear discard discover discuss dispute divide download drag dress drive drop
dry eat edit enable encounter endorse endure enjoy enrol enroll enter escalate evaluate examine expect explain explore
fail fall feed feel fetch fill find finish fit follow forget forgive forward get give go grow guess handle happen hear
help hesitate hide hire hold hope identify ignore imagine improve include inform inherit insert insist inspect install
introduce invest invite join keep kneel know land lay lead learn leave lend let lie like listen live load locate log
look lose love mail make manage mean meet mention miss move negotiate notice obtain open overhear own paint pay
perform personalise photograph pick place plant play pour practise prefer prepare present print proceed promise prove
provide publish pull push put raise reach read realise realize rebook receive recognise recommend recover refer refuse
register reject relax rely remember remind remove renew rent repair repeat replace reply report require resolve rest
retrieve retry reveal rewrite ring run rush save say scan schedule scroll search see seek select sell send set settle
ship show sing sit skip sleep smell smile solve sort speak spend spill spread stand start stay steer stop struggle
study submit subscribe succeed suffer suggest swap swim switch take talk taste teach tell thank think throw tick touch
track travel treat try turn type understand unlock unpack unsubscribe upgrade upload use verify visit wait wake walk
want warn wash watch wear weigh win wish wonder work worry write
"""
_NOUNS_TOO: Final = """
answer benefit book call change charge chat check claim comment contact control copy cost deposit design doubt drink
email experience file film form hand label lift limit link mark match measure message mind name need note offer order
pack park pass phone plan point post press question quote rate refund request research return review ride risk score
share shop sign sound stock store supply support test text trade train transfer trust update upload value view vote
"""
ALSO_NOUNS: Final = frozenset(_third(verb) for verb in _NOUNS_TOO.split())
"""Forms that may be nouns as well: `orders`."""
BARE: Final = {_third(verb): verb for verb in (*_ONLY.split(), *_NOUNS_TOO.split())} | {
    "is": "are", "has": "have", "does": "do", "goes": "go", "was": "were", "isn't": "aren't", "hasn't": "haven't",
    "doesn't": "don't",
}  # fmt: skip
"""By third person the form of several: `receives` → `receive`."""
AUXILIARY: Final = listing(
    "is was has does cannot can can't could may might must shall should will won't would isn't hasn't doesn't"
)
