"""The stories of families."""
