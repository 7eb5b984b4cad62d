-- Why: a project is over when its account is settled, not when its last tranche is paid: the organization reports what was reached and what
-- is left, a third party audits where the rule asks for it, unspent money is back, and nothing is open. Then an approver closes it, and its
-- whole file is kept for as many years as the rule says.

-- ---------------------------------------------------------------------------------------------------------------------
-- The organization's final report, and on it the settlement that an official proposes and an approver approves.
CREATE TABLE final_report (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL UNIQUE REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  state final_report_state NOT NULL DEFAULT 'DRAFT',
  -- What was reached, in words; the figures are those of the accepted reports.
  narrative text NOT NULL DEFAULT '',
  -- Things bought with the money and what becomes of them; copyright and results. Empty: there are none.
  assets text NOT NULL DEFAULT '',
  results text NOT NULL DEFAULT '',
  submitted_by_id uuid REFERENCES account (id),
  submitted_at timestamptz(3),
  return_reason text NOT NULL DEFAULT '',
  proposed_by_id uuid REFERENCES account (id),
  proposed_at timestamptz(3),
  proposal_note text NOT NULL DEFAULT '',
  approved_by_id uuid REFERENCES account (id),
  approved_at timestamptz(3),
  -- The settlement as it stood when it was approved, fen: paid = spent + returned + written_off + kept.
  paid_fen bigint,
  spent_fen bigint,
  returned_fen bigint,
  written_off_fen bigint,
  kept_fen bigint,
  retain_until date,
  version int NOT NULL DEFAULT 1,
  CONSTRAINT final_report_whole CHECK ((state = 'DRAFT' OR submitted_by_id IS NOT NULL AND submitted_at IS NOT NULL AND narrative <> '')
    AND (state NOT IN ('PROPOSED', 'APPROVED') OR proposed_by_id IS NOT NULL AND proposed_at IS NOT NULL)
    AND (state = 'APPROVED') = (approved_at IS NOT NULL) AND (state = 'APPROVED') = (approved_by_id IS NOT NULL) AND (state = 'APPROVED') = (retain_until IS NOT NULL)
    AND (state = 'APPROVED') = (paid_fen IS NOT NULL)),
  CONSTRAINT final_report_foots CHECK (paid_fen IS NULL OR coalesce(paid_fen = spent_fen + returned_fen + written_off_fen + kept_fen AND least(spent_fen, returned_fen, written_off_fen, kept_fen) >= 0, false)),
  CONSTRAINT final_report_four_eyes CHECK (approved_by_id <> proposed_by_id)
);
CREATE TRIGGER keep BEFORE UPDATE ON final_report FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON final_report FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE TABLE closing_document (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  file_id uuid NOT NULL UNIQUE REFERENCES file (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  added_by_id uuid NOT NULL REFERENCES account (id),
  added_at timestamptz(3) NOT NULL DEFAULT clock()
);
CREATE INDEX closing_document_project_id_idx ON closing_document (project_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON closing_document FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Third-party audits: by a person of supervision or evaluation, or by a firm whose report is kept.
CREATE TABLE audit (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  -- Empty: the person who recorded it is the auditor.
  firm text NOT NULL DEFAULT '',
  -- CLEAN, QUALIFIED, ADVERSE, DISCLAIMED
  opinion text NOT NULL,
  summary text NOT NULL,
  audited_on date NOT NULL,
  file_id uuid REFERENCES file (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  recorded_by_id uuid NOT NULL REFERENCES account (id),
  recorded_at timestamptz(3) NOT NULL DEFAULT clock(),
  CONSTRAINT audit_whole CHECK (opinion IN ('CLEAN', 'QUALIFIED', 'ADVERSE', 'DISCLAIMED') AND summary <> '' AND (firm = '' OR file_id IS NOT NULL))
);
CREATE INDEX audit_project_id_idx ON audit (project_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE TABLE audit_finding (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  audit_id uuid NOT NULL REFERENCES audit (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  number smallint NOT NULL,
  state audit_finding_state NOT NULL DEFAULT 'OPEN',
  -- LOW, MEDIUM, HIGH
  severity text NOT NULL,
  text text NOT NULL,
  amount_fen bigint NOT NULL DEFAULT 0,
  answer_due_on date NOT NULL,
  answer text NOT NULL DEFAULT '',
  answer_file_id uuid REFERENCES file (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  answered_by_id uuid REFERENCES account (id),
  answered_at timestamptz(3),
  settlement text NOT NULL DEFAULT '',
  settled_by_id uuid REFERENCES account (id),
  settled_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT audit_finding_whole CHECK (severity IN ('LOW', 'MEDIUM', 'HIGH') AND text <> '' AND amount_fen >= 0
    AND (state = 'OPEN' OR answer <> '' AND answered_by_id IS NOT NULL AND answered_at IS NOT NULL)
    AND (state = 'SETTLED') = (settled_at IS NOT NULL) AND (state = 'SETTLED') = (settled_by_id IS NOT NULL) AND (state <> 'SETTLED' OR settlement <> ''))
);
CREATE UNIQUE INDEX audit_finding_audit_id_number_key ON audit_finding (audit_id, number);
CREATE TRIGGER keep BEFORE UPDATE ON audit_finding FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'audit_id', 'number', 'severity', 'text', 'amount_fen', 'answer_due_on');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON audit_finding FOR EACH STATEMENT EXECUTE FUNCTION append_only();

INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('project', 'COMPLETED', 'close', 'CLOSED'),
  ('final_report', 'DRAFT', 'submit', 'SUBMITTED'),
  ('final_report', 'SUBMITTED', 'giveBack', 'DRAFT'),
  ('final_report', 'SUBMITTED', 'propose', 'PROPOSED'),
  ('final_report', 'PROPOSED', 'withdraw', 'SUBMITTED'),
  ('final_report', 'PROPOSED', 'approve', 'APPROVED'),
  ('audit_finding', 'OPEN', 'answer', 'ANSWERED'),
  ('audit_finding', 'ANSWERED', 'reopen', 'OPEN'),
  ('audit_finding', 'ANSWERED', 'settle', 'SETTLED');
CREATE TRIGGER final_report_lifecycle BEFORE INSERT OR UPDATE OF state ON final_report FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('final_report', 'DRAFT');
CREATE TRIGGER audit_finding_lifecycle BEFORE INSERT OR UPDATE OF state ON audit_finding FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('audit_finding', 'OPEN');

-- ---------------------------------------------------------------------------------------------------------------------
-- The account of a project, fen: paid; recognized spending (certified, not disallowed), never more than was paid; returned; given up;
-- what the organization keeps where the rule says so; and what is still unaccounted for.
CREATE FUNCTION settlement_of(p_project uuid) RETURNS TABLE (paid_fen bigint, spent_fen bigint, returned_fen bigint, written_off_fen bigint, kept_fen bigint, open_fen bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH s AS (
    SELECT (SELECT coalesce(sum(t.amount_fen), 0)::bigint FROM tranche t WHERE t.project_id = p.id AND t.state = 'RELEASED') AS paid,
      (SELECT coalesce(sum(e.amount_fen), 0)::bigint FROM expense e JOIN expense_batch b ON b.id = e.batch_id WHERE e.project_id = p.id AND b.state = 'CERTIFIED' AND e.state <> 'DISALLOWED') AS claimed,
      (SELECT coalesce(sum(x.amount_fen) FILTER (WHERE x.kind = 'REPAID'), 0)::bigint FROM clawback c JOIN clawback_settlement x ON x.clawback_id = c.id WHERE c.project_id = p.id) AS returned,
      (SELECT coalesce(sum(x.amount_fen) FILTER (WHERE x.kind = 'WRITTEN_OFF'), 0)::bigint FROM clawback c JOIN clawback_settlement x ON x.clawback_id = c.id WHERE c.project_id = p.id) AS written_off,
      (SELECT unspent FROM closing_rule_of(p.id)) AS unspent
    FROM project p WHERE p.id = p_project),
  r AS (SELECT *, least(claimed, paid - returned - written_off) AS spent FROM s)
  SELECT paid, spent, returned, written_off, CASE WHEN unspent = 'KEEP' THEN paid - spent - returned - written_off ELSE 0 END,
    CASE WHEN unspent = 'KEEP' THEN 0 ELSE paid - spent - returned - written_off END FROM r
$$;

-- Everything that keeps a project from being closed, by its word; no row: it may be closed.
CREATE FUNCTION closing_obstacles(p_project uuid) RETURNS TABLE (code text, count bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT * FROM (
    SELECT 'tranche-undecided' AS code, (SELECT count(*) FROM tranche WHERE project_id = p.id AND state IN ('PLANNED', 'CLAIMABLE')) AS count FROM project p WHERE p.id = p_project
    UNION ALL SELECT 'objection-open', (SELECT count(*) FROM objection WHERE project_id = p_project AND state <> 'CLOSED')
    UNION ALL SELECT 'batch-open', (SELECT count(*) FROM expense_batch b WHERE b.project_id = p_project AND b.state <> 'CERTIFIED' AND EXISTS (SELECT 1 FROM expense e WHERE e.batch_id = b.id))
    UNION ALL SELECT 'expense-questioned', (SELECT count(*) FROM expense WHERE project_id = p_project AND state IN ('QUESTIONED', 'ANSWERED'))
    UNION ALL SELECT 'audit-missing', (SELECT count(*) FROM closing_rule_of(p_project) r WHERE r.needs_audit AND NOT EXISTS (SELECT 1 FROM audit WHERE project_id = p_project))
    UNION ALL SELECT 'finding-open', (SELECT count(*) FROM audit_finding f JOIN audit a ON a.id = f.audit_id WHERE a.project_id = p_project AND f.state <> 'SETTLED')
    UNION ALL SELECT 'clawback-open', (SELECT count(*) FROM clawback WHERE project_id = p_project AND state IN ('PROPOSED', 'ORDERED'))
    UNION ALL SELECT 'money-open', (SELECT count(*) FROM settlement_of(p_project) s WHERE s.open_fen <> 0)) o
  WHERE o.count > 0
$$;

CREATE FUNCTION guard_final_report() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; s record; v_code text;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR UPDATE;
  IF TG_OP = 'INSERT' THEN
    IF p.state <> 'COMPLETED' THEN PERFORM refuse('closing.not-completed'); END IF;
    RETURN NEW;
  END IF;
  IF OLD.state = 'APPROVED' THEN PERFORM refuse('closing.closed'); END IF;
  IF OLD.state <> 'DRAFT' AND NEW.state <> 'DRAFT' AND (NEW.narrative, NEW.assets, NEW.results, NEW.submitted_by_id, NEW.submitted_at) IS DISTINCT FROM (OLD.narrative, OLD.assets, OLD.results, OLD.submitted_by_id, OLD.submitted_at) THEN
    PERFORM refuse('closing.submitted');
  END IF;
  IF NEW.state = 'PROPOSED' AND OLD.state <> 'PROPOSED' THEN PERFORM assert_no_interest_in_project(NEW.proposed_by_id, p.id); END IF;
  IF NEW.state IN ('PROPOSED', 'APPROVED') AND NEW.state <> OLD.state THEN
    SELECT code INTO v_code FROM closing_obstacles(p.id) LIMIT 1;
    IF v_code IS NOT NULL THEN PERFORM refuse('closing.' || v_code); END IF;
  END IF;
  IF NEW.state = 'APPROVED' THEN
    PERFORM assert_no_interest_in_project(NEW.approved_by_id, p.id);
    SELECT * INTO s FROM settlement_of(p.id);
    NEW.paid_fen := s.paid_fen; NEW.spent_fen := s.spent_fen; NEW.returned_fen := s.returned_fen; NEW.written_off_fen := s.written_off_fen; NEW.kept_fen := s.kept_fen;
    NEW.retain_until := (today() + make_interval(years => (SELECT archive_years FROM closing_rule_of(p.id))))::date;
  ELSE
    NEW.paid_fen := NULL; NEW.spent_fen := NULL; NEW.returned_fen := NULL; NEW.written_off_fen := NULL; NEW.kept_fen := NULL; NEW.retain_until := NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER final_report_guard BEFORE INSERT OR UPDATE ON final_report FOR EACH ROW EXECUTE FUNCTION guard_final_report();

-- What belongs to an audit or a closing comes while the project is not closed.
CREATE FUNCTION guard_closing_part() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_project uuid := CASE TG_TABLE_NAME WHEN 'audit_finding' THEN (SELECT project_id FROM audit WHERE id = (to_jsonb(NEW) ->> 'audit_id')::uuid) ELSE (to_jsonb(NEW) ->> 'project_id')::uuid END; p project;
BEGIN
  SELECT * INTO p FROM project WHERE id = v_project FOR SHARE;
  IF p.started_at IS NULL THEN PERFORM refuse('closing.not-completed'); END IF;
  IF p.state = 'CLOSED' THEN PERFORM refuse('closing.closed'); END IF;
  IF TG_TABLE_NAME = 'audit' THEN
    PERFORM assert_no_interest_in_project((to_jsonb(NEW) ->> 'recorded_by_id')::uuid, p.id);
    IF (to_jsonb(NEW) ->> 'audited_on')::date > today() THEN PERFORM refuse('closing.audit-day'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_guard BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION guard_closing_part();
CREATE TRIGGER audit_finding_guard BEFORE INSERT OR UPDATE ON audit_finding FOR EACH ROW EXECUTE FUNCTION guard_closing_part();
CREATE TRIGGER closing_document_guard BEFORE INSERT ON closing_document FOR EACH ROW EXECUTE FUNCTION guard_closing_part();

-- A project is closed exactly by the approval of its final report, and then nothing of it is open.
CREATE FUNCTION guard_project_closing() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_code text;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM final_report WHERE project_id = NEW.id AND state = 'APPROVED') THEN PERFORM refuse('closing.not-approved'); END IF;
  SELECT code INTO v_code FROM closing_obstacles(NEW.id) LIMIT 1;
  IF v_code IS NOT NULL THEN PERFORM refuse('closing.' || v_code); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER project_closing BEFORE UPDATE OF state ON project FOR EACH ROW WHEN (NEW.state = 'CLOSED' AND OLD.state <> 'CLOSED') EXECUTE FUNCTION guard_project_closing();
CREATE FUNCTION check_closed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = 'APPROVED' AND (SELECT state FROM project WHERE id = NEW.project_id) <> 'CLOSED' THEN PERFORM refuse('closing.not-approved'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER closed AFTER UPDATE OF state ON final_report DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_closed();

-- An objection may still be raised while the account is being settled; a closed project takes none.
CREATE FUNCTION guard_objection_on_closed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT state FROM project WHERE id = NEW.project_id FOR SHARE) = 'CLOSED' THEN PERFORM refuse('objection.project-over'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER objection_on_closed BEFORE INSERT ON objection FOR EACH ROW EXECUTE FUNCTION guard_objection_on_closed();

-- ---------------------------------------------------------------------------------------------------------------------
-- The archive: while it is to be kept, nothing of a closed project is taken away, whoever tries.
CREATE FUNCTION is_archived(p_project uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM final_report WHERE project_id = p_project AND retain_until >= today())
$$;
CREATE FUNCTION guard_archive() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_row jsonb := to_jsonb(OLD); v_project uuid;
BEGIN
  v_project := CASE TG_TABLE_NAME
    WHEN 'project' THEN OLD.id
    WHEN 'contract' THEN (SELECT id FROM project WHERE contract_id = OLD.id)
    WHEN 'report' THEN (SELECT project_id FROM milestone WHERE id = (v_row ->> 'milestone_id')::uuid)
    WHEN 'evidence' THEN (SELECT m.project_id FROM report r JOIN milestone m ON m.id = r.milestone_id WHERE r.id = (v_row ->> 'report_id')::uuid)
    WHEN 'amendment' THEN (SELECT id FROM project WHERE contract_id = (v_row ->> 'contract_id')::uuid)
    WHEN 'file' THEN coalesce(
      (SELECT project_id FROM expense WHERE file_id = OLD.id LIMIT 1),
      (SELECT project_id FROM closing_document WHERE file_id = OLD.id),
      (SELECT project_id FROM audit WHERE file_id = OLD.id LIMIT 1),
      (SELECT m.project_id FROM evidence v JOIN report r ON r.id = v.report_id JOIN milestone m ON m.id = r.milestone_id WHERE v.file_id = OLD.id LIMIT 1))
    ELSE (v_row ->> 'project_id')::uuid END;
  IF is_archived(v_project) THEN PERFORM refuse('closing.archived'); END IF;
  RETURN OLD;
END $$;
DO $$
DECLARE v_table text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['project', 'contract', 'milestone', 'budget_line', 'report', 'evidence', 'amendment', 'halt', 'objection', 'tranche', 'expense', 'file'] LOOP
    EXECUTE format('CREATE TRIGGER archive BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION guard_archive()', v_table);
  END LOOP;
END $$;
