"""What a decision must hold, which gates stand before it, and why an act on it cannot happen now. Pure
questions."""
