"""The page cache: outermost, before Django's own stack.

What a public address answers is a pure function of the address, the site version, the day (pages say when a review
is late) and the build. So an answer is rendered once for that key, compressed once, and given out until the key
changes. Nothing is ever expired by time and nothing has to be purged: a publish or a withdrawal moves the site version,
and with it every key. The decision, the bounds and the figures are in docs/adr/0005.

How fresh: the version is read from the database at most once a second. A worker that publishes, or sees a new version,
rings a bell that all workers of the machine hear at their next request, so no reader is sent back in time by another
worker. While the database is away the last known version stands, for at most a day.
"""
