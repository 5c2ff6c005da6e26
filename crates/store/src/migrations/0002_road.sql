CREATE TABLE desk_key (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    seed BLOB NOT NULL CHECK (length(seed) = 32),
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    clock_ms INTEGER NOT NULL,
    offset_ms INTEGER,
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect'))
) STRICT;

CREATE TABLE gateway (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    url TEXT NOT NULL CHECK (url <> ''),
    ca TEXT,
    root BLOB NOT NULL CHECK (length(root) = 32),
    keys TEXT NOT NULL CHECK (keys <> ''),
    keys_serial INTEGER NOT NULL CHECK (keys_serial >= 0),
    name TEXT NOT NULL,
    agency TEXT NOT NULL,
    era INTEGER CHECK (era >= 0),
    cursor TEXT,
    last_event INTEGER NOT NULL CHECK (last_event >= 0),
    gateway_offset_ms INTEGER,
    heard_ms INTEGER,
    compared_in BLOB REFERENCES instances (instance_id),
    capabilities TEXT CHECK (json_valid(capabilities)),
    tried_ms INTEGER,
    trouble TEXT CHECK (trouble <> ''),
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    clock_ms INTEGER NOT NULL,
    offset_ms INTEGER,
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    CHECK ((gateway_offset_ms IS NULL) = (heard_ms IS NULL)),
    CHECK (trouble IS NULL OR tried_ms IS NOT NULL)
) STRICT;

CREATE TABLE receipts (
    delivery_key BLOB NOT NULL CHECK (length(delivery_key) = 16),
    delivered_ms INTEGER NOT NULL,
    announced_ms INTEGER NOT NULL,
    dossier_id BLOB NOT NULL CHECK (length(dossier_id) = 16),
    gateway BLOB NOT NULL CHECK (length(gateway) = 10),
    statement TEXT NOT NULL CHECK (statement <> ''),
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    clock_ms INTEGER NOT NULL,
    offset_ms INTEGER,
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    PRIMARY KEY (delivery_key, delivered_ms, gateway)
) STRICT;

CREATE INDEX receipts_by_dossier ON receipts (dossier_id, seq);

CREATE TRIGGER receipts_never_change BEFORE UPDATE ON receipts
BEGIN
    SELECT raise(ABORT, 'a receipt never changes');
END;

CREATE TRIGGER receipts_never_go BEFORE DELETE ON receipts
BEGIN
    SELECT raise(ABORT, 'a receipt is kept for good');
END;

-- REPLACE removes the row that is in the way without asking the triggers on DELETE and UPDATE.
CREATE TRIGGER receipts_are_never_replaced BEFORE INSERT ON receipts
WHEN EXISTS (
    SELECT 1
    FROM receipts
    WHERE seq = NEW.seq
        OR (delivery_key = NEW.delivery_key AND delivered_ms = NEW.delivered_ms
            AND gateway = NEW.gateway)
)
BEGIN
    SELECT raise(ABORT, 'a receipt is never replaced');
END;

CREATE TABLE events (
    gateway BLOB NOT NULL CHECK (length(gateway) = 10),
    era INTEGER NOT NULL CHECK (era >= 0),
    number INTEGER NOT NULL CHECK (number >= 1),
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    submission_id BLOB NOT NULL CHECK (length(submission_id) = 16),
    at_ms INTEGER NOT NULL,
    status TEXT NOT NULL,
    official_code TEXT,
    received_ms INTEGER,
    reason TEXT,
    deadline TEXT CHECK (deadline GLOB '????-??-??'),
    result_sha256 BLOB CHECK (length(result_sha256) = 32),
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    clock_ms INTEGER NOT NULL,
    offset_ms INTEGER,
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    PRIMARY KEY (gateway, era, number)
) STRICT;

CREATE INDEX events_by_dossier ON events (dossier_id, seq);

CREATE TABLE results (
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size >= 0),
    file TEXT UNIQUE,
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    clock_ms INTEGER NOT NULL,
    offset_ms INTEGER,
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    PRIMARY KEY (dossier_id, sha256)
) STRICT;

CREATE INDEX results_to_fetch ON results (seq) WHERE file IS NULL;

-- An agency may give one code to two dossiers, and set one back to "newly registered".
CREATE TABLE cases_before AS
SELECT dossier_id, state, raw_status, official_code, announced_ms, received_ms
FROM cases;

DROP TABLE cases;

CREATE TABLE cases (
    dossier_id BLOB NOT NULL PRIMARY KEY REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN (
        'draft', 'sealed', 'delivered', 'received', 'refused', 'processing',
        'supplement_asked', 'fee_asked', 'withdrawn', 'stopped', 'finished', 'returned'
    )),
    raw_status TEXT,
    official_code TEXT,
    announced_ms INTEGER,
    received_ms INTEGER,
    CHECK (raw_status IS NULL OR state NOT IN ('draft', 'sealed')),
    CHECK (official_code IS NULL OR state NOT IN ('draft', 'sealed'))
) STRICT;

INSERT INTO cases (dossier_id, state, raw_status, official_code, announced_ms, received_ms)
SELECT dossier_id, state, raw_status, official_code, announced_ms, received_ms
FROM cases_before;

DROP TABLE cases_before;

CREATE INDEX cases_by_state ON cases (state);
CREATE INDEX cases_by_official_code ON cases (official_code) WHERE official_code IS NOT NULL;

-- A revision that the gateway has refused never was: the next one takes its number.
CREATE TABLE drafts_before AS
SELECT dossier_id, edition, form, head_submission_id, head_revision, discarded_ms, operator_id,
       instance_id, epoch, seq, clock_ms, offset_ms, clock_trust
FROM drafts;

CREATE TABLE parts_before AS
SELECT submission_id, number, component, name, media, size, sha256, file
FROM parts;

CREATE TABLE parcels_before AS
SELECT parcel_id, kind, dossier_id, submission_id, state, reason, attempts, operator_id,
       instance_id, epoch, seq, clock_ms, offset_ms, clock_trust
FROM parcels;

CREATE TABLE revisions_before AS
SELECT submission_id, dossier_id, desk_id, revision, parent_submission_id, manifest,
       manifest_sha256, manifest_file, operator_id, instance_id, epoch, seq, clock_ms, offset_ms,
       clock_trust
FROM revisions;

DROP TABLE drafts;
DROP TABLE parts;
DROP TABLE parcels;
DROP TABLE revisions;

CREATE TABLE revisions (
    submission_id BLOB NOT NULL PRIMARY KEY CHECK (length(submission_id) = 16),
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    desk_id BLOB NOT NULL CHECK (length(desk_id) = 16),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    parent_submission_id BLOB CHECK (length(parent_submission_id) = 16),
    manifest BLOB NOT NULL,
    manifest_sha256 BLOB NOT NULL CHECK (length(manifest_sha256) = 32),
    manifest_file TEXT NOT NULL UNIQUE,
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    clock_ms INTEGER NOT NULL,
    offset_ms INTEGER,
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    CHECK ((revision = 1) = (parent_submission_id IS NULL))
) STRICT;

INSERT INTO revisions
    (submission_id, dossier_id, desk_id, revision, parent_submission_id, manifest,
     manifest_sha256, manifest_file, operator_id, instance_id, epoch, seq, clock_ms, offset_ms,
     clock_trust)
SELECT submission_id, dossier_id, desk_id, revision, parent_submission_id, manifest,
       manifest_sha256, manifest_file, operator_id, instance_id, epoch, seq, clock_ms, offset_ms,
       clock_trust
FROM revisions_before;

CREATE TABLE drafts (
    dossier_id BLOB NOT NULL PRIMARY KEY REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    edition INTEGER NOT NULL CHECK (edition >= 1),
    form TEXT NOT NULL CHECK (json_valid(form)),
    head_submission_id BLOB REFERENCES revisions (submission_id),
    head_revision INTEGER CHECK (head_revision >= 1),
    discarded_ms INTEGER,
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    clock_ms INTEGER NOT NULL,
    offset_ms INTEGER,
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    CHECK ((head_submission_id IS NULL) = (head_revision IS NULL))
) STRICT;

INSERT INTO drafts
    (dossier_id, edition, form, head_submission_id, head_revision, discarded_ms, operator_id,
     instance_id, epoch, seq, clock_ms, offset_ms, clock_trust)
SELECT dossier_id, edition, form, head_submission_id, head_revision, discarded_ms, operator_id,
       instance_id, epoch, seq, clock_ms, offset_ms, clock_trust
FROM drafts_before;

CREATE TABLE parts (
    submission_id BLOB NOT NULL REFERENCES revisions (submission_id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 0),
    component TEXT,
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    file TEXT NOT NULL,
    PRIMARY KEY (submission_id, number),
    CHECK ((number = 0) = (component IS NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO parts
    (submission_id, number, component, name, media, size, sha256, file)
SELECT submission_id, number, component, name, media, size, sha256, file
FROM parts_before;

CREATE TABLE parcels (
    parcel_id BLOB NOT NULL PRIMARY KEY CHECK (length(parcel_id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('submission', 'supplement', 'withdrawal', 'journal_head')),
    dossier_id BLOB REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    submission_id BLOB REFERENCES revisions (submission_id) ON DELETE CASCADE,
    body BLOB,
    state TEXT NOT NULL CHECK (state IN (
        'queued', 'announcing', 'sending', 'delivered', 'set_aside', 'cancelled'
    )),
    reason TEXT,
    problem TEXT CHECK (json_valid(problem)),
    announced_ms INTEGER,
    lease_until_ms INTEGER,
    lease_holder BLOB CHECK (length(lease_holder) = 8),
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    clock_ms INTEGER NOT NULL,
    offset_ms INTEGER,
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    UNIQUE (submission_id, kind),
    CHECK ((kind = 'journal_head') = (dossier_id IS NULL)),
    CHECK ((kind IN ('submission', 'supplement')) = (submission_id IS NOT NULL)),
    CHECK ((kind = 'withdrawal') = (body IS NOT NULL)),
    CHECK ((state = 'cancelled') = (reason IS NOT NULL)),
    CHECK ((state = 'set_aside') = (problem IS NOT NULL)),
    CHECK ((state IN ('announcing', 'sending')) = (lease_until_ms IS NOT NULL)),
    CHECK ((lease_until_ms IS NULL) = (lease_holder IS NULL))
) STRICT;

-- What was under way or set aside waits again. A request to withdraw had no body that could be sent:
-- it is cancelled, and has to be asked for anew.
INSERT INTO parcels
    (parcel_id, kind, dossier_id, submission_id, body, state, reason, attempts, operator_id,
     instance_id, epoch, seq, clock_ms, offset_ms, clock_trust)
SELECT parcel_id, kind, dossier_id, submission_id,
       iif(kind = 'withdrawal', x'', NULL),
       CASE
           WHEN state IN ('delivered', 'cancelled') THEN state
           WHEN kind = 'withdrawal' THEN 'cancelled'
           ELSE 'queued'
       END,
       CASE
           WHEN state = 'cancelled' THEN reason
           WHEN state <> 'delivered' AND kind = 'withdrawal' THEN 'without-body'
       END,
       attempts, operator_id, instance_id, epoch, seq, clock_ms, offset_ms, clock_trust
FROM parcels_before;

DROP TABLE drafts_before;
DROP TABLE parts_before;
DROP TABLE parcels_before;
DROP TABLE revisions_before;

CREATE INDEX drafts_discarded ON drafts (dossier_id) WHERE discarded_ms IS NOT NULL;
CREATE INDEX revisions_by_dossier ON revisions (dossier_id, seq);
CREATE INDEX parcels_by_state ON parcels (state, seq);
CREATE INDEX parcels_by_dossier ON parcels (dossier_id, seq) WHERE dossier_id IS NOT NULL;

CREATE TRIGGER revisions_never_change BEFORE UPDATE ON revisions
BEGIN
    SELECT raise(ABORT, 'a sealed revision never changes');
END;

CREATE TRIGGER parts_never_change BEFORE UPDATE ON parts
BEGIN
    SELECT raise(ABORT, 'a sealed part never changes');
END;

CREATE TRIGGER revisions_are_never_replaced BEFORE INSERT ON revisions
WHEN EXISTS (
    SELECT 1
    FROM revisions
    WHERE submission_id = NEW.submission_id
        OR manifest_file = NEW.manifest_file
        OR seq = NEW.seq
)
BEGIN
    SELECT raise(ABORT, 'a sealed revision is never replaced');
END;

CREATE TRIGGER parts_are_never_replaced BEFORE INSERT ON parts
WHEN EXISTS (
    SELECT 1
    FROM parts
    WHERE submission_id = NEW.submission_id AND number = NEW.number
)
BEGIN
    SELECT raise(ABORT, 'a sealed part is never replaced');
END;
