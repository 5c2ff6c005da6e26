-- What went over the road to the gateway in each month, for whoever pays for it.
CREATE TABLE traffic (
    month TEXT NOT NULL PRIMARY KEY CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    up INTEGER NOT NULL CHECK (up >= 0),
    down INTEGER NOT NULL CHECK (down >= 0)
) STRICT, WITHOUT ROWID;

-- How fast the road carried when it was last measured.
CREATE TABLE speed (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    bytes_per_second INTEGER NOT NULL CHECK (bytes_per_second > 0),
    measured_ms INTEGER NOT NULL
) STRICT;

-- The receipts of some days, in the order of their signed times.
CREATE INDEX receipts_by_time ON receipts (delivered_ms, seq);
