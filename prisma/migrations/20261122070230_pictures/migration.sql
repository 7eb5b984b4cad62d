-- Why: a photograph tells more than it shows: where it was taken, with which device, when. What is shown of it is a copy without that,
-- turned upright and not larger than a screen; the original stays with its hash, for the two sides alone. Its likeness (difference
-- hash, 64 bits) finds the same picture used twice, also when it was saved anew. Bands cut the likeness in six: two pictures that differ
-- in five bits or fewer have at least one band in common, and an index finds that.
CREATE TABLE picture (
  file_id uuid NOT NULL PRIMARY KEY REFERENCES file (id),
  width int NOT NULL,
  height int NOT NULL,
  likeness bigint NOT NULL,
  bands int[] NOT NULL,
  shown_sha256 text NOT NULL,
  small_sha256 text NOT NULL,
  CONSTRAINT picture_size CHECK (width > 0 AND height > 0),
  CONSTRAINT picture_copies CHECK (shown_sha256 ~ '^[0-9a-f]{64}$' AND small_sha256 ~ '^[0-9a-f]{64}$')
);
CREATE INDEX picture_bands ON picture USING gin (bands);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON picture FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON picture FROM commonweal_app;
