CREATE TABLE gateway (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    root BLOB NOT NULL CHECK (length(root) = 32),
    agency TEXT NOT NULL CHECK (agency <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    era INTEGER NOT NULL CHECK (era >= 1),
    min_client TEXT NOT NULL,
    receipts_key TEXT NOT NULL REFERENCES signing_keys (key_id),
    made_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE signing_keys (
    key_id TEXT NOT NULL PRIMARY KEY,
    public BLOB NOT NULL CHECK (length(public) = 32),
    seed BLOB CHECK (length(seed) = 32),
    made_ms INTEGER NOT NULL,
    until_ms INTEGER,
    CHECK ((seed IS NULL) = (until_ms IS NOT NULL))
) STRICT;

CREATE TABLE key_lists (
    serial INTEGER NOT NULL PRIMARY KEY CHECK (serial >= 1),
    statement TEXT NOT NULL,
    issued_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE enrolment_codes (
    name TEXT NOT NULL PRIMARY KEY CHECK (length(name) = 16),
    code BLOB NOT NULL CHECK (length(code) = 20),
    made_for TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    used_by BLOB REFERENCES desks (desk_id),
    used_ms INTEGER,
    CHECK ((used_by IS NULL) = (used_ms IS NULL))
) STRICT;

CREATE TABLE desks (
    desk_id BLOB NOT NULL PRIMARY KEY CHECK (length(desk_id) = 16),
    kind TEXT NOT NULL,
    prefix TEXT NOT NULL,
    name TEXT NOT NULL,
    key BLOB NOT NULL CHECK (length(key) = 32),
    instance_id BLOB NOT NULL CHECK (length(instance_id) = 16),
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    enrolled_ms INTEGER NOT NULL,
    revoked_ms INTEGER
) STRICT;

CREATE TABLE dossiers (
    dossier_id BLOB NOT NULL PRIMARY KEY CHECK (length(dossier_id) = 16),
    procedure TEXT NOT NULL,
    provisional_code TEXT,
    status TEXT CHECK (status <> ''),
    official_code TEXT UNIQUE,
    received_ms INTEGER,
    reason TEXT,
    deadline TEXT CHECK (deadline GLOB '????-??-??'),
    changed_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX dossiers_by_code ON dossiers (provisional_code) WHERE provisional_code IS NOT NULL;

CREATE TABLE revisions (
    place INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    submission_id BLOB NOT NULL UNIQUE CHECK (length(submission_id) = 16),
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    parent_submission_id BLOB REFERENCES revisions (submission_id),
    desk_id BLOB NOT NULL REFERENCES desks (desk_id),
    instance_id BLOB NOT NULL CHECK (length(instance_id) = 16),
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    manifest BLOB NOT NULL,
    manifest_sha256 BLOB NOT NULL CHECK (length(manifest_sha256) = 32),
    form BLOB NOT NULL,
    announcements INTEGER NOT NULL CHECK (announcements >= 1),
    announced_ms INTEGER NOT NULL,
    delivered_ms INTEGER,
    receipt TEXT,
    arrival INTEGER UNIQUE,
    UNIQUE (dossier_id, revision),
    CHECK ((revision = 1) = (parent_submission_id IS NULL)),
    CHECK ((delivered_ms IS NULL) = (receipt IS NULL)),
    CHECK ((delivered_ms IS NULL) = (arrival IS NULL))
) STRICT;

CREATE INDEX revisions_by_desk ON revisions (desk_id, dossier_id);

CREATE TABLE parts (
    submission_id BLOB NOT NULL REFERENCES revisions (submission_id),
    number INTEGER NOT NULL CHECK (number >= 0),
    component TEXT,
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    file TEXT,
    held_ms INTEGER,
    PRIMARY KEY (submission_id, number),
    CHECK (number = 0 OR (file IS NULL) = (held_ms IS NULL)),
    CHECK (number > 0 OR (file IS NULL AND held_ms IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX parts_by_file ON parts (file) WHERE file IS NOT NULL;

CREATE TABLE uploads (
    upload_id BLOB NOT NULL PRIMARY KEY CHECK (length(upload_id) = 16),
    submission_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'gone')),
    received INTEGER NOT NULL CHECK (received >= 0),
    file TEXT NOT NULL UNIQUE,
    file_size INTEGER NOT NULL CHECK (file_size >= 0),
    touched_ms INTEGER NOT NULL,
    FOREIGN KEY (submission_id, number) REFERENCES parts (submission_id, number)
) STRICT;

CREATE UNIQUE INDEX uploads_live ON uploads (submission_id, number) WHERE state <> 'gone';
CREATE INDEX uploads_by_age ON uploads (touched_ms) WHERE state = 'open';

CREATE TABLE slices (
    upload_id BLOB NOT NULL REFERENCES uploads (upload_id),
    start INTEGER NOT NULL CHECK (start >= 0),
    size INTEGER NOT NULL CHECK (size > 0),
    file_start INTEGER NOT NULL CHECK (file_start >= 0),
    file_size INTEGER NOT NULL CHECK (file_size > 0),
    PRIMARY KEY (upload_id, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE withdrawals (
    withdrawal_id BLOB NOT NULL PRIMARY KEY CHECK (length(withdrawal_id) = 16),
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id),
    submission_id BLOB NOT NULL REFERENCES revisions (submission_id),
    desk_id BLOB NOT NULL REFERENCES desks (desk_id),
    request BLOB NOT NULL,
    request_sha256 BLOB NOT NULL CHECK (length(request_sha256) = 32),
    announcements INTEGER NOT NULL CHECK (announcements >= 1),
    announced_ms INTEGER NOT NULL,
    receipt TEXT NOT NULL
) STRICT;

CREATE INDEX withdrawals_by_dossier ON withdrawals (dossier_id);

CREATE TABLE events (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    era INTEGER NOT NULL CHECK (era >= 1),
    at_ms INTEGER NOT NULL,
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id),
    submission_id BLOB NOT NULL REFERENCES revisions (submission_id),
    status TEXT NOT NULL CHECK (status <> ''),
    result BLOB CHECK (length(result) = 32),
    statement TEXT NOT NULL
) STRICT;

CREATE INDEX events_by_dossier ON events (dossier_id, number);

CREATE TABLE results (
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    file TEXT NOT NULL UNIQUE,
    kept_ms INTEGER NOT NULL,
    PRIMARY KEY (dossier_id, sha256)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER revisions_stay BEFORE DELETE ON revisions
BEGIN
    SELECT RAISE(ABORT, 'an announced id is kept for good');
END;

CREATE TRIGGER revisions_do_not_change
BEFORE UPDATE OF place, submission_id, dossier_id, revision, parent_submission_id, desk_id,
    manifest, manifest_sha256, form, announced_ms ON revisions
BEGIN
    SELECT RAISE(ABORT, 'what was announced never changes');
END;

CREATE TRIGGER receipts_do_not_change BEFORE UPDATE OF receipt, delivered_ms, arrival ON revisions
WHEN OLD.receipt IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a receipt never changes');
END;

CREATE TRIGGER receipts_cover_every_part BEFORE UPDATE OF receipt ON revisions
WHEN EXISTS (
    SELECT 1 FROM parts WHERE submission_id = NEW.submission_id AND held_ms IS NULL
)
BEGIN
    SELECT RAISE(ABORT, 'a part is missing');
END;

CREATE TRIGGER withdrawals_stay BEFORE DELETE ON withdrawals
BEGIN
    SELECT RAISE(ABORT, 'an announced id is kept for good');
END;

CREATE TRIGGER events_stay BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'an event is kept for good');
END;

CREATE TRIGGER events_do_not_change BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'an event never changes');
END;
