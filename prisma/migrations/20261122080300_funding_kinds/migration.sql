-- Why: the founding documents name three ways in which public money is put in (奖励性、委托性、补贴性的投入方式, seeds A4) beside the four
-- instruments. The call says which it is, and every project funded by it carries the same word.
ALTER TABLE call DISABLE TRIGGER USER;
ALTER TABLE call ADD COLUMN funding_kind text;
UPDATE call SET funding_kind = CASE instrument WHEN 'AWARD_IN_LIEU' THEN 'REWARD' WHEN 'VENTURE_GRANT' THEN 'SUBSIDY' ELSE 'COMMISSION' END;
ALTER TABLE call ALTER COLUMN funding_kind SET NOT NULL, ADD CONSTRAINT call_funding_kind CHECK (funding_kind IN ('REWARD', 'COMMISSION', 'SUBSIDY')
  -- What is paid after the result is a reward, and nothing else is.
  AND (instrument = 'AWARD_IN_LIEU') = (funding_kind = 'REWARD'));
ALTER TABLE call ENABLE TRIGGER USER;
ALTER TABLE project DISABLE TRIGGER USER;
ALTER TABLE project ADD COLUMN funding_kind text;
UPDATE project p SET funding_kind = (SELECT c.funding_kind FROM call c WHERE c.id = p.call_id);
ALTER TABLE project ALTER COLUMN funding_kind SET NOT NULL;
ALTER TABLE project ENABLE TRIGGER USER;

-- Named by the drafter, or what goes with the instrument; published, it stays.
CREATE FUNCTION guard_funding_kind() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'project' THEN
    NEW.funding_kind := (SELECT funding_kind FROM call WHERE id = NEW.call_id);
    RETURN NEW;
  END IF;
  NEW.funding_kind := coalesce(NEW.funding_kind, CASE NEW.instrument WHEN 'AWARD_IN_LIEU' THEN 'REWARD' WHEN 'VENTURE_GRANT' THEN 'SUBSIDY' ELSE 'COMMISSION' END);
  IF TG_OP = 'UPDATE' AND NEW.funding_kind IS DISTINCT FROM OLD.funding_kind AND OLD.state NOT IN ('DRAFT', 'SUBMITTED') THEN PERFORM refuse('call.frozen'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER funding_kind_guard BEFORE INSERT OR UPDATE OF funding_kind, instrument ON call FOR EACH ROW EXECUTE FUNCTION guard_funding_kind();
CREATE TRIGGER funding_kind_guard BEFORE INSERT OR UPDATE OF call_id, funding_kind ON project FOR EACH ROW EXECUTE FUNCTION guard_funding_kind();
