"""Questions about who is in the house, each answered with cards."""
