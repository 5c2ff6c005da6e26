-- The whole schema as it stands after every migration, to be read. It is never run by the program:
-- migrations/ are. A test holds the two equal, and holds that every column says here what it is, and
-- every column that may be NULL says what NULL means.
--
-- Ids are UUIDv7 in 16 bytes. Times that end in _ms are milliseconds since 1970 UTC, by the gateway's
-- clock. Legal dates are texts of the form 2026-11-23, at +07:00. Nothing that a desk was ever told is
-- deleted or changed: triggers at the end hold that.

-- Which gateway this is; one row for the life of the database.
CREATE TABLE gateway (
    -- Always 1: there is one row.
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    -- The public root key: its fingerprint is the gateway's name to every desk.
    root BLOB NOT NULL CHECK (length(root) = 32),
    -- Code of the agency that runs it.
    agency TEXT NOT NULL CHECK (agency <> ''),
    -- What people call it.
    name TEXT NOT NULL CHECK (name <> ''),
    -- Which life of these records it is; each restored backup begins one with a higher number, which
    -- no earlier one had: seconds since 2020.
    era INTEGER NOT NULL CHECK (era >= 1),
    -- The oldest version of the desk that it talks to.
    min_client TEXT NOT NULL,
    -- The key that signs receipts, events and the time now.
    receipts_key TEXT NOT NULL REFERENCES signing_keys (key_id),
    -- When it was set up.
    made_ms INTEGER NOT NULL
) STRICT;

-- The keys that sign, or have signed, receipts, events and the time.
CREATE TABLE signing_keys (
    -- Its name in the header of what it signs: r- and the fingerprint of the public half.
    key_id TEXT NOT NULL PRIMARY KEY,
    -- The public half, for good: old receipts are checked with it.
    public BLOB NOT NULL CHECK (length(public) = 32),
    -- The secret half. NULL: another key has taken its place, and it signs nothing any more.
    seed BLOB CHECK (length(seed) = 32),
    -- When it was made.
    made_ms INTEGER NOT NULL,
    -- Until when what it signed is believed. NULL: it still signs.
    until_ms INTEGER,
    CHECK ((seed IS NULL) = (until_ms IS NOT NULL))
) STRICT;

-- Every list of keys that the root has signed; the newest is handed out.
CREATE TABLE key_lists (
    -- Its number, which grows, over restored backups too: seconds since 2020, from the second on.
    serial INTEGER NOT NULL PRIMARY KEY CHECK (serial >= 1),
    -- The signed text.
    statement TEXT NOT NULL,
    -- When it was signed.
    issued_ms INTEGER NOT NULL
) STRICT;

-- The keys that sign packages of the catalogue. Their secret halves were never here.
CREATE TABLE catalogue_keys (
    -- Its name in the header of what it signs: c- and the fingerprint of the public half.
    key_id TEXT NOT NULL PRIMARY KEY,
    -- The public half.
    public BLOB NOT NULL CHECK (length(public) = 32),
    -- When it was made.
    made_ms INTEGER NOT NULL,
    -- When a later key took its place. NULL: what it signs is believed.
    until_ms INTEGER
) STRICT;

-- The packages of the catalogue that desks were offered, in the order in which they were published.
CREATE TABLE catalogues (
    -- Place in the order.
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    -- SHA-256 of the file, by which desks ask for it.
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    -- Size of the file in bytes.
    size INTEGER NOT NULL CHECK (size > 0),
    -- Its version, such as 2026.11.22-2.
    version TEXT NOT NULL CHECK (version <> ''),
    -- Hash of its contents, the same whoever signed it and whenever.
    contents BLOB NOT NULL CHECK (length(contents) = 32),
    -- The key that signed it.
    key_id TEXT NOT NULL REFERENCES catalogue_keys (key_id),
    -- When it was made, as it says itself.
    made_ms INTEGER NOT NULL,
    -- When it was published here.
    published_ms INTEGER NOT NULL,
    -- The file. NULL: others have taken its place, and too many since.
    package BLOB CHECK (length(package) = size)
    ,
    -- 1 while desks are offered it. Of the others the last few are kept: a desk that has one of them
    -- fetches only what is new.
    is_offered INTEGER NOT NULL DEFAULT 0 CHECK (is_offered IN (0, 1) AND is_offered <= (package IS NOT NULL))) STRICT;

CREATE UNIQUE INDEX one_catalogue_is_offered ON catalogues (is_offered) WHERE is_offered = 1;

-- The codes with which desks enrol.
CREATE TABLE enrolment_codes (
    -- The name under which a desk asks for it; tells nothing about the secret.
    name TEXT NOT NULL PRIMARY KEY CHECK (length(name) = 16),
    -- The code, of which half is the secret.
    code BLOB NOT NULL CHECK (length(code) = 20),
    -- The desk that it was made for, in somebody's words; may be empty.
    made_for TEXT NOT NULL,
    -- When it was made.
    made_ms INTEGER NOT NULL,
    -- From when on it is too old to be used for the first time.
    expires_ms INTEGER NOT NULL,
    -- The desk that used it. NULL: nobody has.
    used_by BLOB REFERENCES desks (desk_id),
    -- When it was first used. NULL: nobody has.
    used_ms INTEGER,
    CHECK ((used_by IS NULL) = (used_ms IS NULL))
) STRICT;

-- The desks that may send.
CREATE TABLE desks (
    -- The desk's id, for life.
    desk_id BLOB NOT NULL PRIMARY KEY CHECK (length(desk_id) = 16),
    -- What kind of desk it says it is, as it said it.
    kind TEXT NOT NULL,
    -- How its provisional codes begin.
    prefix TEXT NOT NULL,
    -- What people call it; may be empty.
    name TEXT NOT NULL,
    -- The key with which it signs its requests.
    key BLOB NOT NULL CHECK (length(key) = 32),
    -- The life of its data folder in which it enrolled last.
    instance_id BLOB NOT NULL CHECK (length(instance_id) = 16),
    -- That life's number.
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    -- When it enrolled last.
    enrolled_ms INTEGER NOT NULL,
    -- When the province withdrew its right to send. NULL: it may send.
    revoked_ms INTEGER
) STRICT;

-- Where each dossier stands with the agency.
CREATE TABLE dossiers (
    -- The dossier's id, for life, on every machine and road.
    dossier_id BLOB NOT NULL PRIMARY KEY CHECK (length(dossier_id) = 16),
    -- The procedure that its first revision asked for.
    procedure TEXT NOT NULL,
    -- The code on the resident's paper. NULL: the form does not have one that can be read.
    provisional_code TEXT,
    -- The agency's status code (TrangThaiHoSo), as it came. NULL: no revision has arrived whole yet.
    status TEXT CHECK (status <> ''),
    -- The agency's code (MaHoSo). NULL: it has not given one.
    official_code TEXT UNIQUE,
    -- When the agency officially took it in (NgayTiepNhan). NULL: it has not.
    received_ms INTEGER,
    -- Why it stands so, in the agency's words. NULL: the agency did not say.
    reason TEXT,
    -- Legal date by which the resident must answer or the result is promised. NULL: there is none.
    deadline TEXT CHECK (deadline GLOB '????-??-??'),
    -- When something here changed last.
    changed_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX dossiers_by_code ON dossiers (provisional_code) WHERE provisional_code IS NOT NULL;

-- What desks have announced. The newest revision of a dossier, whole or not, is its head: announcing
-- reserves the number, so that of two desks that answer the agency only one can follow.
CREATE TABLE revisions (
    -- Place in the order of announcing, which stays.
    place INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    -- The idempotency key.
    submission_id BLOB NOT NULL UNIQUE CHECK (length(submission_id) = 16),
    -- The dossier.
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id),
    -- Number of the revision, from 1.
    revision INTEGER NOT NULL CHECK (revision >= 1),
    -- The revision that it follows. NULL: it is the first.
    parent_submission_id BLOB REFERENCES revisions (submission_id),
    -- The desk that sealed it.
    desk_id BLOB NOT NULL REFERENCES desks (desk_id),
    -- The life of the desk's data folder that announced it first.
    instance_id BLOB NOT NULL CHECK (length(instance_id) = 16),
    -- That life's number.
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    -- The list of its parts, exactly as it arrived.
    manifest BLOB NOT NULL,
    -- SHA-256 of manifest.
    manifest_sha256 BLOB NOT NULL CHECK (length(manifest_sha256) = 32),
    -- The bytes of part 0, exactly as they arrived.
    form BLOB NOT NULL,
    -- How often it was announced; more than once after a lost answer.
    announcements INTEGER NOT NULL CHECK (announcements >= 1),
    -- When it was announced first.
    announced_ms INTEGER NOT NULL,
    -- When every byte of it was held. NULL: parts are missing.
    delivered_ms INTEGER,
    -- The signed receipt, repeated word for word. NULL: parts are missing.
    receipt TEXT,
    -- Number of the event that told of its arrival: the order of arrivals, which need not be that of
    -- revisions. NULL: parts are missing.
    arrival INTEGER UNIQUE,
    UNIQUE (dossier_id, revision),
    CHECK ((revision = 1) = (parent_submission_id IS NULL)),
    CHECK ((delivered_ms IS NULL) = (receipt IS NULL)),
    CHECK ((delivered_ms IS NULL) = (arrival IS NULL))
) STRICT;

CREATE INDEX revisions_by_desk ON revisions (desk_id, dossier_id);

-- The parts of each revision, as its manifest lists them.
CREATE TABLE parts (
    -- The revision.
    submission_id BLOB NOT NULL REFERENCES revisions (submission_id),
    -- Place in the manifest; 0 is the form, whose bytes are revisions.form.
    number INTEGER NOT NULL CHECK (number >= 0),
    -- Which component it is. NULL: it is the form.
    component TEXT,
    -- File name.
    name TEXT NOT NULL,
    -- Media type.
    media TEXT NOT NULL,
    -- Size in bytes.
    size INTEGER NOT NULL CHECK (size > 0),
    -- SHA-256 of the bytes.
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    -- Name of the sealed file from the data folder; a later revision may share it. NULL: the part has
    -- not arrived whole, or is the form.
    file TEXT,
    -- When it was held whole. NULL: it is not.
    held_ms INTEGER,
    PRIMARY KEY (submission_id, number),
    CHECK (number = 0 OR (file IS NULL) = (held_ms IS NULL)),
    CHECK (number > 0 OR (file IS NULL AND held_ms IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX parts_by_file ON parts (file) WHERE file IS NOT NULL;

-- How far the bytes of each part have come (tus 1.0).
CREATE TABLE uploads (
    -- The upload's id, for good.
    upload_id BLOB NOT NULL PRIMARY KEY CHECK (length(upload_id) = 16),
    -- The revision.
    submission_id BLOB NOT NULL,
    -- The part's place in the manifest.
    number INTEGER NOT NULL,
    -- open: bytes are taken; done: the part is held; gone: its bytes were thrown away for their age.
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'gone')),
    -- How many bytes of the part are on the disk and acknowledged.
    received INTEGER NOT NULL CHECK (received >= 0),
    -- Name of the file that they are in, from the data folder: one sealed slice after the other.
    file TEXT NOT NULL UNIQUE,
    -- How long that file is; whatever lies beyond was never acknowledged.
    file_size INTEGER NOT NULL CHECK (file_size >= 0),
    -- When the last byte was acknowledged, or the upload begun.
    touched_ms INTEGER NOT NULL,
    -- The desk that announced the revision, whose quota it counts against.
    desk_id BLOB NOT NULL DEFAULT x'00000000000000000000000000000000' CHECK (length(desk_id) = 16),
    FOREIGN KEY (submission_id, number) REFERENCES parts (submission_id, number)
) STRICT;

CREATE UNIQUE INDEX uploads_live ON uploads (submission_id, number) WHERE state <> 'gone';
CREATE INDEX uploads_by_age ON uploads (touched_ms) WHERE state = 'open';
CREATE INDEX uploads_by_desk ON uploads (desk_id, submission_id) WHERE state = 'open';
CREATE INDEX uploads_begun ON uploads (desk_id, received) WHERE state = 'open' AND received > 0;

-- The sealed slices in the file of an open upload.
CREATE TABLE slices (
    -- The upload.
    upload_id BLOB NOT NULL REFERENCES uploads (upload_id),
    -- Where it begins in the part.
    start INTEGER NOT NULL CHECK (start >= 0),
    -- How many bytes of the part it has.
    size INTEGER NOT NULL CHECK (size > 0),
    -- Where it begins in the file.
    file_start INTEGER NOT NULL CHECK (file_start >= 0),
    -- How many bytes of the file it takes.
    file_size INTEGER NOT NULL CHECK (file_size > 0),
    PRIMARY KEY (upload_id, start)
) STRICT, WITHOUT ROWID;

-- Requests to take a dossier back; requests until the agency answers.
CREATE TABLE withdrawals (
    -- The idempotency key.
    withdrawal_id BLOB NOT NULL PRIMARY KEY CHECK (length(withdrawal_id) = 16),
    -- The dossier.
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id),
    -- The newest revision that the desk had sent.
    submission_id BLOB NOT NULL REFERENCES revisions (submission_id),
    -- The desk that asks.
    desk_id BLOB NOT NULL REFERENCES desks (desk_id),
    -- The request, exactly as it arrived.
    request BLOB NOT NULL,
    -- SHA-256 of request.
    request_sha256 BLOB NOT NULL CHECK (length(request_sha256) = 32),
    -- How often it was announced; more than once after a lost answer.
    announcements INTEGER NOT NULL CHECK (announcements >= 1),
    -- When it was announced first, which is when it was delivered.
    announced_ms INTEGER NOT NULL,
    -- The signed receipt, repeated word for word.
    receipt TEXT NOT NULL
) STRICT;

CREATE INDEX withdrawals_by_dossier ON withdrawals (dossier_id);

-- What the agency did, in order, as the desks are told.
CREATE TABLE events (
    -- Place in the order; never given twice.
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    -- The life of these records in which it was written.
    era INTEGER NOT NULL CHECK (era >= 1),
    -- When it was written.
    at_ms INTEGER NOT NULL,
    -- The dossier.
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id),
    -- The newest revision that was held whole.
    submission_id BLOB NOT NULL REFERENCES revisions (submission_id),
    -- The agency's status code, as it came.
    status TEXT NOT NULL CHECK (status <> ''),
    -- SHA-256 of the result file that it names. NULL: it names none.
    result BLOB CHECK (length(result) = 32),
    -- The signed text.
    statement TEXT NOT NULL
) STRICT;

CREATE INDEX events_by_dossier ON events (dossier_id, number);

-- The result files that the agency gave back.
CREATE TABLE results (
    -- The dossier.
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id),
    -- SHA-256 of the bytes; the name under which it is fetched.
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    -- File name.
    name TEXT NOT NULL,
    -- Media type.
    media TEXT NOT NULL,
    -- Size in bytes.
    size INTEGER NOT NULL CHECK (size > 0),
    -- Name of the sealed file from the data folder.
    file TEXT NOT NULL UNIQUE,
    -- When it was kept.
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
