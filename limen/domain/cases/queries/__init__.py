"""Questions about cases and about who sees them, each answered with cards."""
