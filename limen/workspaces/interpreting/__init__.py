"""The small house of interpreters: what they are asked to come to, and what they answer. No case is in it."""
