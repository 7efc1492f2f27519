"""Questions about applications: one file for what they see, what is missing, and the papers."""
