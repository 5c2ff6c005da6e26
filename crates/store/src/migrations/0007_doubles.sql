-- So that a file that counts is found again in other dossiers by what it holds.
CREATE INDEX pages_by_content ON pages (sha256) WHERE removed_ms IS NULL;
