"""Practice notes: what colleagues have learned, without anybody in it; and questions to a colleague."""
