"""Contacts: ways to reach a person, what is safe on each of them, and what was sent.

Nothing is sent where nothing is known to be safe. See docs/rules/safe-contact.md.
"""
