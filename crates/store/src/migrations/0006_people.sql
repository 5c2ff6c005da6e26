-- Of people of before it is not known, until their draft is saved again.
ALTER TABLE people ADD COLUMN commune TEXT;

-- Under what the people of dossiers are looked up. Keys of older people are made when the desk is
-- opened: SQL cannot fold a name.
CREATE TABLE people_keys (
    kind TEXT NOT NULL CHECK (kind IN ('given', 'name', 'number', 'phone', 'phone_end')),
    key TEXT NOT NULL CHECK (key <> ''),
    marked TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq >= 1),
    dossier_id BLOB NOT NULL,
    part TEXT NOT NULL,
    PRIMARY KEY (kind, key, dossier_id, part),
    FOREIGN KEY (dossier_id, part) REFERENCES people (dossier_id, part) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX people_keys_by_person ON people_keys (dossier_id, part);
