-- Why: how a panel scores is part of the published call: whether it sees who bids, for which marks it gives reasons, and what
-- levels of an answer are worth. Frozen with the call; each judge meets the bids in an order of their own.
CREATE TYPE reasons_rule AS ENUM ('EVERY', 'EXTREMES', 'NONE');
CREATE TABLE call_scoring (
  call_id uuid NOT NULL REFERENCES call (id) ON UPDATE CASCADE ON DELETE CASCADE,
  is_blind boolean NOT NULL DEFAULT false,
  reasons reasons_rule NOT NULL DEFAULT 'EVERY',
  CONSTRAINT call_scoring_pkey PRIMARY KEY (call_id)
);
CREATE TRIGGER call_scoring_guard BEFORE INSERT OR UPDATE OR DELETE ON call_scoring FOR EACH ROW EXECUTE FUNCTION guard_call_part();
CREATE TRIGGER keep BEFORE UPDATE ON call_scoring FOR EACH ROW EXECUTE FUNCTION keep_columns('call_id');

-- Levels of an answer and what each is worth, one to a line: beside the answer on the desk, and public with the criterion.
ALTER TABLE criterion ADD COLUMN anchors text NOT NULL DEFAULT '';
-- What shuffles the bids for this judge: kept, so that the order can be told again.
ALTER TABLE seat ADD COLUMN order_seed uuid NOT NULL DEFAULT gen_random_uuid();

-- Whether a mark needs its reason under the call's rule: every one, or only those below 60 % or above 90 % of the points.
CREATE FUNCTION needs_reason(p_rule reasons_rule, p_points numeric, p_max numeric) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_rule WHEN 'EVERY' THEN true WHEN 'EXTREMES' THEN p_points < p_max * 0.6 OR p_points > p_max * 0.9 ELSE false END
$$;

CREATE OR REPLACE FUNCTION guard_score_sheet() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_rule reasons_rule;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (
      SELECT 1 FROM seat s JOIN panel p ON p.id = s.panel_id JOIN bid b ON b.id = NEW.bid_id AND b.call_id = p.call_id
      JOIN stated_conflict d ON d.seat_id = s.id AND d.bid_id = b.id AND d.kind = 'NONE'
      WHERE s.id = NEW.seat_id AND s.state = 'SEATED' AND p.state = 'SCORING' AND b.state = 'OPENED'
    ) THEN PERFORM refuse('score-sheet.not-entitled'); END IF;
  ELSE
    IF (NEW.seat_id, NEW.bid_id) IS DISTINCT FROM (OLD.seat_id, OLD.bid_id) THEN PERFORM refuse('score-sheet.moved'); END IF;
    IF OLD.state = 'SUBMITTED' THEN PERFORM refuse('score-sheet.submitted'); END IF;
    IF NEW.state = 'SUBMITTED' THEN
      IF EXISTS (SELECT 1 FROM stated_conflict d WHERE d.seat_id = NEW.seat_id AND d.bid_id = NEW.bid_id AND d.kind <> 'NONE') THEN PERFORM refuse('score-sheet.not-entitled'); END IF;
      SELECT g.reasons INTO v_rule FROM call_scoring g JOIN bid b ON b.call_id = g.call_id WHERE b.id = NEW.bid_id;
      IF EXISTS (
        SELECT 1 FROM panel p JOIN seat s ON s.panel_id = p.id AND s.id = NEW.seat_id
        JOIN criterion c ON c.call_id = p.call_id AND c.kind = 'SUBJECTIVE'
        LEFT JOIN score r ON r.sheet_id = NEW.id AND r.criterion_id = c.id
        WHERE r.points IS NULL OR (r.reason = '' AND needs_reason(coalesce(v_rule, 'EVERY'), r.points, c.max_points)) OR p.state <> 'SCORING' OR s.state <> 'SEATED'
      ) THEN PERFORM refuse('score-sheet.incomplete'); END IF;
      NEW.submitted_at := clock();
    END IF;
  END IF;
  RETURN NEW;
END $$;
