"""What a person may have meant who wrote something that a search does not know: other programs have other words for it."""

from __future__ import annotations

from difflib import get_close_matches

from reader.library.queries.tree import FIELDS, SORTS, STATES

_FIELDS = {
    "after": "since from newer begin",
    "before": "until till to older end",
    "on": "date day month year published when",
    "site": "source publication publisher host domain url website newspaper",
    "author": "writer byline",
    "title": "headline heading intitle subject",
    "speaker": "who name person voice people",
    "said": "quote quotes quotation says text",
    "lang": "language locale",
    "is": "state status has",
    "tag": "label topic category keyword folder hashtag",
    "words": "length size long",
    "sort": "order orderby sorted rank",
}
_STATES = {
    "unread": "new unopened unseen",
    "reading": "started begun current open",
    "read": "done finished seen archived",
    "marked": "highlighted bookmarked noted starred favourite favorite annotated",
    "removed": "deleted trashed gone hidden",
}
_SORTS = {
    "published": "date newest latest recent time day",
    "-published": "oldest earliest",
    "words": "length longest size minutes",
    "-words": "shortest",
    "relevance": "rank score best relevant",
    "title": "name alphabet alphabetical",
    "site": "source",
    "quotes": "quotations voices speakers",
}
LANGUAGES = {
    "ar": "arabic", "cs": "czech", "da": "danish", "de": "german deutsch", "el": "greek", "en": "english",
    "es": "spanish español espanol castellano", "et": "estonian", "fa": "persian farsi", "fi": "finnish suomi",
    "fr": "french français francais", "he": "hebrew", "hi": "hindi", "hu": "hungarian magyar", "id": "indonesian",
    "it": "italian italiano", "ja": "japanese", "ko": "korean", "lt": "lithuanian", "lv": "latvian",
    "nb": "norwegian norsk", "nl": "dutch nederlands", "pl": "polish polski", "pt": "portuguese português portugues",
    "ro": "romanian", "ru": "russian", "sk": "slovak", "sr": "serbian", "sv": "swedish svenska", "tr": "turkish",
    "uk": "ukrainian", "vi": "vietnamese", "zh": "chinese",
}  # fmt: skip


def field_meant(name: str) -> str:
    """Return the field that `name` may stand for, "" if none comes to mind."""
    return _meant(name, _FIELDS, FIELDS)


def value_meant(field: str, value: str) -> str:
    """Return what `value` may stand for after `field`, "" if nothing comes to mind."""
    if field == "is":
        return _meant(value, _STATES, STATES)
    return _meant(value.removeprefix("-"), _SORTS, SORTS) if field == "sort" else ""


def language_code(words: str) -> str:
    """Return the two letters of the language that `words` name or begin with as codes do (de, de-AT), "" if none."""
    words = words.lower()
    for code, names in LANGUAGES.items():
        if words in names.split():
            return code
    code, joint, _ = words.replace("_", "-").partition("-")
    return code if len(code) == 2 and code.isalpha() and (joint or words == code) else ""


def _meant(written: str, others: dict[str, str], known: object) -> str:
    names = list(known) if isinstance(known, dict | tuple) else []
    for name, words in others.items():
        if written.lower() in words.split():
            return name
    return next(iter(get_close_matches(written.lower(), names, n=1)), "")
