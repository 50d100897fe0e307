"""The casebook's tables."""

import sqlalchemy as sql

METADATA = sql.MetaData()

JOBS = sql.Table(
    "jobs",
    METADATA,
    sql.Column("id", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("kind", sql.Text, nullable=False),
    sql.Column("payload", sql.Text, nullable=False),
    sql.Column("state", sql.Text, nullable=False, index=True),
    sql.Column("slot", sql.Integer, unique=True),
    sql.Column("attempt", sql.Integer, nullable=False, default=0),
    sql.Column("worker", sql.Text),
    sql.Column("queued_at", sql.Float, nullable=False),
    sql.Column("started_at", sql.Float),
    sql.Column("ended_at", sql.Float),
    sql.Column("heartbeat_at", sql.Float),
    sql.Column("done", sql.Integer, nullable=False, default=0),
    sql.Column("total", sql.Integer),
    sql.Column("message", sql.Text, nullable=False, default=""),
    sql.Column("step_at", sql.Float),
    sql.Column("cancel_at", sql.Float),
    sql.Column("deaths", sql.Integer, nullable=False, default=0, server_default="0"),
    sql.Column("outcome", sql.Text),
    sqlite_autoincrement=True,
)
"""Times are seconds since 1970 (UTC). `slot` is 1 for the running job and null for all others: being
unique, it keeps a second one from running. `attempt` rises with each claim and fences out a worker
whose job was taken over; `deaths` counts the silent ones. `cancel_at` is when somebody asked to stop it.
"""
