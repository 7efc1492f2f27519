"""Acts on cases and on who sees them, one file per pair of opposites."""
