-- Why: one click of one person put any sum into a fund, and an entry stays. Money is proposed by whoever keeps the books, with its
-- document, and enters the fund once an approver has confirmed it: never the same person.
CREATE TABLE appropriation_proposal (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  fund_id uuid NOT NULL,
  source fund_source NOT NULL,
  year smallint NOT NULL,
  amount_fen bigint NOT NULL,
  document_no text NOT NULL,
  -- Made when the form was drawn: the same form posted twice proposes once.
  form_key text NOT NULL,
  proposed_by_id uuid NOT NULL REFERENCES account (id),
  proposed_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  withdrawn_by_id uuid REFERENCES account (id),
  withdrawn_at timestamptz(3),
  UNIQUE (fund_id, form_key),
  FOREIGN KEY (fund_id, source) REFERENCES fund_share (fund_id, source),
  CONSTRAINT appropriation_proposal_whole CHECK (amount_fen > 0 AND document_no <> '' AND form_key <> '' AND (confirmed_at IS NULL) = (confirmed_by_id IS NULL)
    AND (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL) AND (confirmed_at IS NULL OR withdrawn_at IS NULL)),
  CONSTRAINT appropriation_proposal_four_eyes CHECK (confirmed_by_id <> proposed_by_id)
);
CREATE INDEX appropriation_proposal_open ON appropriation_proposal (fund_id) WHERE confirmed_at IS NULL AND withdrawn_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON appropriation_proposal FOR EACH ROW
  EXECUTE FUNCTION keep_columns('id', 'fund_id', 'source', 'year', 'amount_fen', 'document_no', 'form_key', 'proposed_by_id', 'proposed_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON appropriation_proposal FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_appropriation_proposal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.confirmed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL) THEN PERFORM refuse('fund.proposal-settled'); END IF;
  IF TG_OP = 'INSERT' AND NEW.year > extract(year FROM today()) + 1 THEN PERFORM refuse('fund.year-far'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER appropriation_proposal_guard BEFORE INSERT OR UPDATE ON appropriation_proposal FOR EACH ROW EXECUTE FUNCTION guard_appropriation_proposal();

-- What was appropriated before there were proposals has none, and so has what donors gave.
ALTER TABLE appropriation ADD COLUMN proposal_id uuid UNIQUE REFERENCES appropriation_proposal (id);
CREATE OR REPLACE FUNCTION guard_appropriation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_kind text;
BEGIN
  IF NEW.year > extract(year FROM today()) + 1 THEN PERFORM refuse('fund.year-far'); END IF;
  SELECT e.kind INTO v_kind FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id
    JOIN fund_share s ON s.fund_id = NEW.fund_id AND s.source = NEW.source
  WHERE e.id = NEW.entry_id AND (e.kind = 'appropriate' OR (e.kind = 'donate_pass' AND NEW.source = 'DONATION')) AND p.amount = -NEW.amount_fen
    AND a.code = 'fund:' || NEW.fund_id || ':available' || CASE s.part WHEN '' THEN '' ELSE ':' || s.part END;
  IF v_kind IS NULL THEN PERFORM refuse('fund.not-the-entry'); END IF;
  -- Nobody of the body appropriates without a proposal that says the same and that this very person confirmed.
  IF v_kind = 'appropriate' AND NEW.made_by_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM appropriation_proposal p WHERE p.id = NEW.proposal_id
      AND (p.fund_id, p.source, p.year, p.amount_fen, p.document_no, p.confirmed_by_id) = (NEW.fund_id, NEW.source, NEW.year, NEW.amount_fen, NEW.document_no, NEW.made_by_id)) THEN
    PERFORM refuse('fund.not-proposed');
  END IF;
  RETURN NEW;
END $$;
GRANT SELECT, INSERT ON appropriation_proposal TO commonweal_app;
GRANT UPDATE (confirmed_by_id, confirmed_at, withdrawn_by_id, withdrawn_at) ON appropriation_proposal TO commonweal_app;
