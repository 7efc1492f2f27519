"""Files of a case: received, looked at apart, and shown as copies that Limen made."""
