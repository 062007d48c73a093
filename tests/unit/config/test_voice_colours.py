"""The colours of voices: readable in every theme, and told apart by every eye.

Colour-blindness is simulated as Machado, Oliveira and Fernandes (2009) do at full severity; distances are Euclidean in
Oklab (Ottosson 2020), where 0.02 is just seen side by side. Voices stand apart in the text, so nearly four times that is asked.
"""

from __future__ import annotations

from itertools import combinations, product

import pytest

from reader.config.paths import find_paths
from reader.config.themes import Theme, contrast, read_themes

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

VISIONS: dict[str, Matrix] = {
    "common": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
LEAST_CONTRAST = 4.5
LEAST_DISTANCE = 0.075
LEAST_FROM_TEXT = 0.05

_TO_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def times(matrix: Matrix, values: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, values, strict=True)) for row in matrix)
    return first, second, third


def seen(colour: str, vision: str) -> Triple:
    """Return `#rrggbb` in Oklab as an eye of that vision sees it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    first, second, third = (min(1.0, max(0.0, c)) for c in times(VISIONS[vision], (red, green, blue)))
    one, other, last = (max(0.0, c) ** (1 / 3) for c in times(_TO_CONES, (first, second, third)))
    return times(_TO_LAB, (one, other, last))


def distance(one: str, other: str, vision: str) -> float:
    pairs = zip(seen(one, vision), seen(other, vision), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def themes() -> list[Theme]:
    return list(read_themes(find_paths().config)[0])


@pytest.mark.parametrize("theme", themes(), ids=lambda theme: theme.name)
def test_every_voice_can_be_read(theme: Theme) -> None:
    grounds = [theme.colours[name] for name in ("background", "panel")]
    assert min(contrast(voice, ground) for voice, ground in product(theme.voices, grounds)) >= LEAST_CONTRAST


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", themes(), ids=lambda theme: theme.name)
def test_voices_are_told_apart(theme: Theme, vision: str) -> None:
    close = {pair: round(distance(*pair, vision), 3) for pair in combinations(theme.voices, 2)}
    assert not {pair: value for pair, value in close.items() if value < LEAST_DISTANCE}


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", themes(), ids=lambda theme: theme.name)
def test_voices_are_not_the_text(theme: Theme, vision: str) -> None:
    assert min(distance(voice, theme.colours["text"], vision) for voice in theme.voices) >= LEAST_FROM_TEXT


def test_the_simulation_sees_what_it_should() -> None:
    assert distance("#ff0000", "#00a000", "common") > 3 * distance("#c05000", "#808000", "deuteranopia")
    assert seen("#ffffff", "protanopia") == pytest.approx(seen("#ffffff", "common"), abs=0.01)
