"""Questions about records that may be one person, and about those that are."""
