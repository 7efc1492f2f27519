"""The stories of ways to reach somebody, and of messages."""
