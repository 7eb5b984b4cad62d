-- Why: judges who score the same made-up answer before the real ones learn how the others read the criteria, and the chair sees how
-- far apart they are. The buyer writes it; every judge scores it first; it never comes near a result.
CREATE TABLE sample_answer (
  call_id uuid NOT NULL REFERENCES call (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  title text NOT NULL CHECK (title <> ''),
  text text NOT NULL CHECK (text <> ''),
  written_by_id uuid NOT NULL REFERENCES account (id),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT sample_answer_pkey PRIMARY KEY (call_id)
);
GRANT DELETE ON sample_answer TO commonweal_app;
CREATE FUNCTION guard_sample_answer() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_call uuid := coalesce(NEW.call_id, OLD.call_id); c call;
BEGIN
  SELECT * INTO c FROM call WHERE id = v_call FOR SHARE;
  IF c.state NOT IN ('PUBLISHED', 'OPENED') OR EXISTS (SELECT 1 FROM panel WHERE call_id = v_call AND state <> 'FORMING') THEN PERFORM refuse('sample.frozen'); END IF;
  IF TG_OP <> 'DELETE' THEN
    IF NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = c.body_id AND account_id = NEW.written_by_id AND role IN ('OFFICER', 'APPROVER')) THEN PERFORM refuse('sample.not-yours'); END IF;
    PERFORM assert_no_interest_in_call(NEW.written_by_id, v_call);
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER sample_answer_guard BEFORE INSERT OR UPDATE OR DELETE ON sample_answer FOR EACH ROW EXECUTE FUNCTION guard_sample_answer();
CREATE TRIGGER keep BEFORE UPDATE ON sample_answer FOR EACH ROW EXECUTE FUNCTION keep_columns('call_id');

CREATE TABLE sample_sheet (
  seat_id uuid NOT NULL REFERENCES seat (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  submitted_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT sample_sheet_pkey PRIMARY KEY (seat_id)
);
CREATE TABLE sample_score (
  seat_id uuid NOT NULL REFERENCES sample_sheet (seat_id) ON UPDATE CASCADE ON DELETE RESTRICT,
  criterion_id uuid NOT NULL REFERENCES criterion (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  points numeric(8, 4) NOT NULL,
  CONSTRAINT sample_score_pkey PRIMARY KEY (seat_id, criterion_id)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sample_sheet FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sample_score FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON sample_sheet, sample_score FROM commonweal_app;

CREATE FUNCTION guard_sample_sheet() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM seat s JOIN panel p ON p.id = s.panel_id AND p.state = 'SCORING' JOIN sample_answer a ON a.call_id = p.call_id
    WHERE s.id = NEW.seat_id AND s.state = 'SEATED') THEN PERFORM refuse('sample.not-now'); END IF;
  NEW.submitted_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER sample_sheet_guard BEFORE INSERT ON sample_sheet FOR EACH ROW EXECUTE FUNCTION guard_sample_sheet();

CREATE FUNCTION guard_sample_score() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_max numeric;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM sample_sheet WHERE seat_id = NEW.seat_id AND xmin = pg_current_xact_id()::xid) THEN PERFORM refuse('sample.scored-already'); END IF;
  SELECT c.max_points INTO v_max FROM seat s JOIN panel p ON p.id = s.panel_id JOIN criterion c ON c.call_id = p.call_id AND c.id = NEW.criterion_id AND c.kind = 'SUBJECTIVE' WHERE s.id = NEW.seat_id;
  IF v_max IS NULL OR NEW.points < 0 OR NEW.points > v_max THEN PERFORM refuse('score.out-of-range'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sample_score_guard BEFORE INSERT ON sample_score FOR EACH ROW EXECUTE FUNCTION guard_sample_score();

CREATE FUNCTION check_sample_sheet() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM seat s JOIN panel p ON p.id = s.panel_id JOIN criterion c ON c.call_id = p.call_id AND c.kind = 'SUBJECTIVE'
    LEFT JOIN sample_score r ON r.seat_id = s.id AND r.criterion_id = c.id WHERE s.id = NEW.seat_id AND r.seat_id IS NULL) THEN PERFORM refuse('score-sheet.incomplete'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sample_sheet_whole AFTER INSERT ON sample_sheet DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_sample_sheet();

-- The sample comes before the real bids.
CREATE FUNCTION guard_sheet_sample() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM bid b JOIN sample_answer a ON a.call_id = b.call_id WHERE b.id = NEW.bid_id)
    AND NOT EXISTS (SELECT 1 FROM sample_sheet WHERE seat_id = NEW.seat_id) THEN PERFORM refuse('sample.first'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER score_sheet_sample BEFORE INSERT ON score_sheet FOR EACH ROW EXECUTE FUNCTION guard_sheet_sample();
