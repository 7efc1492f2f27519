"""What is decided about persons of a case: its text in versions, the second reader, signature, service."""
