-- Why: a call is often last year's again, or the second try after one that failed: where it comes from stays readable. And how a
-- call ends without an award is said by a code of the law (政府采购法 art. 36), not only in prose.
CREATE TYPE call_end_code AS ENUM ('TOO_FEW', 'NONE_CONFORMS', 'ILLEGALITY', 'OVER_BUDGET', 'NO_AGREEMENT', 'TASK_CANCELLED', 'BUDGET_GONE',
  'DOCUMENTS_WRONG', 'ORDERED', 'OTHER');
ALTER TABLE call
  ADD COLUMN copied_from_id uuid REFERENCES call (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  ADD COLUMN retender_of_id uuid REFERENCES call (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  ADD COLUMN end_code call_end_code;
CREATE INDEX call_copied_from_id_idx ON call (copied_from_id);
CREATE UNIQUE INDEX one_live_retender ON call (retender_of_id) WHERE state <> 'CANCELLED';
UPDATE call SET end_code = 'OTHER' WHERE state IN ('FAILED', 'CANCELLED') AND published_at IS NOT NULL;
ALTER TABLE call ADD CONSTRAINT call_end_has_code CHECK (state NOT IN ('FAILED', 'CANCELLED') OR published_at IS NULL OR end_code IS NOT NULL);

CREATE FUNCTION guard_call_origin() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE first call;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.copied_from_id, NEW.retender_of_id) IS DISTINCT FROM (OLD.copied_from_id, OLD.retender_of_id) THEN PERFORM refuse('call.frozen'); END IF;
    IF OLD.end_code IS NOT NULL AND NEW.end_code IS DISTINCT FROM OLD.end_code THEN PERFORM refuse('call.frozen'); END IF;
    IF NEW.end_code IS NOT NULL AND NOT (CASE NEW.state
      WHEN 'FAILED' THEN NEW.end_code IN ('TOO_FEW', 'NONE_CONFORMS', 'ILLEGALITY', 'OVER_BUDGET', 'NO_AGREEMENT', 'OTHER')
      WHEN 'CANCELLED' THEN NEW.end_code IN ('TASK_CANCELLED', 'BUDGET_GONE', 'DOCUMENTS_WRONG', 'ILLEGALITY', 'ORDERED', 'OTHER')
      ELSE false END) THEN PERFORM refuse('call.wrong-end-code'); END IF;
    RETURN NEW;
  END IF;
  IF NEW.copied_from_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM call WHERE id = NEW.copied_from_id AND body_id = NEW.body_id) THEN PERFORM refuse('call.foreign-original'); END IF;
  IF NEW.retender_of_id IS NOT NULL THEN
    SELECT * INTO first FROM call WHERE id = NEW.retender_of_id FOR SHARE;
    IF first.body_id <> NEW.body_id THEN PERFORM refuse('call.foreign-original'); END IF;
    IF first.state NOT IN ('FAILED', 'CANCELLED') OR first.published_at IS NULL THEN PERFORM refuse('call.not-ended'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_origin_guard BEFORE INSERT OR UPDATE ON call FOR EACH ROW EXECUTE FUNCTION guard_call_origin();
