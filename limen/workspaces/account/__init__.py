"""One's own account: where one is signed in, and how Limen should speak to one."""
