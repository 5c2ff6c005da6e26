-- An owner may be an organisation, which has numbers of its own kinds. SQLite cannot change a check:
-- the table is made anew. The keys go with it and are made again when the desk is opened.
CREATE TABLE people_before AS
SELECT dossier_id, part, name, name_fold, number_kind, number, birth, phone, commune
FROM people;

DROP TABLE people_keys;
DROP TABLE people;

CREATE TABLE people (
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('submitter', 'owner')),
    is_organisation INTEGER NOT NULL CHECK (is_organisation IN (0, 1)),
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    number_kind TEXT NOT NULL CHECK (
        CASE is_organisation
            WHEN 0 THEN number_kind IN ('citizen', 'old_nine', 'passport', 'none')
            ELSE number_kind IN ('tax_code', 'agency_code', 'decision', 'none')
        END
    ),
    number TEXT,
    birth TEXT,
    phone TEXT,
    commune TEXT,
    PRIMARY KEY (dossier_id, part),
    CHECK ((number IS NULL) = (number_kind = 'none')),
    CHECK (NOT is_organisation OR part = 'owner')
) STRICT, WITHOUT ROWID;

INSERT INTO people
    (dossier_id, part, is_organisation, name, name_fold, number_kind, number, birth, phone, commune)
SELECT dossier_id, part, 0, name, name_fold, number_kind, number, birth, phone, commune
FROM people_before;

DROP TABLE people_before;

CREATE INDEX people_by_number ON people (number) WHERE number IS NOT NULL;
CREATE INDEX people_by_name ON people (name_fold);

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
