-- Why: public money has a year. A body adopts what each fund is meant for in a year, line by line, and everybody may hold the year
-- against it; when the year is over and its months are closed, what nobody was promised is carried over or goes back to the treasury,
-- source by source: one proposes, another closes, and nothing is appropriated to that year any more.
-- What goes back to the treasury when a year is closed.
ALTER TABLE ledger_entry DROP CONSTRAINT ledger_kind, ADD CONSTRAINT ledger_kind CHECK (kind IN ('appropriate', 'allocate', 'commit', 'hold', 'release', 'void', 'reallocate', 'reduce', 'reverse', 'clawback_order', 'clawback_receive', 'write_off', 'lapse'));
ALTER TABLE ledger_book DROP CONSTRAINT ledger_book_entries, ADD CONSTRAINT ledger_book_entries CHECK (entry_kinds <@ ARRAY['appropriate', 'allocate', 'commit', 'hold', 'release', 'void', 'reallocate', 'reduce', 'reverse', 'clawback_order', 'clawback_receive', 'write_off', 'lapse']);

CREATE TABLE fund_plan (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  fund_id uuid NOT NULL REFERENCES fund (id),
  year smallint NOT NULL,
  -- 1: as the year was opened; each later one takes the place of the one before, and both stay.
  number smallint NOT NULL,
  document_no text NOT NULL,
  adopted_by_id uuid NOT NULL REFERENCES account (id),
  adopted_at timestamptz(3) NOT NULL DEFAULT clock(),
  UNIQUE (fund_id, year, number),
  CONSTRAINT fund_plan_whole CHECK (year BETWEEN 2000 AND 2100 AND number >= 1 AND document_no <> '')
);
CREATE TABLE fund_plan_line (
  plan_id uuid NOT NULL REFERENCES fund_plan (id),
  position smallint NOT NULL,
  name text NOT NULL,
  -- Calls that count for this line; null: of any field, by any instrument.
  field service_field,
  instrument instrument,
  planned_fen bigint NOT NULL,
  PRIMARY KEY (plan_id, position),
  CONSTRAINT fund_plan_line_whole CHECK (name <> '' AND planned_fen > 0)
);
CREATE UNIQUE INDEX fund_plan_line_once ON fund_plan_line (plan_id, field, instrument) NULLS NOT DISTINCT;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON fund_plan FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON fund_plan_line FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE TABLE fund_year_close (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  fund_id uuid NOT NULL REFERENCES fund (id),
  year smallint NOT NULL,
  note text NOT NULL DEFAULT '',
  proposed_by_id uuid NOT NULL REFERENCES account (id),
  proposed_at timestamptz(3) NOT NULL DEFAULT clock(),
  closed_by_id uuid REFERENCES account (id),
  closed_at timestamptz(3),
  withdrawn_at timestamptz(3),
  CONSTRAINT fund_year_close_two_people CHECK (closed_by_id <> proposed_by_id),
  CONSTRAINT fund_year_close_settled CHECK ((closed_at IS NULL) = (closed_by_id IS NULL) AND (closed_at IS NULL OR withdrawn_at IS NULL))
);
-- One at a time, and closed once.
CREATE UNIQUE INDEX one_fund_year_close ON fund_year_close (fund_id, year) WHERE withdrawn_at IS NULL;
-- What is left of each source, and what becomes of it.
CREATE TABLE fund_year_rest (
  close_id uuid NOT NULL REFERENCES fund_year_close (id),
  source fund_source NOT NULL,
  left_fen bigint NOT NULL,
  -- CARRY: it stays in the fund; RETURN: it goes back to the treasury.
  choice text NOT NULL,
  PRIMARY KEY (close_id, source),
  CONSTRAINT fund_year_rest_whole CHECK (left_fen >= 0 AND choice IN ('CARRY', 'RETURN'))
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON fund_year_rest FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER keep BEFORE UPDATE ON fund_year_close FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'fund_id', 'year', 'note', 'proposed_by_id', 'proposed_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON fund_year_close FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- What is left of a year's money of one source: money of older years is spent first, so what was given for later years is not in it.
CREATE FUNCTION fund_year_left(p_fund uuid, p_year int) RETURNS TABLE (source fund_source, left_fen bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT s.source, greatest(0, coalesce(a.posted_credit - a.posted_debit - a.pending_debit, 0)
    - coalesce((SELECT sum(m.amount_fen) FROM appropriation m WHERE m.fund_id = s.fund_id AND m.source = s.source AND m.year > p_year), 0))::bigint
  FROM fund_share s LEFT JOIN ledger_account a ON a.code = 'fund:' || s.fund_id || ':available' || CASE s.part WHEN '' THEN '' ELSE ':' || s.part END
  WHERE s.fund_id = p_fund
$$;

CREATE FUNCTION guard_fund_year_close() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF make_date(NEW.year + 1, 1, 1) > (clock() AT TIME ZONE 'Asia/Shanghai')::date THEN PERFORM refuse('fund-year.running'); END IF;
    IF NOT EXISTS (SELECT 1 FROM ledger_period q JOIN fund f ON f.body_id = q.body_id WHERE f.id = NEW.fund_id AND q.month = make_date(NEW.year, 12, 1)) THEN PERFORM refuse('fund-year.months-open'); END IF;
    IF NEW.closed_at IS NOT NULL OR NEW.withdrawn_at IS NOT NULL THEN PERFORM refuse('fund-year.settled'); END IF;
  ELSIF OLD.closed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL THEN PERFORM refuse('fund-year.settled');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fund_year_close_guard BEFORE INSERT OR UPDATE ON fund_year_close FOR EACH ROW EXECUTE FUNCTION guard_fund_year_close();

-- What goes back is one entry, exactly the rests that go back; every source has its rest.
CREATE FUNCTION check_fund_year_close() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM fund_share s WHERE s.fund_id = NEW.fund_id AND NOT EXISTS (SELECT 1 FROM fund_year_rest r WHERE r.close_id = NEW.id AND r.source = s.source)) THEN PERFORM refuse('fund-year.rests-missing'); END IF;
  IF NEW.closed_at IS NOT NULL AND EXISTS (
    SELECT 1 FROM (SELECT s.part, r.left_fen FROM fund_year_rest r JOIN fund_share s ON s.fund_id = NEW.fund_id AND s.source = r.source WHERE r.close_id = NEW.id AND r.choice = 'RETURN' AND r.left_fen > 0) due
    FULL JOIN (SELECT ledger_part(a.code) AS part, p.amount FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id
      WHERE e.kind = 'lapse' AND e.idempotency_key = 'fund.year-closed:' || NEW.id AND ledger_base(a.code) = 'fund:' || NEW.fund_id || ':available') gone ON gone.part = due.part
    WHERE gone.amount IS DISTINCT FROM due.left_fen) THEN PERFORM refuse('fund-year.not-the-entry'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER fund_year_closed AFTER INSERT OR UPDATE ON fund_year_close DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_fund_year_close();

-- Nothing is appropriated to, or planned for, a year that is closed.
CREATE FUNCTION guard_open_year() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM fund_year_close WHERE fund_id = NEW.fund_id AND year >= NEW.year AND closed_at IS NOT NULL) THEN PERFORM refuse('fund-year.closed'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER open_year BEFORE INSERT ON appropriation FOR EACH ROW EXECUTE FUNCTION guard_open_year();
CREATE TRIGGER open_year BEFORE INSERT ON fund_plan FOR EACH ROW EXECUTE FUNCTION guard_open_year();

GRANT SELECT, INSERT ON fund_plan, fund_plan_line, fund_year_close, fund_year_rest TO commonweal_app;
GRANT UPDATE (closed_by_id, closed_at, withdrawn_at) ON fund_year_close TO commonweal_app;
