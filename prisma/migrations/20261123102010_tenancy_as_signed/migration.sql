-- Why: PostgreSQL kept the quotas and the order of those who wait, not the days that order and term are read from; it saw that two different
-- people decided, not that they are the incubator's and the tenant's; agreements and answers could be born signed; a tenant was counted as heard
-- because somebody else had written that it wished to leave.
CREATE FUNCTION keeps_incubation(p_account uuid, p_incubation uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM incubation i JOIN incubator b ON b.id = i.incubator_id WHERE i.id = p_incubation AND decides_for(p_account, b.body_id))
$$;
-- Whoever leads a group that is no organization yet, else anybody of the organization's.
CREATE FUNCTION is_of_incubation(p_account uuid, p_incubation uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM incubation i WHERE i.id = p_incubation AND CASE WHEN i.organization_id IS NULL THEN i.account_id = p_account ELSE is_interested(p_account, i.organization_id) END)
$$;

CREATE FUNCTION guard_incubation_history() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_body uuid := (SELECT body_id FROM incubator WHERE id = NEW.incubator_id);
  v_moves boolean := NEW.state <> OLD.state;
BEGIN
  -- Each day is of the step that makes it.
  IF NEW.sent_at IS DISTINCT FROM OLD.sent_at AND NOT (v_moves AND NEW.state = 'SENT')
    OR NEW.queued_at IS DISTINCT FROM OLD.queued_at AND NOT (v_moves AND NEW.state = 'WAITING')
    OR NEW.admitted_at IS DISTINCT FROM OLD.admitted_at AND NOT (v_moves AND NEW.state = 'ADMITTED')
    OR NOT v_moves AND (NEW.check_due_on, NEW.checked_by_id, NEW.checked_at, NEW.check_reason, NEW.exit_reason, NEW.exit_words, NEW.notice_by_id, NEW.notice_at, NEW.leave_by_on, NEW.exit_answer)
      IS DISTINCT FROM (OLD.check_due_on, OLD.checked_by_id, OLD.checked_at, OLD.check_reason, OLD.exit_reason, OLD.exit_words, OLD.notice_by_id, OLD.notice_at, OLD.leave_by_on, OLD.exit_answer)
    OR NOT v_moves AND OLD.exit_replied_at IS NOT NULL AND (NEW.exit_reply, NEW.exit_replied_at) IS DISTINCT FROM (OLD.exit_reply, OLD.exit_replied_at) THEN PERFORM refuse('incubation.frozen'); END IF;
  -- The term is what both sides signed.
  IF (NEW.from_on, NEW.to_on) IS DISTINCT FROM (OLD.from_on, OLD.to_on) AND NOT EXISTS (SELECT 1 FROM incubation_agreement a WHERE a.incubation_id = NEW.id AND a.signed_at IS NOT NULL
      HAVING min(a.from_on) = NEW.from_on AND max(a.to_on) = NEW.to_on) THEN PERFORM refuse('incubation.not-signed'); END IF;
  IF NOT v_moves THEN RETURN NEW; END IF;
  IF NEW.state IN ('SENT', 'WAITING', 'ADMITTED') AND EXISTS (SELECT 1 FROM organization WHERE id = NEW.organization_id AND state = 'ENDED') THEN PERFORM refuse('organization.ended'); END IF;
  IF NEW.checked_by_id IS DISTINCT FROM OLD.checked_by_id AND NOT decides_for(NEW.checked_by_id, v_body)
    OR NEW.graduated_by_id IS NOT NULL AND NOT is_of_body(NEW.graduated_by_id, v_body, 'APPROVER')
    OR NEW.state = 'LEAVING' AND NOT is_of_body(NEW.notice_by_id, v_body, 'APPROVER') THEN PERFORM refuse('forbidden'); END IF;
  -- Heard: by its own answer, never by what others say it wished.
  IF NEW.state = 'LEFT' AND NEW.exit_replied_at IS NULL AND NEW.leave_by_on > today() THEN PERFORM refuse('incubation.not-heard'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER incubation_history BEFORE UPDATE ON incubation FOR EACH ROW EXECUTE FUNCTION guard_incubation_history();

-- Who writes what of a tenancy; and nothing is born answered.
CREATE FUNCTION guard_incubation_people() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE n jsonb := to_jsonb(NEW); o jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
  v_answer text; v_column text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    FOREACH v_answer IN ARRAY '{signed_at,withdrawn_at,confirmed_at,disputed_at,replied_at}'::text[] LOOP
      IF n ->> v_answer IS NOT NULL THEN PERFORM refuse('incubation.decided'); END IF;
    END LOOP;
  END IF;
  FOREACH v_column IN ARRAY (CASE TG_TABLE_NAME WHEN 'incubation_declaration' THEN '{confirmed_by_id}' WHEN 'incubation_service' THEN '{recorded_by_id}' ELSE '{recorded_by_id,assessed_by_id,done_by_id}' END)::text[] LOOP
    IF n ->> v_column IS DISTINCT FROM o ->> v_column AND n ->> v_column IS NOT NULL AND NOT keeps_incubation((n ->> v_column)::uuid, NEW.incubation_id) THEN PERFORM refuse('forbidden'); END IF;
  END LOOP;
  FOREACH v_column IN ARRAY (CASE TG_TABLE_NAME WHEN 'incubation_declaration' THEN '{declared_by_id}' WHEN 'incubation_service' THEN '{confirmed_by_id}' ELSE '{replied_by_id,added_by_id}' END)::text[] LOOP
    IF n ->> v_column IS DISTINCT FROM o ->> v_column AND n ->> v_column IS NOT NULL AND NOT is_of_incubation((n ->> v_column)::uuid, NEW.incubation_id) THEN PERFORM refuse('forbidden'); END IF;
  END LOOP;
  -- What is confirmed is what was declared.
  IF TG_TABLE_NAME = 'incubation_declaration' AND TG_OP = 'UPDATE' AND n ->> 'confirmed_at' IS NOT NULL
    AND (n -> 'words', n -> 'number', n -> 'declared_by_id') IS DISTINCT FROM (o -> 'words', o -> 'number', o -> 'declared_by_id') THEN PERFORM refuse('incubation.frozen'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER incubation_agreement_people BEFORE INSERT ON incubation_agreement FOR EACH ROW EXECUTE FUNCTION guard_incubation_people();
CREATE TRIGGER incubation_service_people BEFORE INSERT OR UPDATE ON incubation_service FOR EACH ROW EXECUTE FUNCTION guard_incubation_people();
CREATE TRIGGER incubation_assessment_people BEFORE INSERT OR UPDATE ON incubation_assessment FOR EACH ROW EXECUTE FUNCTION guard_incubation_people();
CREATE TRIGGER incubation_declaration_people BEFORE INSERT OR UPDATE ON incubation_declaration FOR EACH ROW EXECUTE FUNCTION guard_incubation_people();
CREATE TRIGGER incubation_seed_people BEFORE INSERT ON incubation_seed FOR EACH ROW EXECUTE FUNCTION guard_incubation_people();
CREATE TRIGGER incubation_goal_people BEFORE INSERT OR UPDATE ON incubation_goal FOR EACH ROW EXECUTE FUNCTION guard_incubation_people();

-- A goal that was reached stays as it is; papers of an application stay with it once it is sent.
CREATE FUNCTION keep_reached_goal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.done_on IS NOT NULL THEN PERFORM refuse('incubation.decided'); END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER incubation_goal_reached BEFORE UPDATE OR DELETE ON incubation_goal FOR EACH ROW EXECUTE FUNCTION keep_reached_goal();
CREATE FUNCTION guard_incubation_file() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE f incubation_file := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM incubation WHERE id = f.incubation_id AND state IN ('DRAFT', 'RETURNED')) THEN PERFORM refuse('incubation.frozen'); END IF;
  IF TG_OP = 'INSERT' AND NOT is_of_incubation(f.added_by_id, f.incubation_id) THEN PERFORM refuse('forbidden'); END IF;
  RETURN f;
END $$;
CREATE TRIGGER incubation_file_guard BEFORE INSERT OR DELETE ON incubation_file FOR EACH ROW EXECUTE FUNCTION guard_incubation_file();

-- Trainings are the incubator's; whoever signs up signs up their own.
CREATE FUNCTION guard_training_people() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_body uuid;
BEGIN
  IF TG_TABLE_NAME = 'incubator_training' THEN
    IF NOT decides_for(NEW.made_by_id, (SELECT body_id FROM incubator WHERE id = NEW.incubator_id)) THEN PERFORM refuse('forbidden'); END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.cancelled_at IS NOT NULL OR NEW.attended IS NOT NULL THEN PERFORM refuse('incubation.decided'); END IF;
    IF NOT (CASE WHEN NEW.organization_id IS NULL THEN is_of_incubation(NEW.signed_up_by_id, NEW.incubation_id) ELSE is_interested(NEW.signed_up_by_id, NEW.organization_id) END) THEN PERFORM refuse('forbidden'); END IF;
  ELSIF NEW.recorded_by_id IS DISTINCT FROM OLD.recorded_by_id THEN
    SELECT b.body_id INTO v_body FROM incubator_training v JOIN incubator b ON b.id = v.incubator_id WHERE v.id = NEW.training_id;
    IF NOT decides_for(NEW.recorded_by_id, v_body) THEN PERFORM refuse('forbidden'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER incubator_training_people BEFORE INSERT ON incubator_training FOR EACH ROW EXECUTE FUNCTION guard_training_people();
CREATE TRIGGER training_signup_people BEFORE INSERT OR UPDATE ON training_signup FOR EACH ROW EXECUTE FUNCTION guard_training_people();
