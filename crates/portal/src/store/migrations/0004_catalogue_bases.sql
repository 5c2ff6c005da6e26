-- The files of the last few packages stay, so that a desk that has one of them fetches only what is new.
ALTER TABLE catalogues ADD COLUMN
    is_offered INTEGER NOT NULL DEFAULT 0 CHECK (is_offered IN (0, 1) AND is_offered <= (package IS NOT NULL));

UPDATE catalogues
SET is_offered = 1
WHERE package IS NOT NULL;

DROP INDEX one_catalogue_is_offered;
CREATE UNIQUE INDEX one_catalogue_is_offered ON catalogues (is_offered) WHERE is_offered = 1;
