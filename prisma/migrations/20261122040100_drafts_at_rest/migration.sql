-- Why: a draft is a bid that is not sealed yet. It is kept under a key of the application, so that a copy of the database alone
-- says nothing of it. Drafts that are there stay readable, and are encrypted when they are next saved.
ALTER TABLE bid_draft ADD COLUMN sealed bytea, ALTER COLUMN content DROP NOT NULL;
ALTER TABLE bid_draft ADD CONSTRAINT draft_is_encrypted CHECK (sealed IS NOT NULL AND content IS NULL) NOT VALID;
