"""The database: an embedded PostgreSQL where no other is named."""
