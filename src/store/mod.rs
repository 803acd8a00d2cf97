//! The one SQLite file of a station: opening it safely, keeping copies of it. The only SQL.
