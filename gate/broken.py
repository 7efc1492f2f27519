"""stub"""


def prove(arguments: list[str]) -> int:
    return 0
