"""Posts that only introduce who holds them, in languages whose names take an article: `La sociologue | Anne Perret`,
`O ministro dos Portos, | Renato Silva, disse`.

There the name speaks, from where its post begins. English, which has no article there, and German, whose clauses are read
by themselves, need none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.quotations.candidates import BARE, NAME, PHRASE, Candidate
from reader.quotations.tokens import CAPITAL, COMMA, CUE, HELPER, PREPOSITION, QUOTED, RELATIVE, SIGN
from reader.quotations.words import listed, may_speak, role_of

if TYPE_CHECKING:
    from reader.quotations.tokens import Tokens

HOLDER_REACH = 12
"""Tokens behind a post within which the comma before its holder stands: `the minister of ports and of inland waters,`."""
_NOT_IN_POST = CUE | HELPER | RELATIVE | QUOTED | SIGN
"""What tells that a clause goes on, and no post with its place."""
_NOBODY = frozenset(listed("nobody.txt", "noun"))
_VERBS = frozenset(listed("nobody.txt", "verb"))
_PAST = ("ó", "ò", "ou", "aba", "aron", "ieron", "aram", "eram", "avano", "aient", "èrent")
"""How verbs of the past end in Spanish, Italian, Portuguese and French, as nouns and adjectives hardly do."""
_CARRIED = tuple(listed("nobody.txt", "pronoun"))


def with_holders(tokens: Tokens, found: list[Candidate], language: str) -> list[Candidate]:
    """Return the candidates `found`, in order, without those that are nobody, and with posts made part of their holders.

    A noun without an article is nobody's but where it means people, as `mamma` does; Russian has no articles.
    """
    kept: list[Candidate] = []
    for written in found:
        item = _without_verb(tokens, written) if written.form == PHRASE else written
        word = tokens.words[item.last - 1]
        if word in _VERBS or word.endswith(_CARRIED) or item.form == PHRASE and word in _NOBODY:
            continue
        if item.form == BARE and language != "ru" and not (role_of(word) or may_speak(word)):
            continue
        if _is_office(tokens, kept, item):
            continue
        if item.form == NAME and item.named is not None and item.named.is_person:
            begin = _post_before(tokens, kept, item)
            while kept and kept[-1].first >= begin:
                kept.pop()
            if begin < item.first:
                kept.append(Candidate(begin, item.last, item.start, item.end, NAME, item.named))
                continue
        kept.append(item)
    return kept


def _is_office(tokens: Tokens, kept: list[Candidate], item: Candidate) -> bool:
    """Tell whether `item` only says of what the post before it is: `le ministre de | l’Économie`, `el ministro de | Economía`."""
    if not kept or item.named is not None and item.named.is_person and item.named.is_full:
        return False
    post = kept[-1]
    is_of = post.last == item.first - 1 and bool(tokens.kinds[post.last] & PREPOSITION)
    return is_of and post.form == PHRASE and bool(role_of(tokens.words[post.last - 1]))


def _without_verb(tokens: Tokens, item: Candidate) -> Candidate:
    """Return a phrase up to what is a verb by its ending: `El acusado | obedeció`."""
    verb = next((at for at in range(item.first + 2, item.last) if tokens.words[at].endswith(_PAST)), item.last)
    if verb == item.last:
        return item
    return Candidate(item.first, verb, item.start, tokens.end(verb - 1), PHRASE, item.named)


def _post_before(tokens: Tokens, kept: list[Candidate], holder: Candidate) -> int:
    """Return the token at which the post begins that introduces `holder`, its own first one where none does."""
    kinds, words = tokens.kinds, tokens.words
    is_parted = holder.first > 0 and words[holder.first - 1] == ","
    if is_parted and holder.last < len(kinds) and not (kinds[holder.last] & COMMA or words[holder.last] in "(."):
        return holder.first
    for item in reversed(kept):
        if holder.first - item.last > HOLDER_REACH:
            break
        if item.form != PHRASE or item.first and kinds[item.first - 1] & PREPOSITION:
            continue
        between = range(item.last, holder.first)
        if not between and not kinds[item.last - 1] & CAPITAL:
            return item.first
        is_post = is_parted and len(between) > 0 and not any(kinds[at] & _NOT_IN_POST for at in between[:-1])
        return item.first if is_post else holder.first
    return holder.first
