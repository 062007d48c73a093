"""What the articles are about, where they are from and who wrote them: a list in which one chooses what to see."""

from __future__ import annotations

from reader.text import sanitise_line
from reader.tui.library.frame import LibraryPart

_SIGNS = {"tag": "#", "site": "", "author": "by "}
"""What stands before a subject of each field of searches."""


class Subjects(LibraryPart):
    """The action that lists tags, sites and authors."""

    def action_show_subjects(self) -> None:
        """List the tags, sites and authors, the most frequent first; enter shows the articles of one."""
        from reader.tui.screens.choice import Choice

        subjects = self.quoth.library.articles.subjects()
        if not subjects:
            self.quoth.acknowledge("No article has a tag, a site or an author.")
            return
        width = len(f"{max(subject.articles for subject in subjects):,}")
        lines = [f"{one.articles:>{width},}  {_SIGNS[one.field]}{sanitise_line(one.name)}" for one in subjects]

        def show(chosen: int | None) -> None:
            if chosen is not None:
                subject = subjects[chosen]
                name = sanitise_line(subject.name).replace('"', " ").strip()
                self.query_now = self.query_now._replace(tab="all")
                self.narrow(f'{subject.field}:"{name}"')

        self.app.push_screen(Choice(self.quoth, "Tags, sites and authors", lines, verb="show its articles"), show)
