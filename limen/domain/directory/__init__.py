"""The directory of services: who offers what, where, when, in which languages, and who looked at it last."""
