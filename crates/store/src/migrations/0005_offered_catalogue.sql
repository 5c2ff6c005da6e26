-- What this desk made of the packages of the catalogue that its gateway offered.
CREATE TABLE refused_catalogue (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    version TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    file TEXT,
    keys_serial INTEGER NOT NULL,
    program TEXT NOT NULL,
    refused_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE latest_catalogue (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    version TEXT NOT NULL CHECK (version <> '')
) STRICT;
