"""Questions about interviews, answered with cards."""
