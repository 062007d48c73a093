"""Articles that are another's version are folded under it; here they are shown and folded again."""

from __future__ import annotations

from reader.tui.library.frame import LibraryPart


class Versions(LibraryPart):
    """The action that unfolds."""

    def action_unfold(self) -> None:
        """Show the other versions of this article below it, or fold them again."""
        row = self.row_at_hand()
        if row is None:
            return
        leader = row.version_of if row.version_of is not None else row.id
        if row.version_of is None and row.versions == 1:
            self.quoth.acknowledge("The library has no other version of this article.")
            return
        self.shown.toggle_versions(leader)
        self.shown.ask(self.query_now)
        self.show_list(self.shown.place_of(leader, self.rows.cursor))
