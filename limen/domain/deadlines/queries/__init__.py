"""Questions about clocks, each answered with cards."""
