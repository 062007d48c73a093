"""What keeps a library whole: copies, damage and how it is mended, backup and restore."""
