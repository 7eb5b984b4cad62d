-- Why: a supplementary report was asked for until any day at all: one in the year 1900 was overdue from its first moment, one in 2099 let the
-- rest wait for ever. It is due after the day of the decision and within a year of it; what is cancelled is asked for by nobody.
CREATE OR REPLACE FUNCTION check_supplement() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE s tranche_split;
BEGIN
  SELECT x.* INTO s FROM tranche_split x JOIN tranche t ON t.milestone_id = x.remainder_id JOIN tranche o ON o.id = x.tranche_id
    WHERE x.remainder_id = NEW.id AND t.amount_fen = x.from_fen - x.accepted_fen AND o.amount_fen = x.accepted_fen AND t.project_id = NEW.project_id
      AND (NOT x.is_cancelled OR t.state = 'CANCELLED');
  IF NOT FOUND THEN PERFORM refuse('tranche.split-mismatch'); END IF;
  IF NOT s.is_cancelled AND (NEW.due_on <= today() OR NEW.due_on > today() + 366) THEN PERFORM refuse('report.supplement-day'); END IF;
  RETURN NULL;
END $$;
