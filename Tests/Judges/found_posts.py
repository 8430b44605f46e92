# SPDX-License-Identifier: EUPL-1.2
"""What the newest run of a collection found, read from its database by other software than Kabinet.

usage: found_posts.py FOLDER
Prints `RELATION ID SECONDS` for each post, SECONDS since 1970 or `-`, and `counter NAME VALUE` for each counter.
"""
import sqlite3
import sys

database = sqlite3.connect(f"file:{sys.argv[1]}/kabinet.sqlite?mode=ro", uri=True)
newest = "(select max(id) from runs)"
for relation, post, date in database.execute(
        f"select relation, post_id, date from found_posts where run_id = {newest} order by post_id"):
    print(relation, post, "-" if date is None else date // 1_000_000)
for name, value in database.execute(f"select name, value from counters where run_id = {newest}"):
    print("counter", name, value)
