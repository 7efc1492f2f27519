"""Questions of the desk: drafts, likely duplicates, numbers."""
