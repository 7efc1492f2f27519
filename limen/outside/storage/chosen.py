"""The store that an installation has chosen: a folder, or a bucket of an object store."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from limen.outside.storage.folder import FolderStore
from limen.outside.storage.port import Store

# What LIMEN_FILES says, and for a bucket the settings around it, by the names of `Bucket`.
Place = Path | Mapping[str, str]


def store_of(place: Place) -> Store:
    """The store at a place. Raises `ImportError` when it is a bucket and boto3 is not installed."""
    if isinstance(place, Path):
        return FolderStore(place)
    from limen.outside.storage.bucket import Bucket, BucketStore  # an extra: most installations lack it

    return BucketStore(Bucket(**place))
