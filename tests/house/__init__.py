"""The house rules that a linter cannot hold: told in seconds, without a database."""
