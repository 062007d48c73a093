"""The articles of the library: kept, listed, searched, and told from their reprints."""
