"""Questions about decisions, answered with cards."""
