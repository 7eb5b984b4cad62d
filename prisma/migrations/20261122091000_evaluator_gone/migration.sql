-- Why: an evaluator who left the body, or who does not answer, kept an evaluation from ever being handed in; it had to be cancelled.
-- The office may put another in the place of such a person, and of nobody else: who declared and is still an evaluator stays, whatever
-- the marks may turn out to be.
ALTER TABLE evaluation_seat ADD COLUMN invited_at timestamptz(3);
ALTER TABLE evaluation_seat DISABLE TRIGGER USER;
UPDATE evaluation_seat s SET invited_at = e.commissioned_at FROM evaluation e WHERE e.id = s.evaluation_id AND s.state <> 'RESERVE';
ALTER TABLE evaluation_seat ENABLE TRIGGER USER;

ALTER TABLE evaluation_seat DROP CONSTRAINT evaluation_seat_state, ADD CONSTRAINT evaluation_seat_state CHECK (CASE state
  WHEN 'RESERVE' THEN way = 'DRAWN' AND declared_at IS NULL AND signed_at IS NULL
  WHEN 'INVITED' THEN declared_at IS NULL AND signed_at IS NULL
  WHEN 'STANDS' THEN tie = 'NONE' AND declared_at IS NOT NULL
  WHEN 'STEPPED_BACK' THEN tie <> 'NONE' AND declared_at IS NOT NULL AND signed_at IS NULL
  WHEN 'GONE' THEN signed_at IS NULL
  ELSE false END);
ALTER TABLE evaluation_seat ADD CONSTRAINT evaluation_seat_invited CHECK ((state = 'RESERVE') = (invited_at IS NULL));

CREATE OR REPLACE FUNCTION guard_evaluation_seat() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE e evaluation; v_body uuid; v_is_evaluator boolean;
BEGIN
  SELECT * INTO e FROM evaluation WHERE id = NEW.evaluation_id FOR SHARE;
  IF e.state NOT IN ('COMMISSIONED', 'RETURNED') THEN PERFORM refuse('evaluation.not-open'); END IF;
  IF TG_OP = 'UPDATE' AND OLD.state IN ('STEPPED_BACK', 'GONE') THEN PERFORM refuse('evaluation.stepped-back'); END IF;
  SELECT body_id INTO v_body FROM project WHERE id = e.project_id;
  v_is_evaluator := EXISTS (SELECT 1 FROM body_membership WHERE body_id = v_body AND account_id = NEW.account_id AND role = 'EVALUATOR');
  IF TG_OP = 'INSERT' AND NOT v_is_evaluator THEN PERFORM refuse('evaluation.not-evaluator'); END IF;
  IF NEW.account_id = e.commissioned_by_id THEN PERFORM refuse('evaluation.own-commission'); END IF;
  IF NEW.state NOT IN ('STEPPED_BACK', 'GONE') THEN PERFORM assert_no_interest_in_project(NEW.account_id, e.project_id); END IF;
  IF NEW.state = 'GONE' AND (TG_OP = 'INSERT' OR NOT (
      (OLD.state IN ('INVITED', 'STANDS') AND NOT v_is_evaluator)
      OR (OLD.state = 'INVITED' AND OLD.invited_at <= clock() - interval '5 days'))) THEN
    PERFORM refuse('evaluation.still-there');
  END IF;
  NEW.invited_at := CASE WHEN NEW.state = 'RESERVE' THEN NULL WHEN TG_OP = 'UPDATE' AND OLD.invited_at IS NOT NULL THEN OLD.invited_at ELSE clock() END;
  RETURN NEW;
END $$;
