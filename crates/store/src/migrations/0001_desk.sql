CREATE TABLE desk (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    desk_id BLOB NOT NULL CHECK (length(desk_id) = 16),
    prefix TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('authority', 'volunteer', 'post')),
    name TEXT NOT NULL,
    receiving_agency TEXT,
    last_seq INTEGER NOT NULL CHECK (last_seq >= 0),
    latest_clock_ms INTEGER NOT NULL,
    fold_version INTEGER NOT NULL,
    journal_genesis BLOB NOT NULL CHECK (length(journal_genesis) = 32)
) STRICT;

CREATE TABLE instances (
    instance_id BLOB NOT NULL PRIMARY KEY CHECK (length(instance_id) = 16),
    epoch INTEGER NOT NULL UNIQUE CHECK (epoch >= 1),
    cause TEXT NOT NULL CHECK (cause IN ('init', 'restore')),
    began_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE operators (
    operator_id BLOB NOT NULL PRIMARY KEY CHECK (length(operator_id) = 16),
    name TEXT NOT NULL CHECK (name <> ''),
    role TEXT NOT NULL CHECK (role IN ('lead', 'official', 'volunteer', 'post_agent')),
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1))
) STRICT;

CREATE TABLE dossiers (
    dossier_id BLOB NOT NULL PRIMARY KEY CHECK (length(dossier_id) = 16),
    provisional_code TEXT NOT NULL UNIQUE,
    taken_on TEXT NOT NULL CHECK (taken_on GLOB '????-??-??'),
    day_number INTEGER NOT NULL CHECK (day_number >= 1),
    procedure_code TEXT NOT NULL,
    catalogue_version TEXT,
    procedure_hash BLOB CHECK (length(procedure_hash) = 32),
    form_hash BLOB CHECK (length(form_hash) = 32),
    receiving_agency TEXT,
    competent_agency TEXT,
    desk_kind TEXT NOT NULL CHECK (desk_kind IN ('authority', 'volunteer', 'post')),
    channel TEXT NOT NULL CHECK (channel IN ('direct', 'online', 'post')),
    assistance TEXT NOT NULL CHECK (assistance IN ('done_for', 'guided', 'own')),
    folder TEXT NOT NULL UNIQUE,
    identity TEXT,
    erase_after TEXT CHECK (erase_after GLOB '????-??-??'),
    legal_hold INTEGER NOT NULL CHECK (legal_hold IN (0, 1)),
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    clock_ms INTEGER NOT NULL,
    offset_ms INTEGER,
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    UNIQUE (taken_on, day_number)
) STRICT;

CREATE TABLE cases (
    dossier_id BLOB NOT NULL PRIMARY KEY REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN (
        'draft', 'sealed', 'delivered', 'received', 'refused', 'processing',
        'supplement_asked', 'fee_asked', 'withdrawn', 'stopped', 'finished', 'returned'
    )),
    raw_status TEXT,
    official_code TEXT UNIQUE,
    announced_ms INTEGER,
    received_ms INTEGER,
    CHECK (raw_status IS NULL OR state NOT IN ('draft', 'sealed')),
    CHECK (official_code IS NULL OR state NOT IN ('draft', 'sealed', 'delivered'))
) STRICT;

CREATE INDEX cases_by_state ON cases (state);

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

CREATE INDEX drafts_discarded ON drafts (dossier_id) WHERE discarded_ms IS NOT NULL;

CREATE TABLE people (
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('submitter', 'owner')),
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    number_kind TEXT NOT NULL CHECK (number_kind IN ('citizen', 'old_nine', 'passport', 'none')),
    number TEXT,
    birth TEXT,
    phone TEXT,
    PRIMARY KEY (dossier_id, part),
    CHECK ((number IS NULL) = (number_kind = 'none'))
) STRICT, WITHOUT ROWID;

CREATE INDEX people_by_number ON people (number) WHERE number IS NOT NULL;
CREATE INDEX people_by_name ON people (name_fold);

CREATE TABLE pages (
    page_id BLOB NOT NULL PRIMARY KEY CHECK (length(page_id) = 16),
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    component TEXT NOT NULL,
    name TEXT NOT NULL,
    media TEXT NOT NULL CHECK (media IN ('application/pdf', 'image/jpeg', 'image/png')),
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    file TEXT NOT NULL UNIQUE,
    removed_ms INTEGER,
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    clock_ms INTEGER NOT NULL,
    offset_ms INTEGER,
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect'))
) STRICT;

CREATE INDEX pages_by_dossier ON pages (dossier_id, seq);

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
    UNIQUE (dossier_id, revision, desk_id),
    CHECK ((revision = 1) = (parent_submission_id IS NULL))
) STRICT;

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

CREATE TABLE parcels (
    parcel_id BLOB NOT NULL PRIMARY KEY CHECK (length(parcel_id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('submission', 'supplement', 'withdrawal', 'journal_head')),
    dossier_id BLOB REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    submission_id BLOB REFERENCES revisions (submission_id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN (
        'queued', 'announcing', 'sending', 'delivered', 'set_aside', 'cancelled'
    )),
    reason TEXT,
    lease_until_ms INTEGER,
    not_before_ms INTEGER,
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
    CHECK ((state IN ('set_aside', 'cancelled')) = (reason IS NOT NULL)),
    CHECK ((state IN ('announcing', 'sending')) = (lease_until_ms IS NOT NULL))
) STRICT;

CREATE INDEX parcels_by_state ON parcels (state, seq);

CREATE TABLE journal (
    entry INTEGER NOT NULL PRIMARY KEY CHECK (entry >= 1),
    act TEXT NOT NULL CHECK (act <> ''),
    dossier_id BLOB CHECK (length(dossier_id) = 16),
    before_mac BLOB CHECK (length(before_mac) = 32),
    after_mac BLOB CHECK (length(after_mac) = 32),
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    operator_id BLOB NOT NULL CHECK (length(operator_id) = 16),
    instance_id BLOB NOT NULL CHECK (length(instance_id) = 16),
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    clock_ms INTEGER NOT NULL,
    offset_ms INTEGER,
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    link BLOB NOT NULL CHECK (length(link) = 32)
) STRICT;

CREATE INDEX journal_by_dossier ON journal (dossier_id, entry) WHERE dossier_id IS NOT NULL;

CREATE TRIGGER revisions_never_change BEFORE UPDATE ON revisions
BEGIN
    SELECT raise(ABORT, 'a sealed revision never changes');
END;

CREATE TRIGGER parts_never_change BEFORE UPDATE ON parts
BEGIN
    SELECT raise(ABORT, 'a sealed part never changes');
END;

CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal
BEGIN
    SELECT raise(ABORT, 'the journal never changes');
END;

CREATE TRIGGER journal_never_shrinks BEFORE DELETE ON journal
BEGIN
    SELECT raise(ABORT, 'the journal never shrinks');
END;

-- REPLACE removes the row that is in the way without asking the triggers on DELETE and UPDATE.
CREATE TRIGGER revisions_are_never_replaced BEFORE INSERT ON revisions
WHEN EXISTS (
    SELECT 1
    FROM revisions
    WHERE submission_id = NEW.submission_id
        OR manifest_file = NEW.manifest_file
        OR seq = NEW.seq
        OR (dossier_id = NEW.dossier_id AND revision = NEW.revision AND desk_id = NEW.desk_id)
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

CREATE TRIGGER journal_grows_at_its_end BEFORE INSERT ON journal
WHEN NEW.entry <> (SELECT coalesce(max(entry), 0) + 1 FROM journal)
    OR EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq)
BEGIN
    SELECT raise(ABORT, 'the journal grows at its end');
END;
