-- The whole schema as it stands after every migration, to be read. It is never run by the program:
-- migrations/ are. tests/schema holds the two equal, and holds that every column says here what it
-- is, and every column that may be NULL says what NULL means.
--
-- Ids are UUIDv7 in 16 bytes. Times that end in _ms are milliseconds since 1970 UTC. Legal dates are
-- texts of the form 2026-11-23, at +07:00. Words of short lists are those of domain::kinds.
--
-- Every row that records an act ends with the seven columns of its stamp: who, in which life of the
-- data folder, in which order, and what the clock showed. Order is always by seq.

-- Which desk this is; one row for the life of the database.
CREATE TABLE desk (
    -- Always 1: there is one row.
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    -- The desk's id, for life.
    desk_id BLOB NOT NULL CHECK (length(desk_id) = 16),
    -- How its provisional codes begin, such as LS07.
    prefix TEXT NOT NULL,
    -- What kind of desk it is; decides which paper the resident is given.
    kind TEXT NOT NULL CHECK (kind IN ('authority', 'volunteer', 'post')),
    -- What people call it; may be empty.
    name TEXT NOT NULL,
    -- Code of the agency whose desk it is. NULL: it belongs to none, or nobody has said which.
    receiving_agency TEXT,
    -- The last place in the desk's order that was given away; 0 before the first act.
    last_seq INTEGER NOT NULL CHECK (last_seq >= 0),
    -- The latest moment that this desk's clock has shown; a clock well before it is suspect.
    latest_clock_ms INTEGER NOT NULL,
    -- Version of domain::text::fold with which the folded columns were written.
    fold_version INTEGER NOT NULL,
    -- First link of the journal's chain.
    journal_genesis BLOB NOT NULL CHECK (length(journal_genesis) = 32)
) STRICT;

-- The lives of the data folder: set-up begins the first, each restored backup the next.
CREATE TABLE instances (
    -- The life's id.
    instance_id BLOB NOT NULL PRIMARY KEY CHECK (length(instance_id) = 16),
    -- Its number, from 1.
    epoch INTEGER NOT NULL UNIQUE CHECK (epoch >= 1),
    -- Why it began.
    cause TEXT NOT NULL CHECK (cause IN ('init', 'restore')),
    -- When it began, by the machine's clock.
    began_ms INTEGER NOT NULL
) STRICT;

-- The people who work at this desk. Nobody is ever removed: their acts name them.
CREATE TABLE operators (
    -- The person's id, for life.
    operator_id BLOB NOT NULL PRIMARY KEY CHECK (length(operator_id) = 16),
    -- Their name, as receipts print it.
    name TEXT NOT NULL CHECK (name <> ''),
    -- What they may do.
    role TEXT NOT NULL CHECK (role IN ('lead', 'official', 'volunteer', 'post_agent')),
    -- 1 while they may sign in, 0 afterwards.
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1))
) STRICT;

-- What never changes about a dossier, from the moment that it is begun.
CREATE TABLE dossiers (
    -- The dossier's id, for life, on every machine and road.
    dossier_id BLOB NOT NULL PRIMARY KEY CHECK (length(dossier_id) = 16),
    -- The code on the resident's paper until the agency gives its own: LS07-261121-K7M2QX-4.
    provisional_code TEXT NOT NULL UNIQUE,
    -- Legal date on which it was begun.
    taken_on TEXT NOT NULL CHECK (taken_on GLOB '????-??-??'),
    -- Running number of that day, from 1; printed, identifies nothing.
    day_number INTEGER NOT NULL CHECK (day_number >= 1),
    -- Code of the procedure in the national list, such as 1.001193.
    procedure_code TEXT NOT NULL,
    -- Version of the catalogue under which it was begun. NULL: the desk had no catalogue.
    catalogue_version TEXT,
    -- SHA-256 of the procedure's entry in that catalogue. NULL: the desk had no catalogue.
    procedure_hash BLOB CHECK (length(procedure_hash) = 32),
    -- SHA-256 of the form's description in that catalogue. NULL: the desk had no catalogue.
    form_hash BLOB CHECK (length(form_hash) = 32),
    -- Code of the agency at whose desk it was taken. NULL: the desk belongs to none.
    receiving_agency TEXT,
    -- Code of the agency that decides. NULL: the catalogue does not know it yet.
    competent_agency TEXT,
    -- What kind of desk took it.
    desk_kind TEXT NOT NULL CHECK (desk_kind IN ('authority', 'volunteer', 'post')),
    -- By which channel it is handed in (KenhThucHien).
    channel TEXT NOT NULL CHECK (channel IN ('direct', 'online', 'post')),
    -- How far the desk helped.
    assistance TEXT NOT NULL CHECK (assistance IN ('done_for', 'guided', 'own')),
    -- Name of its folder under dossiers/: 32 hex digits that say nothing.
    folder TEXT NOT NULL UNIQUE,
    -- The age identity to which its files are sealed. NULL: the dossier was erased, nothing opens
    -- its files any more.
    identity TEXT,
    -- Legal date after which it is to be erased. NULL: no date is set yet.
    erase_after TEXT CHECK (erase_after GLOB '????-??-??'),
    -- 1 while it must be kept whatever erase_after says, for a complaint or a court.
    legal_hold INTEGER NOT NULL CHECK (legal_hold IN (0, 1)),
    -- Stamp: who began it.
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    -- Stamp: the life of the data folder.
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    -- Stamp: that life's number.
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    -- Stamp: place in the desk's order.
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    -- Stamp: what the machine's clock showed.
    clock_ms INTEGER NOT NULL,
    -- Stamp: milliseconds to add to reach the gateway's time. NULL: no signed time was seen.
    offset_ms INTEGER,
    -- Stamp: how far the clock could be believed.
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    -- Hash of the contents of the catalogue's package under which it was begun. NULL: the desk had no
    -- catalogue, or one that came from no package.
    catalogue_hash BLOB CHECK (length(catalogue_hash) = 32),
    UNIQUE (taken_on, day_number)
) STRICT;

-- Packages of the catalogue: the one in use, those that dossiers were taken in under, and others that
-- were brought here. Where none is in use, the one that comes with the program is.
CREATE TABLE catalogues (
    -- Hash of the contents, by which a package is known whoever signed it.
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    -- Version, such as 2026.11.22-2.
    version TEXT NOT NULL CHECK (version <> ''),
    -- What it is called, in Vietnamese.
    name TEXT NOT NULL,
    -- Why it is believed: it came with a program, a key that the root vouches for signed it, or nobody
    -- vouches for it but the desk's lead.
    trust TEXT NOT NULL CHECK (trust IN ('shipped', 'signed', 'unsigned')),
    -- Name of the key that signed it. NULL: nobody did.
    key_id TEXT CHECK ((key_id IS NULL) = (trust <> 'signed')),
    -- When it was made, UTC milliseconds.
    made_ms INTEGER NOT NULL,
    -- The package as one file.
    package BLOB NOT NULL,
    -- 1 while new dossiers are taken in under it.
    is_in_use INTEGER NOT NULL CHECK (is_in_use IN (0, 1)),
    -- Stamp: who brought it.
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    -- Stamp: the life of the data folder.
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    -- Stamp: that life's number.
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    -- Stamp: place in the desk's order.
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    -- Stamp: what the machine's clock showed.
    clock_ms INTEGER NOT NULL,
    -- Stamp: milliseconds to add to reach the gateway's time. NULL: no signed time was seen.
    offset_ms INTEGER,
    -- Stamp: how far the clock could be believed.
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect'))
) STRICT;

CREATE UNIQUE INDEX one_catalogue_is_in_use ON catalogues (is_in_use) WHERE is_in_use = 1;

-- The package of the catalogue that the gateway offered and this desk refused last: it is not fetched
-- again and again.
CREATE TABLE refused_catalogue (
    -- Always 1: there is one row at most.
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    -- SHA-256 of the file, as the gateway named it.
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    -- Its version, as the gateway named it.
    version TEXT NOT NULL,
    -- Why, as a code with a sentence.
    reason TEXT NOT NULL CHECK (reason <> ''),
    -- The file in the package that is at fault. NULL: none is, or the whole.
    file TEXT,
    -- Which of the gateway's lists of keys it was judged by.
    keys_serial INTEGER NOT NULL,
    -- Version of the program that judged it: a later one may read more.
    program TEXT NOT NULL,
    -- When, by the machine's clock.
    refused_ms INTEGER NOT NULL
) STRICT;

-- The latest version of the catalogue that was ever in use here. The road brings only later ones, so
-- that it never takes back what the desk's lead did by hand.
CREATE TABLE latest_catalogue (
    -- Always 1: there is one row at most.
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    -- The version.
    version TEXT NOT NULL CHECK (version <> '')
) STRICT;

-- Where each dossier stands before the law, as the clerk sees it.
CREATE TABLE cases (
    -- The dossier.
    dossier_id BLOB NOT NULL PRIMARY KEY REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    -- The state, as far as this version knows it.
    state TEXT NOT NULL CHECK (state IN (
        'draft', 'sealed', 'delivered', 'received', 'refused', 'processing',
        'supplement_asked', 'fee_asked', 'withdrawn', 'stopped', 'finished', 'returned'
    )),
    -- The agency's own status code, exactly as it came. NULL: only this desk knows the dossier.
    raw_status TEXT,
    -- The agency's code (mã hồ sơ). NULL: the agency has not given one. Nothing keeps an agency from
    -- giving the same code twice.
    official_code TEXT,
    -- When the gateway heard of it, by the gateway's time. NULL: it has not.
    announced_ms INTEGER,
    -- When the agency took it in, by the agency's time. NULL: it has not.
    received_ms INTEGER,
    CHECK (raw_status IS NULL OR state NOT IN ('draft', 'sealed')),
    CHECK (official_code IS NULL OR state NOT IN ('draft', 'sealed'))
) STRICT;

CREATE INDEX cases_by_state ON cases (state);
CREATE INDEX cases_by_official_code ON cases (official_code) WHERE official_code IS NOT NULL;

-- What is being typed. A row ends when it is sealed or cancelled.
CREATE TABLE drafts (
    -- The dossier.
    dossier_id BLOB NOT NULL PRIMARY KEY REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    -- Grows with each save, and never begins again on the same dossier; a save names the edition
    -- that it began from.
    edition INTEGER NOT NULL CHECK (edition >= 1),
    -- The form as JSON, as it was typed.
    form TEXT NOT NULL CHECK (json_valid(form)),
    -- The sealed revision that it builds on. NULL: nothing has been sealed yet.
    head_submission_id BLOB REFERENCES revisions (submission_id),
    -- That revision's number. NULL: nothing has been sealed yet.
    head_revision INTEGER CHECK (head_revision >= 1),
    -- When it was thrown away. NULL: it is wanted.
    discarded_ms INTEGER,
    -- Stamp: who saved it last.
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    -- Stamp: the life of the data folder.
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    -- Stamp: that life's number.
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    -- Stamp: place in the desk's order.
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    -- Stamp: what the machine's clock showed.
    clock_ms INTEGER NOT NULL,
    -- Stamp: milliseconds to add to reach the gateway's time. NULL: no signed time was seen.
    offset_ms INTEGER,
    -- Stamp: how far the clock could be believed.
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    CHECK ((head_submission_id IS NULL) = (head_revision IS NULL))
) STRICT;

-- So that lists tell discarded drafts apart without reading any form.
CREATE INDEX drafts_discarded ON drafts (dossier_id) WHERE discarded_ms IS NOT NULL;

-- The people of a dossier as far as they are looked up: a snapshot, gone with the dossier.
CREATE TABLE people (
    -- The dossier.
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    -- Which part they have: người nộp or chủ hồ sơ.
    part TEXT NOT NULL CHECK (part IN ('submitter', 'owner')),
    -- The owner is an organisation and no human being.
    is_organisation INTEGER NOT NULL CHECK (is_organisation IN (0, 1)),
    -- Họ, chữ đệm, tên or tên tổ chức, as far as typed; may be empty.
    name TEXT NOT NULL,
    -- The name folded by domain::text::fold, without quotes and brackets, to be searched.
    name_fold TEXT NOT NULL,
    -- What the number is.
    number_kind TEXT NOT NULL CHECK (
        CASE is_organisation
            WHEN 0 THEN number_kind IN ('citizen', 'old_nine', 'passport', 'none')
            ELSE number_kind IN ('tax_code', 'agency_code', 'decision', 'none')
        END
    ),
    -- The number on their paper, digits and capitals only. NULL: number_kind is none.
    number TEXT,
    -- Date of birth, ISO; as it was typed where it cannot be read or an older program wrote it.
    -- NULL: it was not typed.
    birth TEXT,
    -- Telephone number, as bare digits, after a + where a country's code comes first. NULL: none was
    -- typed.
    phone TEXT,
    -- Code of the commune where they live. NULL: it was not typed.
    commune TEXT,
    PRIMARY KEY (dossier_id, part),
    CHECK ((number IS NULL) = (number_kind = 'none')),
    CHECK (NOT is_organisation OR part = 'owner')
) STRICT, WITHOUT ROWID;

CREATE INDEX people_by_number ON people (number) WHERE number IS NOT NULL;
CREATE INDEX people_by_name ON people (name_fold);

-- Under what people are looked up while somebody types: many keys for each, none for those of a
-- draft that was thrown away.
CREATE TABLE people_keys (
    -- given: the last word of a name; name: a longer ending of it, up to the whole; number; phone;
    -- phone_end: the telephone number backwards.
    kind TEXT NOT NULL CHECK (kind IN ('given', 'name', 'number', 'phone', 'phone_end')),
    -- What is compared with what was typed: folded by domain::text::fold, or bare digits.
    key TEXT NOT NULL CHECK (key <> ''),
    -- The same ending of the name with its marks, by domain::text::fold_keeping_marks; else empty.
    marked TEXT NOT NULL,
    -- The seq of the dossier: what was begun last comes first.
    seq INTEGER NOT NULL CHECK (seq >= 1),
    -- The dossier.
    dossier_id BLOB NOT NULL,
    -- Which part the person has in it.
    part TEXT NOT NULL,
    PRIMARY KEY (kind, key, dossier_id, part),
    FOREIGN KEY (dossier_id, part) REFERENCES people (dossier_id, part) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX people_keys_by_person ON people_keys (dossier_id, part);

-- The papers attached to a dossier; the sealed file lies beside the database.
CREATE TABLE pages (
    -- The page's id.
    page_id BLOB NOT NULL PRIMARY KEY CHECK (length(page_id) = 16),
    -- The dossier.
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    -- Which component of the dossier it is (thành phần hồ sơ).
    component TEXT NOT NULL,
    -- Name of the file as it was handed in.
    name TEXT NOT NULL,
    -- What kind of file it is.
    media TEXT NOT NULL CHECK (media IN ('application/pdf', 'image/jpeg', 'image/png')),
    -- Size of the plain bytes.
    size INTEGER NOT NULL CHECK (size > 0),
    -- SHA-256 of the plain bytes.
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    -- Name of the sealed file, from the data folder.
    file TEXT NOT NULL UNIQUE,
    -- When it was taken out. NULL: it counts.
    removed_ms INTEGER,
    -- Stamp: who attached it.
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    -- Stamp: the life of the data folder.
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    -- Stamp: that life's number.
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    -- Stamp: place in the desk's order.
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    -- Stamp: what the machine's clock showed.
    clock_ms INTEGER NOT NULL,
    -- Stamp: milliseconds to add to reach the gateway's time. NULL: no signed time was seen.
    offset_ms INTEGER,
    -- Stamp: how far the clock could be believed.
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect'))
) STRICT;

CREATE INDEX pages_by_dossier ON pages (dossier_id, seq);
CREATE INDEX pages_by_content ON pages (sha256) WHERE removed_ms IS NULL;

-- What was sealed: frozen bytes that never change.
CREATE TABLE revisions (
    -- The revision's id, the idempotency key of its delivery.
    submission_id BLOB NOT NULL PRIMARY KEY CHECK (length(submission_id) = 16),
    -- The dossier.
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    -- The desk that sealed it; two desks on one dossier are two children of one parent.
    desk_id BLOB NOT NULL CHECK (length(desk_id) = 16),
    -- Its number within the dossier, from 1. One that the gateway has refused gives its number to the
    -- next.
    revision INTEGER NOT NULL CHECK (revision >= 1),
    -- The revision that it follows. NULL: it is the first.
    parent_submission_id BLOB CHECK (length(parent_submission_id) = 16),
    -- The list of its parts, exactly the bytes that are hashed and signed.
    manifest BLOB NOT NULL,
    -- SHA-256 of manifest.
    manifest_sha256 BLOB NOT NULL CHECK (length(manifest_sha256) = 32),
    -- Name of the sealed copy of manifest, from the data folder.
    manifest_file TEXT NOT NULL UNIQUE,
    -- Stamp: who sealed it.
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    -- Stamp: the life of the data folder.
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    -- Stamp: that life's number.
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    -- Stamp: place in the desk's order.
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    -- Stamp: what the machine's clock showed.
    clock_ms INTEGER NOT NULL,
    -- Stamp: milliseconds to add to reach the gateway's time. NULL: no signed time was seen.
    offset_ms INTEGER,
    -- Stamp: how far the clock could be believed.
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    CHECK ((revision = 1) = (parent_submission_id IS NULL))
) STRICT;

CREATE INDEX revisions_by_dossier ON revisions (dossier_id, seq);

-- The parts of a revision: part 0 is the form, the others are papers.
CREATE TABLE parts (
    -- The revision.
    submission_id BLOB NOT NULL REFERENCES revisions (submission_id) ON DELETE CASCADE,
    -- Place in the manifest, from 0.
    number INTEGER NOT NULL CHECK (number >= 0),
    -- Which component it is. NULL: it is the form.
    component TEXT,
    -- Name under which the agency sees it.
    name TEXT NOT NULL,
    -- Media type.
    media TEXT NOT NULL,
    -- Size of the plain bytes.
    size INTEGER NOT NULL CHECK (size > 0),
    -- SHA-256 of the plain bytes.
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    -- Name of the sealed file, from the data folder; revisions share the files of their pages.
    file TEXT NOT NULL,
    PRIMARY KEY (submission_id, number),
    CHECK ((number = 0) = (component IS NULL))
) STRICT, WITHOUT ROWID;

-- What is on its way to the gateway, as the network sees it.
CREATE TABLE parcels (
    -- The parcel's id.
    parcel_id BLOB NOT NULL PRIMARY KEY CHECK (length(parcel_id) = 16),
    -- What it carries.
    kind TEXT NOT NULL CHECK (kind IN ('submission', 'supplement', 'withdrawal', 'journal_head')),
    -- The dossier. NULL: it carries a head of the journal.
    dossier_id BLOB REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    -- The revision that it carries. NULL: it carries none, it is a withdrawal or a journal's head.
    submission_id BLOB REFERENCES revisions (submission_id) ON DELETE CASCADE,
    -- The request to withdraw, exactly the bytes that are sent. NULL: it carries something else.
    body BLOB,
    -- Where it stands.
    state TEXT NOT NULL CHECK (state IN (
        'queued', 'announcing', 'sending', 'delivered', 'set_aside', 'cancelled'
    )),
    -- Why it was cancelled. NULL: it was not.
    reason TEXT,
    -- The gateway's problem document, because of which it waits for the clerk. NULL: it was not set
    -- aside.
    problem TEXT CHECK (json_valid(problem)),
    -- When the gateway took note of it, by the gateway's clock. NULL: it has not, as far as is known.
    announced_ms INTEGER,
    -- Until when it may be taken for being sent, by the machine's clock. NULL: nobody is sending it.
    lease_until_ms INTEGER,
    -- The run of the program that is sending it. NULL: nobody is.
    lease_holder BLOB CHECK (length(lease_holder) = 8),
    -- How often it was tried; one with 0 has never left this desk.
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    -- Stamp: who queued it.
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    -- Stamp: the life of the data folder.
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    -- Stamp: that life's number.
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    -- Stamp: place in the desk's order.
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    -- Stamp: what the machine's clock showed.
    clock_ms INTEGER NOT NULL,
    -- Stamp: milliseconds to add to reach the gateway's time. NULL: no signed time was seen.
    offset_ms INTEGER,
    -- Stamp: how far the clock could be believed.
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

CREATE INDEX parcels_by_state ON parcels (state, seq);
CREATE INDEX parcels_by_dossier ON parcels (dossier_id, seq) WHERE dossier_id IS NOT NULL;

-- The key with which this desk signs its requests; one row, made before the first gateway hears of it
-- and the same for every gateway, so that an enrolment whose answer was lost can be tried again.
CREATE TABLE desk_key (
    -- Always 1: there is one row.
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    -- Seed of the Ed25519 key.
    seed BLOB NOT NULL CHECK (length(seed) = 32),
    -- Stamp: who had it made.
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    -- Stamp: the life of the data folder.
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    -- Stamp: that life's number.
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    -- Stamp: place in the desk's order.
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    -- Stamp: what the machine's clock showed.
    clock_ms INTEGER NOT NULL,
    -- Stamp: milliseconds to add to reach the gateway's time. NULL: no signed time was seen.
    offset_ms INTEGER,
    -- Stamp: how far the clock could be believed.
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect'))
) STRICT;

-- The gateway at which this desk is enrolled; no row before that, one row afterwards.
CREATE TABLE gateway (
    -- Always 1: there is one row.
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    -- Where it is, such as https://nopho.langson.gov.vn.
    url TEXT NOT NULL CHECK (url <> ''),
    -- PEM certificates of authorities to believe for its address. NULL: those that the machine has.
    ca TEXT,
    -- Its root key, pinned by the enrolment code.
    root BLOB NOT NULL CHECK (length(root) = 32),
    -- The newest list of keys, as the root signed it.
    keys TEXT NOT NULL CHECK (keys <> ''),
    -- Serial of that list.
    keys_serial INTEGER NOT NULL CHECK (keys_serial >= 0),
    -- What people call it.
    name TEXT NOT NULL,
    -- Code of the agency that runs it.
    agency TEXT NOT NULL,
    -- Which life of its records this desk has seen. NULL: none yet.
    era INTEGER CHECK (era >= 0),
    -- Where the feed of events goes on, as the gateway gave it. NULL: from the beginning.
    cursor TEXT,
    -- Number of the newest event that was applied; 0 for none.
    last_event INTEGER NOT NULL CHECK (last_event >= 0),
    -- Milliseconds to add to the machine's clock to reach its time. NULL: its time is not known yet.
    gateway_offset_ms INTEGER,
    -- Its newest signed time that was seen. NULL: none yet.
    heard_ms INTEGER,
    -- The life of the data folder in which both sides were last compared. NULL: they must be, before
    -- anything is sent.
    compared_in BLOB REFERENCES instances (instance_id),
    -- What it takes, as JSON. NULL: not known yet.
    capabilities TEXT CHECK (json_valid(capabilities)),
    -- When a round with it last ended, by the machine's clock. NULL: there was none yet.
    tried_ms INTEGER,
    -- What kept that round from its end, as a word. NULL: nothing did.
    trouble TEXT CHECK (trouble <> ''),
    -- Stamp: who enrolled the desk.
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    -- Stamp: the life of the data folder.
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    -- Stamp: that life's number.
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    -- Stamp: place in the desk's order.
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    -- Stamp: what the machine's clock showed.
    clock_ms INTEGER NOT NULL,
    -- Stamp: milliseconds to add to reach the gateway's time. NULL: no signed time was seen.
    offset_ms INTEGER,
    -- Stamp: how far the clock could be believed.
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    CHECK ((gateway_offset_ms IS NULL) = (heard_ms IS NULL)),
    CHECK (trouble IS NULL OR tried_ms IS NOT NULL)
) STRICT;

-- The gateway's signed word that it holds every byte of a revision or a withdrawal. Kept for good:
-- it names the dossier without referring to it, so that it outlives it.
CREATE TABLE receipts (
    -- What was delivered: the id of the revision, or of the parcel of a withdrawal.
    delivery_key BLOB NOT NULL CHECK (length(delivery_key) = 16),
    -- When the gateway held every byte, by its clock.
    delivered_ms INTEGER NOT NULL,
    -- When it first heard of it, by its clock.
    announced_ms INTEGER NOT NULL,
    -- The dossier.
    dossier_id BLOB NOT NULL CHECK (length(dossier_id) = 16),
    -- Fingerprint of the gateway's root key.
    gateway BLOB NOT NULL CHECK (length(gateway) = 10),
    -- The signed text, word for word.
    statement TEXT NOT NULL CHECK (statement <> ''),
    -- Stamp: at whose session it came.
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    -- Stamp: the life of the data folder.
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    -- Stamp: that life's number.
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    -- Stamp: place in the desk's order.
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    -- Stamp: what the machine's clock showed.
    clock_ms INTEGER NOT NULL,
    -- Stamp: milliseconds to add to reach the gateway's time. NULL: no signed time was seen.
    offset_ms INTEGER,
    -- Stamp: how far the clock could be believed.
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    PRIMARY KEY (delivery_key, delivered_ms, gateway)
) STRICT;

CREATE INDEX receipts_by_dossier ON receipts (dossier_id, seq);
CREATE INDEX receipts_by_time ON receipts (delivered_ms, seq);

-- What the agency did with the dossiers, as the gateway signed it and in the order in which it was
-- applied here.
CREATE TABLE events (
    -- Fingerprint of the gateway's root key.
    gateway BLOB NOT NULL CHECK (length(gateway) = 10),
    -- Which life of the gateway's records.
    era INTEGER NOT NULL CHECK (era >= 0),
    -- Place among the gateway's events.
    number INTEGER NOT NULL CHECK (number >= 1),
    -- The dossier.
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    -- The newest revision that the gateway held then; another desk may have sealed it.
    submission_id BLOB NOT NULL CHECK (length(submission_id) = 16),
    -- When the gateway recorded it, by its clock.
    at_ms INTEGER NOT NULL,
    -- The agency's status code, exactly as it came.
    status TEXT NOT NULL,
    -- The agency's code for the dossier. NULL: the event names none.
    official_code TEXT,
    -- When the agency took the dossier in. NULL: the event does not say.
    received_ms INTEGER,
    -- Why, in the agency's words. NULL: it gave no reason.
    reason TEXT,
    -- Legal date by which the resident must answer, or the result is promised. NULL: none was set.
    deadline TEXT CHECK (deadline GLOB '????-??-??'),
    -- SHA-256 of a result file. NULL: none came with it.
    result_sha256 BLOB CHECK (length(result_sha256) = 32),
    -- Stamp: at whose session it came.
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    -- Stamp: the life of the data folder.
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    -- Stamp: that life's number.
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    -- Stamp: place in the desk's order.
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    -- Stamp: what the machine's clock showed.
    clock_ms INTEGER NOT NULL,
    -- Stamp: milliseconds to add to reach the gateway's time. NULL: no signed time was seen.
    offset_ms INTEGER,
    -- Stamp: how far the clock could be believed.
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    PRIMARY KEY (gateway, era, number)
) STRICT;

CREATE INDEX events_by_dossier ON events (dossier_id, seq);

-- The result files of dossiers; a sealed file lies beside the database once it was fetched.
CREATE TABLE results (
    -- The dossier.
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    -- SHA-256 of the plain bytes.
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    -- File name, as the agency gave it.
    name TEXT NOT NULL,
    -- Media type, as the agency gave it.
    media TEXT NOT NULL,
    -- Size of the plain bytes.
    size INTEGER NOT NULL CHECK (size >= 0),
    -- Name of the sealed file, from the data folder. NULL: it was not fetched yet.
    file TEXT UNIQUE,
    -- Stamp: at whose session it was promised.
    operator_id BLOB NOT NULL REFERENCES operators (operator_id),
    -- Stamp: the life of the data folder.
    instance_id BLOB NOT NULL REFERENCES instances (instance_id),
    -- Stamp: that life's number.
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    -- Stamp: place in the desk's order.
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    -- Stamp: what the machine's clock showed.
    clock_ms INTEGER NOT NULL,
    -- Stamp: milliseconds to add to reach the gateway's time. NULL: no signed time was seen.
    offset_ms INTEGER,
    -- Stamp: how far the clock could be believed.
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    PRIMARY KEY (dossier_id, sha256)
) STRICT;

CREATE INDEX results_to_fetch ON results (seq) WHERE file IS NULL;

-- How the window looks to whoever works at this desk; nothing here is about a resident.
CREATE TABLE preferences (
    -- What is preferred, such as theme.
    name TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
    -- What was chosen, in a word, a number or as JSON.
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What went over the road to the gateway in each month, for whoever pays for it.
CREATE TABLE traffic (
    -- Civil month at +07:00, such as 2026-11.
    month TEXT NOT NULL PRIMARY KEY CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    -- Bytes that this desk sent; what is around bodies and blocks is reckoned.
    up INTEGER NOT NULL CHECK (up >= 0),
    -- Bytes that came to this desk.
    down INTEGER NOT NULL CHECK (down >= 0)
) STRICT, WITHOUT ROWID;

-- How fast the road carried when it was last measured.
CREATE TABLE speed (
    -- There is one row at most.
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    -- Bytes that the gateway acknowledged in a second.
    bytes_per_second INTEGER NOT NULL CHECK (bytes_per_second > 0),
    -- When, by the machine's clock.
    measured_ms INTEGER NOT NULL
) STRICT;

-- Evidence: one row per act, chained by a keyed hash. Never replayed, changed or shortened; it
-- names other rows without referring to them, so that it outlives them.
CREATE TABLE journal (
    -- Number of the row, from 1, without gaps.
    entry INTEGER NOT NULL PRIMARY KEY CHECK (entry >= 1),
    -- What was done, such as dossier.begun.
    act TEXT NOT NULL CHECK (act <> ''),
    -- The dossier. NULL: the act concerns none.
    dossier_id BLOB CHECK (length(dossier_id) = 16),
    -- HMAC of the content before, under the dossier's own key. NULL: there was none.
    before_mac BLOB CHECK (length(before_mac) = 32),
    -- HMAC of the content after, under the dossier's own key. NULL: there is none.
    after_mac BLOB CHECK (length(after_mac) = 32),
    -- What else matters, as JSON without personal data.
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    -- Stamp: who did it.
    operator_id BLOB NOT NULL CHECK (length(operator_id) = 16),
    -- Stamp: the life of the data folder.
    instance_id BLOB NOT NULL CHECK (length(instance_id) = 16),
    -- Stamp: that life's number.
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    -- Stamp: place in the desk's order.
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 1),
    -- Stamp: what the machine's clock showed.
    clock_ms INTEGER NOT NULL,
    -- Stamp: milliseconds to add to reach the gateway's time. NULL: no signed time was seen.
    offset_ms INTEGER,
    -- Stamp: how far the clock could be believed.
    clock_trust TEXT NOT NULL CHECK (clock_trust IN ('unchecked', 'checked', 'suspect')),
    -- HMAC over the link before and every other column of this row.
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

CREATE TRIGGER receipts_never_change BEFORE UPDATE ON receipts
BEGIN
    SELECT raise(ABORT, 'a receipt never changes');
END;

CREATE TRIGGER receipts_never_go BEFORE DELETE ON receipts
BEGIN
    SELECT raise(ABORT, 'a receipt is kept for good');
END;

-- REPLACE removes the row that is in the way without asking the triggers on DELETE and UPDATE.
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

CREATE TRIGGER journal_grows_at_its_end BEFORE INSERT ON journal
WHEN NEW.entry <> (SELECT coalesce(max(entry), 0) + 1 FROM journal)
    OR EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq)
BEGIN
    SELECT raise(ABORT, 'the journal grows at its end');
END;

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
