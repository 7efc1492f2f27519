"""Boards as somebody may see them."""
