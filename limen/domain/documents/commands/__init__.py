"""Acts on documents. Nothing that came in is ever deleted or written over."""
