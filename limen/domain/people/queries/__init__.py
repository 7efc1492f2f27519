"""Questions about persons: how far one reaches, one person, searching, who may be the same."""
