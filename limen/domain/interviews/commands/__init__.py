"""Acts on interviews."""
