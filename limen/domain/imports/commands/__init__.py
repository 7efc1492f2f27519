"""Acts on a list from elsewhere."""
