"""Questions about where a case stands, and what stands before the next move."""
