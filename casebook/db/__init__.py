"""The casebook's database: the only place that knows SQLAlchemy."""
