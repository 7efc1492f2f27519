"""The library of country information: reports, what they say page by page, and how to find it."""
