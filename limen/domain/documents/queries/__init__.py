"""Questions about documents, answered with cards."""
