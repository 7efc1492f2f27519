"""Acts on decisions: writing, the second reader, signing and serving."""
