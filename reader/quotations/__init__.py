"""Who said what: the quotations of a text, their speakers, and what each attribution rests on.

Pure and linear in the length of the text; nothing is fetched or learned at run time.
"""

from reader.quotations.attribution import find_quotations
from reader.quotations.voices import people_of, speakers_of

__all__ = ["find_quotations", "people_of", "speakers_of"]
