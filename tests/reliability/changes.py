"""Articles that change in known ways: each letter carries where it came from, so that the right place is known.

Articles are the samples and ones made from a vocabulary of our own, with the repetitions that journalism has (the same
titles, the same phrases of attribution, like sentences with another number).
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, pairwise

from reader.document import Article, Block, BlockKind, assemble

Letters = list[tuple[str, int]]
"""A paragraph as (character, offset in the original text); -1 for what was not there."""
Paragraphs = list[Letters]
Change = Callable[[Paragraphs, random.Random], Paragraphs]


@dataclass(frozen=True, slots=True)
class Changed:
    """A text after a change; `origins` has the old offset of each of its characters, or -1."""

    text: str
    origins: tuple[int, ...]

    def place_of(self, article: Article, start: int, end: int) -> tuple[float, int, int]:
        """Return how much of the words stands together now (0 to 1), and from where to where."""
        wanted = sum(article.text[at].isalnum() for at in range(start, end))
        here = [i for i, at in enumerate(self.origins) if start <= at < end and self.text[i].isalnum()]
        best: tuple[int, int, int] = (0, 0, 0)
        run: list[int] = []
        for place in here:
            # Words that were torn apart stand where most of them stand.
            if run and place - run[-1] > 60:
                best, run = max(best, (len(run), run[0], run[-1] + 1)), []
            run.append(place)
        if run:
            best = max(best, (len(run), run[0], run[-1] + 1))
        return (best[0] / wanted if wanted else 0.0), best[1], best[2]


def paragraphs_of(article: Article) -> Paragraphs:
    """Return the blocks of `article` with their origins."""
    return [[(article.text[at], at) for at in range(block.start, block.end)] for block in article.blocks]


def joined(paragraphs: Paragraphs) -> Changed:
    """Join paragraphs as articles join their blocks."""
    letters: Letters = []
    for number, paragraph in enumerate(part for part in paragraphs if part):
        letters += [("\n", -1), ("\n", -1)] if number else []
        letters += paragraph
    return Changed("".join(character for character, _ in letters), tuple(origin for _, origin in letters))


def new(words: str) -> Letters:
    """Return words that were not there."""
    return [(character, -1) for character in words]


# Articles

_NAMES = """Marta Quill|Edwin Sarr|Ines Halloran|Peter Voss|Oda Brandt|Lucian Feather|Amara Diallo|Tomas Reed|Ruth Okafor
Hanne Lund|Victor Amsel|Clara Whitlow|Idris Kane|Jonas Pell|Mira Castellan""".replace("\n", "|").split("|")
_POSTS = "the harbour master|the mayor|the deputy minister|a former pilot|the head of the union|the bishop".split("|")
_PLACES = "Port Ellery|Skerry Bay|the lower town|the new bridge|the fish market|Saint Olave".split("|")
_SAID = "said|told reporters|added|wrote in a letter|argued|conceded".split("|")
_THINGS = (
    "the ferry|the lamp|the sea wall|the budget|the school|the tide table|the old mill|the price of bread|the strike|"
    "the harbour railway|the reservoir|the night train|the census|the herring fleet"
).split("|")
_DID = (
    "had cost the town more than anyone cared to remember|would be closed until the spring|rose by {n} per cent in a year|"
    "was moved {n} metres inland after the flood|could be mended by {n} people in a week|stood empty for {n} years|"
    "was never meant to carry so many|has been promised to three families at once|fell to {n} thousand crowns a month|"
    "will be voted on again in the autumn|belongs to nobody, and so to everybody|was painted red in the year of the flood"
).split("|")
_LINKS = (
    "In the end|According to a report|By all accounts|On Monday|For the second time|As so often|Last winter".split(
        "|"
    )
)


def made_article(seed: int, paragraphs: int = 24) -> Article:
    """Return an article made of our own words, with repeated phrases and sentences that are much alike."""
    chance = random.Random(seed)
    texts = [_paragraph(chance) for _ in range(paragraphs)]
    if chance.random() < 0.5:
        # A pull quote says a sentence of the body again.
        sentence = chance.choice(re.split(r"(?<=[.!?”]) ", chance.choice(texts)))
        texts.insert(chance.randrange(len(texts)), sentence)
    if chance.random() < 0.3:
        for _ in range(2):
            texts.insert(chance.randrange(len(texts)), "Advertisement")
    return article_of(texts)


def article_of(texts: list[str]) -> Article:
    """Return an article of paragraphs."""
    blocks, text = assemble((Block(BlockKind.PARAGRAPH, 0, 0), words) for words in texts)
    return Article(blocks=blocks, text=text)


def _sentence(chance: random.Random) -> str:
    clause = f"{chance.choice(_THINGS)} {chance.choice(_DID)}".format(n=chance.randrange(2, 99))
    match chance.randrange(5):
        case 0:
            post = chance.choice(_POSTS)
            return f"“{clause[0].upper()}{clause[1:]},” {chance.choice(_SAID)} {chance.choice(_NAMES)}, {post} of {chance.choice(_PLACES)}."
        case 1:
            return f"{chance.choice(_LINKS)}, {clause}."
        case 2:
            return f"{chance.choice(_NAMES)} {chance.choice(_SAID)} that {clause} — “a {chance.choice(['quiet', 'charming', 'costly'])} nuisance”."
        case 3:
            return (
                f"In {chance.choice(_PLACES)} {clause}, and {chance.choice(_THINGS)} {chance.choice(_DID)}.".format(
                    n=chance.randrange(2, 99)
                )
            )
        case _:
            return f"{clause[0].upper()}{clause[1:]}; nobody in {chance.choice(_PLACES)} was surprised."


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.choice((1, 1, 2, 3, 4, 6))))


# Changes


def insert_paragraphs(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """New paragraphs between the old ones, one of them at the top."""
    found = list(paragraphs)
    for _ in range(chance.randrange(1, 6)):
        found.insert(chance.randrange(len(found) + 1), new(_paragraph(chance)))
    return [new(_paragraph(chance)), *found]


def delete_paragraphs(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """A third of the paragraphs is gone."""
    return [part for part in paragraphs if chance.random() > 0.33] or paragraphs[:1]


def move_paragraphs(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Paragraphs stand in another order."""
    found = list(paragraphs)
    for _ in range(max(1, len(found) // 4)):
        found.insert(chance.randrange(len(found)), found.pop(chance.randrange(len(found))))
    return found


def rewrite_paragraphs(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """A third of the paragraphs says something else; sentences of some stay."""
    return [_rewritten(part, chance) if chance.random() < 0.33 else part for part in paragraphs]


def _rewritten(part: Letters, chance: random.Random) -> Letters:
    sentences = _sentences(part)
    kept = [s if len(sentences) > 1 and chance.random() < 0.4 else new(_sentence(chance) + " ") for s in sentences]
    return [letter for sentence in kept for letter in sentence]


def _sentences(part: Letters) -> list[Letters]:
    words = "".join(character for character, _ in part)
    cuts = [0, *(match.end() for match in re.finditer(r"[.!?]”? ", words)), len(words)]
    return [part[first:last] for first, last in pairwise(cuts) if first < last]


def edit_words(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """A word in twenty is another one, is gone or is new: an editor's second look."""
    found = []
    for part in paragraphs:
        edited: Letters = []
        for word in _words(part):
            roll = chance.random()
            if roll < 0.02:
                edited += new(chance.choice(("rather ", "again ", "perhaps ", "a few ")))
            elif roll < 0.035:
                edited += new(chance.choice(_THINGS).split()[-1] + " ")
                continue
            elif roll < 0.05:
                continue
            edited += word
        found.append(edited)
    return found


def _words(part: Letters) -> list[Letters]:
    words: list[Letters] = [[]]
    for letter in part:
        words[-1].append(letter)
        if letter[0] == " ":
            words.append([])
    return words


def _replaced(table: dict[str, str]) -> Change:
    def change(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
        return [
            [(new_one, origin) for character, origin in part for new_one in table.get(character, character)]
            for part in paragraphs
        ]

    return change


straighten_quotes = _replaced({"“": '"', "”": '"', "‘": "'", "’": "'", "„": '"', "«": '"', "»": '"'})
guillemets = _replaced({"“": "« ", "”": " »", '"': "”"})
change_dashes = _replaced({"—": "--", "–": "-", "-": "‑", "…": "..."})


def change_spaces(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Blanks are other blanks, and lines are broken within paragraphs."""
    kinds = (" ", " ", "\u00a0", "  ", "\n", "\u2009", "\t")
    return [
        [(sign, origin) for c, origin in part for sign in (chance.choice(kinds) if c == " " else c)]
        for part in paragraphs
    ]


def change_case(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Some paragraphs stand in capitals, small letters or title case."""
    turns = (str.upper, str.lower, str.title, str)
    found = []
    for part in paragraphs:
        turn = chance.choice(turns)
        found.append([(turned, origin) for character, origin in part for turned in turn(character)])
    return found


def change_ligatures(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """fi, fl and ff become one sign; letters with accents are taken apart."""
    pairs = {"fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ", "st": "ﬆ"}
    found = []
    for part in paragraphs:
        out: Letters = []
        skip = False
        for number, (character, origin) in enumerate(part):
            if skip:
                skip = False
                continue
            following = part[number + 1][0] if number + 1 < len(part) else ""
            if character + following in pairs:
                out.append((pairs[character + following], origin))
                skip = True
            else:
                out += [(piece, origin) for piece in unicodedata.normalize("NFD", character)]
        found.append(out)
    return found


def hyphenate(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Long words are parted: with soft hyphens, or with a hyphen and a new line."""
    found = []
    for part in paragraphs:
        out: Letters = []
        for word in _words(part):
            if len(word) > 7 and chance.random() < 0.5:
                middle = len(word) // 2
                out += word[:middle] + new(chance.choice(("\u00ad", "-\n", "‐\n"))) + word[middle:]
            else:
                out += word
        found.append(out)
    return found


def clean_anew(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Another cleaner: short blocks gone, notes' numbers and adverts between, paragraphs joined or parted."""
    found: Paragraphs = [new("Share this article"), new("By a staff writer")]
    for part in paragraphs:
        if len(part) < 40 and chance.random() < 0.5:
            continue
        sentences = _sentences(part)
        if len(sentences) > 2 and chance.random() < 0.3:
            middle = len(sentences) // 2
            found += [[*chain(*sentences[:middle])], [*chain(*sentences[middle:])]]
        elif found and chance.random() < 0.15:
            found[-1] = found[-1] + new(" ") + part
        else:
            out: Letters = []
            for sentence in sentences:
                out += sentence + (new(f"[{chance.randrange(1, 30)}] ") if chance.random() < 0.1 else [])
            found.append(out)
        if chance.random() < 0.1:
            found.append(
                new(chance.choice(("Advertisement", "Read more: the ferry was late again", "Photo: Gazette")))
            )
    return [*found, new("Leave a Reply")]


def delete_text(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Sentences are gone from most paragraphs."""
    return [[letter for s in _sentences(part) if chance.random() > 0.35 for letter in s] for part in paragraphs]


def repeat_passages(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Paragraphs and sentences stand a second time elsewhere, as pull quotes and summaries do."""
    found = list(paragraphs)
    for _ in range(3):
        part = chance.choice(paragraphs)
        copy = [(character, -1) for character, _ in chance.choice([part, chance.choice(_sentences(part) or [part])])]
        found.insert(chance.randrange(len(found) + 1), copy)
    return found


def with_pull_quotes(article: Article, seed: int) -> Article:
    """Return `article` with some of its sentences said again in blocks of their own, as magazines do."""
    chance = random.Random(seed)
    texts = [article.text_of(block) for block in article.blocks]
    for part in chance.sample(paragraphs_of(article), max(1, len(texts) // 12)):
        sentence = chance.choice(_sentences(part) or [part])
        texts.insert(chance.randrange(len(texts) + 1), "".join(character for character, _ in sentence).strip())
    return article_of(texts)


def everything(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """A redesign of the site: several changes at once."""
    for change in chance.sample([*SMALL, insert_paragraphs, move_paragraphs, clean_anew, delete_paragraphs], 4):
        paragraphs = change(paragraphs, chance)
    return paragraphs


SMALL: list[Change] = [
    straighten_quotes, guillemets, change_dashes, change_spaces, change_case, change_ligatures, hyphenate,
]  # fmt: skip
CHANGES: dict[str, Change] = {
        "insert_paragraphs": insert_paragraphs, "delete_paragraphs": delete_paragraphs,
        "move_paragraphs": move_paragraphs, "rewrite_paragraphs": rewrite_paragraphs, "edit_words": edit_words,
        "straighten_quotes": straighten_quotes, "guillemets": guillemets, "change_dashes": change_dashes,
        "change_spaces": change_spaces, "change_case": change_case, "change_ligatures": change_ligatures,
        "hyphenate": hyphenate, "clean_anew": clean_anew, "delete_text": delete_text,
        "repeat_passages": repeat_passages, "everything": everything,
}  # fmt: skip


def selections(article: Article, chance: random.Random, count: int) -> list[tuple[int, int]]:
    """Return spans that a person may mark: words, phrases, sentences, paragraphs, and across paragraphs."""
    spans: list[tuple[int, int]] = []
    words = [match.span() for match in re.finditer(r"\S+", article.text)]
    while len(spans) < count and words:
        first = chance.randrange(len(words))
        match chance.randrange(5):
            case 0:
                last = first + chance.randrange(1, 4)
            case 1:
                last = first + chance.randrange(3, 12)
            case 2:
                last = first + chance.randrange(10, 60)
            case 3:
                block = next(b for b in article.blocks if b.end > words[first][0])
                spans.append((block.start, block.end))
                continue
            case _:
                text = article.text
                start = max(text.rfind(sign, 0, words[first][0]) for sign in (". ", "\n\n", "” ")) + 2
                ends = [at for sign in (". ", "\n\n") if (at := text.find(sign, start + 1)) >= 0]
                spans.append((max(0, start), (min(ends) + 1) if ends else len(text)))
                continue
        spans.append((words[first][0], words[min(last, len(words)) - 1][1]))
    return [(start, end) for start, end in spans if any(sign.isalnum() for sign in article.text[start:end])]
