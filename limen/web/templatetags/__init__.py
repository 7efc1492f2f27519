"""Template tags of Limen's pages."""
