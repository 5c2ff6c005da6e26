-- How the window looks to whoever works at this desk.
CREATE TABLE preferences (
    name TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
