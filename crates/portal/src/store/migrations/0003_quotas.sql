-- Whose an upload is, so that what one desk has unfinished is counted without looking at anybody else's.
ALTER TABLE uploads ADD COLUMN
    desk_id BLOB NOT NULL DEFAULT x'00000000000000000000000000000000' CHECK (length(desk_id) = 16);

UPDATE uploads
SET desk_id = (SELECT desk_id FROM revisions WHERE revisions.submission_id = uploads.submission_id);

CREATE INDEX uploads_by_desk ON uploads (desk_id, submission_id) WHERE state = 'open';
CREATE INDEX uploads_begun ON uploads (desk_id, received) WHERE state = 'open' AND received > 0;
