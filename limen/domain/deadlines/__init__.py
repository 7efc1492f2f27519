"""Deadlines: the clocks of a case, what stopped and extended them, and the rulings that date them."""
