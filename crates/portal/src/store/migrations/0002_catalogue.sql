-- The keys that sign packages of the catalogue, and the packages that desks were offered.
CREATE TABLE catalogue_keys (
    key_id TEXT NOT NULL PRIMARY KEY,
    public BLOB NOT NULL CHECK (length(public) = 32),
    made_ms INTEGER NOT NULL,
    until_ms INTEGER
) STRICT;

CREATE TABLE catalogues (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    size INTEGER NOT NULL CHECK (size > 0),
    version TEXT NOT NULL CHECK (version <> ''),
    contents BLOB NOT NULL CHECK (length(contents) = 32),
    key_id TEXT NOT NULL REFERENCES catalogue_keys (key_id),
    made_ms INTEGER NOT NULL,
    published_ms INTEGER NOT NULL,
    package BLOB CHECK (length(package) = size)
) STRICT;

CREATE UNIQUE INDEX one_catalogue_is_offered ON catalogues (package IS NOT NULL)
WHERE package IS NOT NULL;
