"""Where the picture of a figure is kept on this computer, if it is. Nothing is ever fetched, and nothing loads Textual."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

LARGEST_PICTURE = 64_000_000
"""Bytes of the largest file that is shown: more than any camera's pictures have."""
_ENDINGS = frozenset(".jpg .jpeg .jpe .png .gif .webp .bmp .tif .tiff .avif .jfif .ico".split())


def kept_picture(article_path: str, target: str) -> Path | None:
    """Return the file that shows what stands at the address `target`, beside the article's file; None if there is none.

    A page that was saved with its pictures has them in a folder beside it; of a full address the last two parts are
    looked for there. What lies outside the article's folder is not shown.
    """
    if not article_path or not target:
        return None
    folder = Path(article_path).parent
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https", "file"):
        return None
    steps = [step for step in unquote(parts.path).split("/") if step and step != "."]
    ways = [steps] if not parts.scheme and not parts.path.startswith("/") else []
    for way in (*ways, steps[-2:], steps[-1:]):
        found = _within(folder, way)
        if found is not None:
            return found
    return None


def _within(folder: Path, steps: list[str]) -> Path | None:
    """Return the picture to which `steps` lead from `folder`, if it is one and inside."""
    try:
        found = folder.joinpath(*steps).resolve() if steps else folder
        if found.suffix.lower() not in _ENDINGS or not found.is_relative_to(folder.resolve()):
            return None
        return found if found.is_file() and found.stat().st_size <= LARGEST_PICTURE else None
    except (OSError, ValueError, RuntimeError):
        return None
