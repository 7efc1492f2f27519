"""Where the bytes of documents lie: a port, and a folder behind it in which everything is sealed."""
