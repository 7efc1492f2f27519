"""Backups: unreadable without the key, betraying every change, and proven by restoring them."""
