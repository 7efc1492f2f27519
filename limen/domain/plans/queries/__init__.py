"""Questions about service plans, answered with cards."""
