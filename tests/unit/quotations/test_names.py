"""Which capitalised words are a name, and what beside it is a post, a title or the beginning of a sentence."""

from __future__ import annotations

import pytest

from reader.document import QuotationKind
from reader.quotations import find_quotations
from reader.quotations.names import find_names

NAMES = [
    ("a firm and a post before the name", "Halden CEO Ada Lindt came.", [("Ada Lindt", "Halden CEO")]),
    ("an abbreviated post", "Harriers DL Brian Holt ran.", [("Brian Holt", "Harriers DL")]),
    ("an owner before the name", "TFO's Ada Lindt came.", [("TFO", ""), ("Ada Lindt", "")]),
    ("an owner who is named by himself, before one word", "Holt spoke of Carrow. Carrow's Lindt left.", [("Holt", ""), ("Carrow", ""), ("Carrow", ""), ("Lindt", "")]),
    ("an owner in a name of two words", "Then Carrow’s Lamp went.", [("Carrow’s Lamp", "")]),
    ("an institution called after its owner", "Ellery’s Tide Office shut.", [("Ellery’s Tide Office", "")]),
    ("an owner before a surname that is known", "Ada Lindt left. Ellery's Lindt is gone.", [("Ada Lindt", ""), ("Lindt", "")]),
    ("an adjective that opens the sentence", "Brave Ada Lindt spoke.", [("Ada Lindt", "")]),
    ("an adjective that is all of a name", "Popular Mechanics wrote.", [("Popular Mechanics", "")]),
    ("a word in small letters elsewhere", "Patient Ada Lindt is patient.", [("Ada Lindt", "")]),
    ("an abbreviated title", "So said Adv Tšosane there.", [("Tšosane", "Adv")]),
    ("a hyphenated rank", "Then Major-Gen Otto Falk spoke.", [("Otto Falk", "Major-Gen")]),
    ("two posts with a hyphen", "Then Singer-guitarist Otto Falk spoke.", [("Otto Falk", "Singer-guitarist")]),
    ("several of one post", "Then the Doctors Without Fear spoke.", [("Doctors Without Fear", "")]),
    ("words of a headline before a full name", "Then Five Loud Things Ada Lindt Said.", [("Ada Lindt", "")]),
    ("an institution called after somebody", "Then the Grand Northern Ada Lindt Museum shut.", [("Grand Northern Ada Lindt Museum", "")]),
    ("a star", "Then Star Otto Falk sang.", [("Otto Falk", "Star")]),
    ("letters behind the name", "Then Otto Falk MBE spoke.", [("Otto Falk", "")]),
    ("two posts in capitals", "says Tide Office Founder and Lead Designer Eva Roth.", [("Eva Roth", "Tide Office Founder and Lead Designer")]),
    ("a post and a comma", "says Co-Founder, Eva Roth.", [("Eva Roth", "Co-Founder")]),
    ("a word with a capital and a hyphen", "So Lamp-winning actress Eva Roth left.", [("Lamp-winning", ""), ("Eva Roth", "Lamp-winning actress")]),
    ("a verb before the post", "“Yes,” said lead author Eva Roth.", [("Eva Roth", "lead author")]),
    ("a contraction is no name", "I’d say no. Didn't Otto Falk come? Here's Ada Lindt.", [("Otto Falk", ""), ("Ada Lindt", "")]),
    ("a short surname ends a sentence", "It is by Otto Orr. The CDC knows.", [("Otto Orr", ""), ("CDC", "")]),
    ("a city of two words", "The Los Carros Times came.", [("Los Carros Times", "")]),
    ("an institution of a country", "Then the Swedish Foreign Ministry spoke.", [("Swedish Foreign Ministry", "")]),
    ("an institution at the end", "It left the State Department.", [("State Department", "")]),
    ("a post of a country", "Then Swedish Foreign Minister Eva Roth spoke.", [("Eva Roth", "Swedish Foreign Minister")]),
    ("a nationality is no name", "Then the Swedish left.", []),
    ("a surname that might be a verb", "So says Ada Brand of it.", [("Ada Brand", "")]),
    ("a verb of saying in capitals", "Why Carrow Says no.", [("Carrow", "")]),
    ("a title that is a surname", "Then Mr. King left.", [("King", "Mr.")]),
    ("several with two posts", "Then Singer-guitarists Otto Falk and Ada Lindt sang.", [("Otto Falk", "Singer-guitarists"), ("Ada Lindt", "")]),
    ("letters of other scripts", "Тогда Анна Холт ушла, и Łukasz Żak ушёл.", [("Анна Холт", ""), ("Łukasz Żak", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), [case[1:] for case in NAMES], ids=[case[0] for case in NAMES])
def test_names(text: str, names: list[tuple[str, str]]) -> None:
    assert [(found.name, found.role) for found in find_names(text)] == names


SPEAKERS = [
    ("who is owned speaks", "“It is a bad bill,” TFO's Ada Lindt said.", "Ada Lindt", ""),
    ("a post and a comma", "“We listen,” says Halden Rail's Vice President, Eva Roth.", "Eva Roth", "Halden Rail's Vice President"),
    ("a post alone and a comma", "“We listen,” says Co-Founder, Eva Roth. They do.", "Eva Roth", "Co-Founder"),
    ("a spokesperson for a firm", "“We did nothing wrong,” a spokesperson for Halden Rail said on Monday.", "spokesperson for Halden Rail", ""),
    ("an institution of something", "The Department of Tides and Lamps said it was “a bad bill”.", "Department of Tides and Lamps", ""),
    ("a signature behind two hyphens", "We asked.\n\n\"It lowers the bar for us.\" -- Lamp keeper working on old piers\n\nOtto Falk left.", "Lamp keeper working on old piers", ""),
    ("a signature with a post", "We asked.\n\n“It lowers the bar for us.” — Ada Lindt, mayor\n\nOtto Falk left.", "Ada Lindt", "mayor"),
    ("who is told does not speak", "Mr. Falk came. “We were never asked,” Mr. Falk, 82, told me.", "Falk", ""),
    ("a post is told beside", "Eva Roth, a founder of the Tide Office, came. “Yes, it is,” said Roth.", "Eva Roth", "a founder of the Tide Office"),
    ("a clause is no post", "Eva Roth, has led the founder to it, came. “Yes, it is,” said Roth.", "Eva Roth", ""),
    ("another's name is no post", "Eva Roth, tide warden Otto Falk, and others came. “Yes, it is,” said Roth.", "Eva Roth", ""),
    ("a post ends with its paragraph", "By Eva Roth, editor\n\nKey facts, told\n\n“Yes, it is,” said Eva Roth.", "Eva Roth", "editor"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "role"), [case[1:] for case in SPEAKERS], ids=[case[0] for case in SPEAKERS]
)
def test_the_speaker_and_what_stands_beside_the_name(text: str, name: str, role: str) -> None:
    quotation = find_quotations(text)[0]
    assert (quotation.speaker_name, quotation.speaker_role.removeprefix("a ")) == (name, role.removeprefix("a "))


def test_an_institution_keeps_the_name_under_which_it_spoke_first() -> None:
    text = (
        "“We did nothing wrong,” the University of Carrow said.\n\n“We regret it all the same,” the University said."
    )
    assert [said.speaker_name for said in find_quotations(text)] == ["University of Carrow"] * 2


NOBODY = [
    ("a note is read", "The bridge is old. A note in the margin reads “rebuilt in 1911”.", None),
    ("an order", "The lamp is out. See note 4, “On the Lamps of Ellery”, for more.", None),
    ("half a clause", "The lamp is out, which is just what he'd call “a good lamp” here.", None),
    ("an adverb is no part", "“We live in hard times,” my father often said.", "my father"),
    ("a voice", "“You are wrong, all of you!” cried a voice from the top of the table.", "voice"),
]


@pytest.mark.parametrize(("text", "name"), [case[1:] for case in NOBODY], ids=[case[0] for case in NOBODY])
def test_who_is_not_named_is_described_or_nobody(text: str, name: str | None) -> None:
    (said,) = [said for said in find_quotations(text) if said.kind is not QuotationKind.INDIRECT]
    assert said.speaker_name == name


def test_the_spokesperson_is_whoever_spoke_before_for_the_firm() -> None:
    text = (
        "“We did nothing wrong,” said a spokesperson for Halden Rail on Monday.\n\n"
        "“We regret it all the same,” the spokesperson said."
    )
    assert [said.speaker_name for said in find_quotations(text)] == ["spokesperson for Halden Rail"] * 2


IDEOGRAPHIC = [
    ("zh", "市政府发言人李明表示：“大桥今天关闭。”", "李明", "市政府发言人"),
    ("zh", "约翰·霍尔特说：“大桥今天关闭。”", "约翰·霍尔特", ""),
    ("zh", "发言人说：“大桥今天关闭。”", "发言人", ""),
    ("zh", "王小红离开了。李明是船长。他说：“我们今天走。”", "李明", ""),
    ("ja", "「橋は今日閉まります」と佐藤市長は話した。", "佐藤", "市長"),
    ("ja", "潮汐局の中村浩さんは「橋は今日閉まります」と語った。", "中村浩", "潮汐局"),
    ("ja", "中村浩さんは「橋は今日閉まります」と語った。彼は「残念です」と述べた。", "中村浩", ""),
]


@pytest.mark.parametrize(("language", "text", "name", "role"), IDEOGRAPHIC)
def test_titles_beside_names_without_blanks(language: str, text: str, name: str, role: str) -> None:
    found = find_quotations(text, language=language)
    assert {said.speaker_name for said in found} == {name}
    assert found[0].speaker_role == role
