"""The language of searches: from what a person typed to a tree, and from the tree to SQL. Nothing here ever raises.

words "a phrase" begin* -not one OR other (in brackets) title:word author: site: speaker: said:"inside quotations"
by:NAME said:word lang:de after:2023-03 before:2024 on:yesterday is:unread tag:river words:>2000 sort:relevance
"""

from reader.library.queries.parsing import parse
from reader.library.queries.planning import Plan, plan
from reader.library.queries.tree import FIELDS, STATES, Mistake, Query

__all__ = ["FIELDS", "STATES", "Mistake", "Plan", "Query", "parse", "plan"]
