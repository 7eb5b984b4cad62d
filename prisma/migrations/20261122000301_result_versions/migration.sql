-- Why: after the totals nothing may change but by the four lawful corrections (财政部令第87号 art. 64), and every member signs
-- what was decided; whoever dissents signs with reasons, silence is agreement (政府采购法实施条例 art. 41). So a result has
-- versions: each is frozen, signed by its SHA-256, and never taken away.
DELETE FROM lifecycle_edge WHERE lifecycle = 'panel' AND event = 'close';
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('panel', 'SCORING', 'freeze', 'SIGNING'),
  ('panel', 'SIGNING', 'reopen', 'SCORING'),
  ('panel', 'SIGNING', 'close', 'CLOSED'),
  ('panel', 'CLOSED', 'correct', 'SIGNING');

CREATE TYPE correction_kind AS ENUM ('ARITHMETIC', 'OUT_OF_RANGE', 'OBJECTIVE_UNEQUAL', 'ABNORMAL');
ALTER TABLE result
  ADD COLUMN version_no int NOT NULL DEFAULT 1,
  ADD COLUMN signed_at timestamptz(3),
  ADD COLUMN void_reason text NOT NULL DEFAULT '',
  ADD COLUMN correction_kind correction_kind,
  ADD COLUMN correction_reason text NOT NULL DEFAULT '',
  ADD COLUMN changes jsonb NOT NULL DEFAULT '[]',
  ADD CONSTRAINT result_correction_has_reason CHECK ((correction_kind IS NULL) = (correction_reason = '')),
  ADD CONSTRAINT result_void_or_signed CHECK (void_reason = '' OR signed_at IS NULL);
DROP INDEX result_call_id_key;
CREATE UNIQUE INDEX result_call_id_version_no_key ON result (call_id, version_no);
-- Results from before signing existed were in force from the moment the chair closed.
ALTER TABLE result DISABLE TRIGGER result_guard;
UPDATE result SET signed_at = closed_at;
ALTER TABLE result ENABLE TRIGGER result_guard;

ALTER TABLE bid_result DROP CONSTRAINT bid_result_pkey, ADD CONSTRAINT bid_result_pkey PRIMARY KEY (result_id, bid_id);
CREATE INDEX bid_result_bid_id_idx ON bid_result (bid_id);

-- The version in force: the latest that everybody signed.
CREATE VIEW current_result AS
  SELECT DISTINCT ON (call_id) * FROM result WHERE signed_at IS NOT NULL ORDER BY call_id, version_no DESC;
GRANT SELECT ON current_result TO commonweal_app;

CREATE TABLE result_signature (
  result_id uuid NOT NULL REFERENCES result (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  seat_id uuid NOT NULL REFERENCES seat (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  record_sha256 text NOT NULL,
  dissent text NOT NULL DEFAULT '',
  signed_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT result_signature_pkey PRIMARY KEY (result_id, seat_id)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON result_signature FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON result_signature FROM commonweal_app;

CREATE TABLE objective_mark (
  bid_id uuid NOT NULL REFERENCES bid (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  criterion_id uuid NOT NULL REFERENCES criterion (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  points numeric(8, 4) NOT NULL,
  basis text NOT NULL,
  seat_id uuid NOT NULL REFERENCES seat (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  agreed_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  version int NOT NULL DEFAULT 1,
  CONSTRAINT objective_mark_pkey PRIMARY KEY (bid_id, criterion_id),
  CONSTRAINT objective_mark_has_basis CHECK (basis <> '')
);

-- One value per bid and criterion, in range, by a member who has no tie with the bid, and only while the panel scores.
CREATE FUNCTION guard_objective_mark() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_max numeric;
BEGIN
  SELECT c.max_points INTO v_max FROM bid b JOIN criterion c ON c.call_id = b.call_id AND c.id = NEW.criterion_id AND c.kind = 'OBJECTIVE'
    JOIN panel p ON p.call_id = b.call_id AND p.state = 'SCORING'
    JOIN seat s ON s.panel_id = p.id AND s.id = NEW.seat_id AND s.state = 'SEATED'
    JOIN conflict_declaration d ON d.seat_id = s.id AND d.bid_id = b.id AND d.kind = 'NONE'
    WHERE b.id = NEW.bid_id AND b.state = 'OPENED' FOR SHARE OF p;
  IF NOT FOUND THEN PERFORM refuse('score-sheet.not-entitled'); END IF;
  IF NEW.points < 0 OR NEW.points > v_max THEN PERFORM refuse('score.out-of-range'); END IF;
  NEW.agreed_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER objective_mark_guard BEFORE INSERT OR UPDATE ON objective_mark FOR EACH ROW EXECUTE FUNCTION guard_objective_mark();

CREATE OR REPLACE FUNCTION guard_seat() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP IN ('INSERT', 'DELETE') AND (SELECT state FROM panel WHERE id = coalesce(NEW.panel_id, OLD.panel_id)) <> 'FORMING' THEN PERFORM refuse('panel.already-started'); END IF;
  IF TG_OP = 'UPDATE' AND (SELECT state FROM panel WHERE id = NEW.panel_id) IN ('SIGNING', 'CLOSED') THEN PERFORM refuse('panel.closed'); END IF;
  RETURN coalesce(NEW, OLD);
END $$;

CREATE OR REPLACE FUNCTION assert_panel_complete(p_panel uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_call uuid; v_quorum int;
BEGIN
  SELECT p.call_id, c.quorum INTO v_call, v_quorum FROM panel p JOIN call c ON c.id = p.call_id WHERE p.id = p_panel;
  IF NOT EXISTS (SELECT 1 FROM bid WHERE call_id = v_call AND state = 'OPENED') THEN PERFORM refuse('panel.no-bids'); END IF;
  IF EXISTS (
    SELECT 1 FROM bid b CROSS JOIN seat s
    LEFT JOIN conflict_declaration d ON d.seat_id = s.id AND d.bid_id = b.id
    LEFT JOIN score_sheet h ON h.seat_id = s.id AND h.bid_id = b.id
    WHERE b.call_id = v_call AND b.state = 'OPENED' AND s.panel_id = p_panel AND s.state = 'SEATED'
      AND (d.kind IS NULL OR (d.kind = 'NONE' AND h.state IS DISTINCT FROM 'SUBMITTED'))
  ) THEN PERFORM refuse('panel.incomplete'); END IF;
  IF EXISTS (
    SELECT b.id FROM bid b
    LEFT JOIN score_sheet h ON h.bid_id = b.id AND h.state = 'SUBMITTED'
    LEFT JOIN seat s ON s.id = h.seat_id AND s.state = 'SEATED'
    WHERE b.call_id = v_call AND b.state = 'OPENED' GROUP BY b.id HAVING count(s.id) < v_quorum
  ) THEN PERFORM refuse('panel.below-quorum'); END IF;
  IF EXISTS (
    SELECT 1 FROM bid b JOIN criterion c ON c.call_id = b.call_id AND c.kind = 'OBJECTIVE'
    LEFT JOIN objective_mark m ON m.bid_id = b.id AND m.criterion_id = c.id
    WHERE b.call_id = v_call AND b.state = 'OPENED' AND m.bid_id IS NULL
  ) THEN PERFORM refuse('panel.objective-missing'); END IF;
END $$;

-- Every seated member has signed the latest version; or a day has passed, and the rest are silent, which is agreement. What
-- must be unanimous cannot be agreed to by silence.
CREATE FUNCTION assert_signed(p_panel uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE r result; v_waits boolean;
BEGIN
  SELECT x.* INTO r FROM result x JOIN panel p ON p.call_id = x.call_id WHERE p.id = p_panel ORDER BY x.version_no DESC LIMIT 1;
  IF NOT FOUND OR r.signed_at IS NOT NULL OR r.void_reason <> '' THEN PERFORM refuse('result.nothing-to-sign'); END IF;
  SELECT EXISTS (SELECT 1 FROM seat s WHERE s.panel_id = p_panel AND s.state = 'SEATED'
    AND NOT EXISTS (SELECT 1 FROM result_signature g WHERE g.result_id = r.id AND g.seat_id = s.id)) INTO v_waits;
  IF v_waits AND (r.correction_kind = 'ABNORMAL' OR clock() < r.closed_at + interval '24 hours') THEN PERFORM refuse('result.unsigned'); END IF;
END $$;

CREATE OR REPLACE FUNCTION guard_panel() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.state = 'SCORING' AND OLD.state = 'FORMING' THEN
    IF (SELECT count(*) FROM seat WHERE panel_id = NEW.id AND state = 'SEATED') < (SELECT quorum FROM call WHERE id = NEW.call_id) THEN PERFORM refuse('panel.below-quorum'); END IF;
    IF NOT EXISTS (SELECT 1 FROM seat WHERE panel_id = NEW.id AND is_chair AND state = 'SEATED') THEN PERFORM refuse('panel.no-chair'); END IF;
  ELSIF NEW.state = 'SCORING' THEN
    -- Back to the scores: only while no version has been signed by all.
    IF EXISTS (SELECT 1 FROM result WHERE call_id = NEW.call_id AND signed_at IS NOT NULL) THEN PERFORM refuse('result.frozen'); END IF;
  ELSIF NEW.state = 'SIGNING' AND OLD.state = 'SCORING' THEN
    PERFORM assert_panel_complete(NEW.id);
  ELSIF NEW.state = 'SIGNING' THEN
    IF NOT EXISTS (SELECT 1 FROM call WHERE id = NEW.call_id AND state = 'SCORED') THEN PERFORM refuse('result.frozen'); END IF;
  ELSIF NEW.state = 'CLOSED' THEN
    PERFORM assert_signed(NEW.id);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION guard_result() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_panel panel_state; v_before result;
BEGIN
  SELECT state INTO v_panel FROM panel WHERE call_id = NEW.call_id;
  IF TG_OP = 'INSERT' THEN
    IF v_panel IS DISTINCT FROM 'SIGNING' THEN PERFORM refuse('result.panel-open'); END IF;
    SELECT * INTO v_before FROM result WHERE call_id = NEW.call_id ORDER BY version_no DESC LIMIT 1;
    IF NEW.version_no <> coalesce(v_before.version_no, 0) + 1 OR NEW.signed_at IS NOT NULL OR NEW.published_at IS NOT NULL OR NEW.void_reason <> ''
      OR (NEW.correction_kind IS NULL) = EXISTS (SELECT 1 FROM result WHERE call_id = NEW.call_id AND signed_at IS NOT NULL) THEN PERFORM refuse('result.frozen'); END IF;
    RETURN NEW;
  END IF;
  IF (NEW.call_id, NEW.version_no, NEW.record, NEW.record_sha256, NEW.closed_at, NEW.closed_by_id, NEW.correction_kind, NEW.correction_reason, NEW.changes)
     IS DISTINCT FROM
     (OLD.call_id, OLD.version_no, OLD.record, OLD.record_sha256, OLD.closed_at, OLD.closed_by_id, OLD.correction_kind, OLD.correction_reason, OLD.changes)
     OR OLD.published_at IS NOT NULL
     OR (OLD.signed_at IS NOT NULL AND NEW.signed_at IS DISTINCT FROM OLD.signed_at)
     OR (OLD.void_reason <> '' AND NEW.void_reason <> OLD.void_reason) THEN
    PERFORM refuse('result.frozen');
  END IF;
  IF NEW.signed_at IS NOT NULL AND OLD.signed_at IS NULL AND v_panel <> 'CLOSED' THEN PERFORM refuse('result.unsigned'); END IF;
  IF NEW.published_at IS NOT NULL THEN
    IF NEW.signed_at IS NULL OR v_panel <> 'CLOSED' THEN PERFORM refuse('result.unsigned'); END IF;
    IF EXISTS (SELECT 1 FROM current_result WHERE call_id = NEW.call_id AND id <> NEW.id) THEN PERFORM refuse('result.superseded'); END IF;
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION guard_result_signature() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE r result;
BEGIN
  SELECT * INTO r FROM result WHERE id = NEW.result_id FOR SHARE;
  IF r.signed_at IS NOT NULL OR r.void_reason <> '' OR r.record_sha256 <> NEW.record_sha256
     OR EXISTS (SELECT 1 FROM result WHERE call_id = r.call_id AND version_no > r.version_no) THEN PERFORM refuse('result.nothing-to-sign'); END IF;
  IF NOT EXISTS (SELECT 1 FROM seat s JOIN panel p ON p.id = s.panel_id WHERE s.id = NEW.seat_id AND s.state = 'SEATED' AND p.call_id = r.call_id AND p.state = 'SIGNING') THEN
    PERFORM refuse('result.not-member');
  END IF;
  IF r.correction_kind = 'ABNORMAL' AND NEW.dissent <> '' THEN PERFORM refuse('result.not-unanimous'); END IF;
  NEW.signed_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER result_signature_guard BEFORE INSERT ON result_signature FOR EACH ROW EXECUTE FUNCTION guard_result_signature();
