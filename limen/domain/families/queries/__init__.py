"""Questions about families."""
