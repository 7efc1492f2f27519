"""Acts on families."""
