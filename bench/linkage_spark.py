"""The same linkage on Spark, to show that it is the same: its pairs beside those of the engine inside.

Spark is no part of Limen. It runs in an environment of its own (docs/operations/linkage.md says how), reads
what `python -m bench linkage --keep FOLDER` left there, and applies the same model to the same records.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import tempfile
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def main(argv: Sequence[str]) -> int:
    """Link on Spark, and print what differs; exit 1 when more than one pair in a hundred does."""
    options = _parsed(argv)
    folder = Path(options.kept)
    ours = {tuple(pair) for pair in json.loads((folder / "pairs.json").read_text())}
    began = time.perf_counter()
    spark = _session(options.master)
    started, where = time.perf_counter() - began, spark.sparkContext.master
    load = os.getloadavg()[0]
    print(f"Spark {spark.version}, {where}, started in {started:.1f} s; load {load:.1f}", flush=True)
    began = time.perf_counter()
    theirs, rows = _linked(spark, folder / "prepared.parquet")
    seconds = time.perf_counter() - began
    spark.stop()
    both = len(ours & theirs)
    print(f"{rows:,} records; {len(theirs):,} pairs in {seconds:.1f} s on Spark, {len(ours):,} on DuckDB")
    print(f"{both:,} the same, {len(theirs - ours)} only on Spark, {len(ours - theirs)} only on DuckDB")
    return 0 if both >= 0.99 * max(len(ours), len(theirs)) else 1


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench linkage_spark", description=__doc__)
    parser.add_argument("kept", help="the folder that `bench linkage --keep` filled")
    parser.add_argument("--master", default="local-cluster[2,1,1024]", help="where Spark runs")
    return parser.parse_args(argv)


def _session(master: str) -> Any:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(master).appName("limen-linkage")
    for name, value in {
        "spark.driver.memory": "1g",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "8",
        "spark.default.parallelism": "8",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.sparkContext.setCheckpointDir(f"{tempfile.gettempdir()}/limen-spark")
    return session


def _linked(spark: Any, prepared: Path) -> tuple[set[tuple[str, ...]], int]:
    from splink import Linker
    from splink.backends.spark import SparkAPI

    from limen.linkage.linking import LIKELY
    from limen.linkage.model import settings
    from limen.linkage.weights import WEIGHTS

    records = spark.read.parquet(str(prepared))
    count = records.count()
    make: Any = SparkAPI  # its constructor has no types
    api = make(spark_session=spark, num_partitions_on_repartition=8)
    linker = Linker(api.register(records), settings(count, WEIGHTS), log_level=logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = linker.inference.predict(threshold_match_probability=LIKELY, warning_mode="never")
    rows = found.as_record_list()
    pairs = {tuple(sorted((row["unique_id_l"], row["unique_id_r"]))) for row in rows}
    return pairs, count


if __name__ == "__main__":
    import sys

    raise SystemExit(main(sys.argv[1:]))
