"""Self-checks: each looks at one thing, and answers with a sentence and what to do."""
