"""Messages that leave the house: a port, the real thing (SMTP, a gateway for text messages), and a stand-in.

Nothing here knows who may be told what. It is used by the worker alone, after it asked the rule of the way.
"""
