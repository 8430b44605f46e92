# SPDX-License-Identifier: EUPL-1.2
"""A Bluesky account server with one account and no database, by arroba (CC0).

usage: arroba_server.py PORT POSTS
Makes an account did:web:127.0.0.1 with so many posts in memory, prints `post RKEY` for each and then `ready`, and serves
com.atproto.sync.getRepo, com.atproto.repo.listRecords and com.atproto.repo.describeRepo on 127.0.0.1 until it is killed.
"""
import sys
from datetime import datetime, timedelta, timezone

import flask
import lexrpc.flask_server
from arroba import server, util, xrpc_repo, xrpc_sync  # noqa: F401: they register what they serve
from arroba.repo import Repo, Write
from arroba.storage import Action, MemoryStorage

port, count = int(sys.argv[1]), int(sys.argv[2])
did = "did:web:127.0.0.1"
server.storage = MemoryStorage()
key = util.new_key()
repo = Repo.create(server.storage, did, handle="dijkgraaf.example", signing_key=key, rotation_key=key)
begin = datetime(2026, 1, 1, tzinfo=timezone.utc)
for number in range(count):
    moment = begin + timedelta(hours=7 * number)
    rkey = str(util.datetime_to_tid(moment))
    server.storage.commit(repo, [Write(
        action=Action.CREATE, collection="app.bsky.feed.post", rkey=rkey, record={
            "$type": "app.bsky.feed.post", "text": f"Bericht {number}",
            "createdAt": moment.isoformat().replace("+00:00", "Z")})])
    print("post", rkey, int(moment.timestamp()))


class Nothing:
    """In place of the database of blobs, which this server does not have."""
    repos = key = id = None

    def __init__(self, id=None):
        self.id = id

    @staticmethod
    def query(*_):
        return Nothing()

    def fetch(self, limit=None):
        return []


xrpc_sync.AtpRemoteBlob = xrpc_sync.AtpRepo = Nothing
app = flask.Flask("arroba")
lexrpc.flask_server.init_flask(server.server, app)
print("ready", flush=True)
app.run(host="127.0.0.1", port=port)
