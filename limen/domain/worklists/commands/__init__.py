"""Acts around worklists."""
