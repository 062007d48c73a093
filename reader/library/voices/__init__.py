"""Who speaks over the whole archive."""
