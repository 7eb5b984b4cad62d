-- Why: whoever wants all open data takes one file. A new one is written beside the one that is given out, and only when it is whole does
-- it take its place: whoever asks gets a whole one, whenever a worker ends.
CREATE TABLE open_bundle (
  -- Also the name under which the bytes are kept.
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  begun_at timestamptz(3) NOT NULL DEFAULT clock(),
  -- From here on it is given out, until a later one is.
  finished_at timestamptz(3),
  sha256 text,
  size bigint,
  -- The number of the last release in it (open_release); 0: there was none.
  last_release bigint,
  CONSTRAINT open_bundle_whole CHECK (num_nonnulls(finished_at, sha256, size, last_release) IN (0, 4)),
  CONSTRAINT open_bundle_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  CONSTRAINT open_bundle_numbers CHECK (size > 0 AND last_release >= 0 AND finished_at >= begun_at)
);
CREATE INDEX open_bundle_finished_at_idx ON open_bundle (finished_at DESC, id DESC);

CREATE FUNCTION guard_open_bundle() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.finished_at IS NOT NULL THEN RAISE EXCEPTION 'a bundle begins unfinished' USING ERRCODE = '23514'; END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.finished_at IS NOT NULL OR (NEW.id, NEW.begun_at) IS DISTINCT FROM (OLD.id, OLD.begun_at) THEN
      RAISE EXCEPTION 'a bundle stays as it was written' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.finished_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM open_bundle WHERE (finished_at, id) > (OLD.finished_at, OLD.id)) THEN
    RAISE EXCEPTION 'the bundle that is given out stays until a later one is whole' USING ERRCODE = '42501';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER open_bundle_guard BEFORE INSERT OR UPDATE OR DELETE ON open_bundle FOR EACH ROW EXECUTE FUNCTION guard_open_bundle();
REVOKE UPDATE ON open_bundle FROM commonweal_app;
GRANT SELECT, INSERT, DELETE ON open_bundle TO commonweal_app;
GRANT UPDATE (finished_at, sha256, size, last_release) ON open_bundle TO commonweal_app;
