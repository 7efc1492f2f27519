"""The page that shows every component, for those who build pages and for the browser tests."""

from limen.web.design.page import design

__all__ = ["design"]
