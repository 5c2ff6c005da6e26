-- Packages of the catalogue, and by which of them a dossier was taken in.
CREATE TABLE catalogues (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    version TEXT NOT NULL CHECK (version <> ''),
    name TEXT NOT NULL,
    trust TEXT NOT NULL CHECK (trust IN ('shipped', 'signed', 'unsigned')),
    key_id TEXT CHECK ((key_id IS NULL) = (trust <> 'signed')),
    made_ms INTEGER NOT NULL,
    package BLOB NOT NULL,
    is_in_use INTEGER NOT NULL CHECK (is_in_use IN (0, 1)),
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    clock_ms INTEGER NOT NULL,
    offset_ms INTEGER,
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect'))
) STRICT;

CREATE UNIQUE INDEX one_catalogue_is_in_use ON catalogues (is_in_use) WHERE is_in_use = 1;

ALTER TABLE dossiers ADD COLUMN catalogue_hash BLOB CHECK (length(catalogue_hash) = 32);
