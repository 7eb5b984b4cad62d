-- Why: rules of the first migration looked at where a row goes, not at where it comes from, and trusted the code for who stands
-- on both sides. Parts stay with what they belong to; what is opened comes from an opening; money that an organization receives
-- is a tranche that three people released; nobody decides over an organization they belong to.

-- ---------------------------------------------------------------------------------------------------------------------
-- Parts stay where they are. A criterion of a published call could be moved to a draft, changed there and moved back; a score
-- out of a submitted sheet; a tranche to a project whose contract is still a draft.
CREATE FUNCTION keep_columns() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE col text;
BEGIN
  FOREACH col IN ARRAY TG_ARGV LOOP
    IF to_jsonb(NEW) -> col IS DISTINCT FROM to_jsonb(OLD) -> col THEN
      RAISE EXCEPTION '%.% stays as it was written', TG_TABLE_NAME, col USING ERRCODE = '42501';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON criterion FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'call_id');
CREATE TRIGGER keep BEFORE UPDATE ON call_milestone FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'call_id');
CREATE TRIGGER keep BEFORE UPDATE ON call_document FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'call_id');
CREATE TRIGGER keep BEFORE UPDATE ON file FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'sha256', 'size', 'purpose', 'is_encrypted', 'uploaded_by_id');
CREATE TRIGGER keep BEFORE UPDATE ON panel FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'call_id', 'seated_by_id');
CREATE TRIGGER keep BEFORE UPDATE ON seat FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'panel_id', 'expert_id', 'code');
CREATE TRIGGER keep BEFORE UPDATE ON score FOR EACH ROW EXECUTE FUNCTION keep_columns('sheet_id', 'criterion_id');
CREATE TRIGGER keep BEFORE UPDATE ON contract FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'award_id', 'contract_no', 'drafted_by_id');
CREATE TRIGGER keep BEFORE UPDATE ON milestone FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id');
CREATE TRIGGER keep BEFORE UPDATE ON tranche FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id', 'milestone_id');
CREATE TRIGGER keep BEFORE UPDATE ON report FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'milestone_id');
CREATE TRIGGER keep BEFORE UPDATE ON figure FOR EACH ROW EXECUTE FUNCTION keep_columns('report_id', 'indicator_id');
CREATE TRIGGER keep BEFORE UPDATE ON evidence FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'report_id', 'file_id');
CREATE TRIGGER keep BEFORE UPDATE ON objection FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id', 'raised_by_id', 'reason', 'raised_at');

-- What is counted is part of the contract: it is settled when the contract is offered.
CREATE FUNCTION guard_indicator() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.milestone_id <> OLD.milestone_id OR EXISTS (
    SELECT 1 FROM milestone m JOIN project p ON p.id = m.project_id JOIN contract c ON c.id = p.contract_id
    WHERE m.id = NEW.milestone_id AND c.state <> 'DRAFT') THEN PERFORM refuse('contract.offered'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER indicator_guard BEFORE INSERT OR UPDATE ON indicator FOR EACH ROW EXECUTE FUNCTION guard_indicator();

-- When and by whom a bid was sealed is on its receipt; it never changes again.
CREATE FUNCTION keep_sealing() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'DRAFT' AND (NEW.sealed_at, NEW.sealed_by_id, NEW.created_by_id) IS DISTINCT FROM (OLD.sealed_at, OLD.sealed_by_id, OLD.created_by_id)
     OR OLD.opened_at IS NOT NULL AND NEW.opened_at IS DISTINCT FROM OLD.opened_at
     OR NEW.rejected_reason IS DISTINCT FROM OLD.rejected_reason AND NOT (OLD.state = 'OPENED' AND NEW.state = 'REJECTED') THEN
    RAISE EXCEPTION 'what happened to a bid stays as it was written' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_keep BEFORE UPDATE ON bid FOR EACH ROW EXECUTE FUNCTION keep_sealing();

-- Contents come out of envelopes at the opening, and from nowhere else.
CREATE FUNCTION guard_opened_bid() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE b bid;
BEGIN
  SELECT * INTO b FROM bid WHERE id = NEW.bid_id;
  PERFORM assert_opening(b.call_id);
  IF b.state <> 'SEALED' THEN PERFORM refuse('bid.wrong-state'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER opened_bid_guard BEFORE INSERT ON opened_bid FOR EACH ROW EXECUTE FUNCTION guard_opened_bid();

-- A result's rows are its own call's, and none is added once it is published.
CREATE FUNCTION guard_bid_result() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM result r JOIN bid b ON b.call_id = r.call_id WHERE r.id = NEW.result_id AND b.id = NEW.bid_id AND r.published_at IS NULL) THEN
    PERFORM refuse('result.frozen');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_result_guard BEFORE INSERT ON bid_result FOR EACH ROW EXECUTE FUNCTION guard_bid_result();

-- ---------------------------------------------------------------------------------------------------------------------
-- Three different people: not any three, but who handed the report in, who accepted it, and who pays.
CREATE FUNCTION guard_tranche_people() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'PLANNED' AND (NEW.acceptance_id, NEW.requested_by_id, NEW.verified_by_id, NEW.hold_entry_id)
     IS DISTINCT FROM (OLD.acceptance_id, OLD.requested_by_id, OLD.verified_by_id, OLD.hold_entry_id) THEN PERFORM refuse('tranche.three-people'); END IF;
  IF OLD.state = 'PLANNED' AND NEW.state = 'CLAIMABLE' AND NOT EXISTS (
    SELECT 1 FROM acceptance a JOIN report r ON r.id = a.report_id
    WHERE a.id = NEW.acceptance_id AND r.state = 'ACCEPTED' AND r.submitted_by_id = NEW.requested_by_id
      AND r.decided_by_id = a.accepted_by_id AND a.accepted_by_id = NEW.verified_by_id) THEN PERFORM refuse('tranche.three-people'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tranche_people BEFORE UPDATE ON tranche FOR EACH ROW EXECUTE FUNCTION guard_tranche_people();

-- What an organization has received was released to it, tranche by tranche: no other entry may credit it.
CREATE FUNCTION guard_received() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_code text := (SELECT code FROM ledger_account WHERE id = NEW.account_id); e ledger_entry;
BEGIN
  IF v_code NOT LIKE 'org:%' THEN RETURN NULL; END IF;
  SELECT * INTO e FROM ledger_entry WHERE id = NEW.entry_id;
  -- A hold moves nothing; ending it without paying is a void, which has lines of its own.
  IF e.phase IN ('pending', 'void') OR NEW.amount > 0 THEN RETURN NULL; END IF;
  IF NOT EXISTS (
    SELECT 1 FROM tranche t JOIN project p ON p.id = t.project_id
    WHERE t.release_entry_id = e.id AND t.state = 'RELEASED' AND t.amount_fen = -NEW.amount
      AND v_code = 'org:' || p.organization_id || ':received') THEN PERFORM refuse('tranche.release-mismatch'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER received_guard AFTER INSERT ON ledger_posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_received();

-- ---------------------------------------------------------------------------------------------------------------------
-- Nobody decides for the buyer over an organization they belong to (政府采购法 art. 12: who has an interest steps aside).
CREATE FUNCTION assert_no_interest_in_call(p_account uuid, p_call uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM organization_membership m JOIN bid b ON b.organization_id = m.organization_id
             WHERE m.account_id = p_account AND b.call_id = p_call AND b.state NOT IN ('DRAFT', 'WITHDRAWN')) THEN PERFORM refuse('account.interested'); END IF;
END $$;
CREATE FUNCTION assert_no_interest_in_project(p_account uuid, p_project uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM organization_membership m JOIN project p ON p.organization_id = m.organization_id
             WHERE m.account_id = p_account AND p.id = p_project) THEN PERFORM refuse('account.interested'); END IF;
END $$;

CREATE FUNCTION guard_opening_interest() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN PERFORM assert_no_interest_in_call(NEW.account_id, NEW.call_id); RETURN NEW; END $$;
CREATE TRIGGER interest_guard BEFORE INSERT ON opening_confirmation FOR EACH ROW EXECUTE FUNCTION guard_opening_interest();

CREATE FUNCTION guard_panel_interest() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN PERFORM assert_no_interest_in_call(NEW.seated_by_id, NEW.call_id); RETURN NEW; END $$;
CREATE TRIGGER interest_guard BEFORE INSERT ON panel FOR EACH ROW EXECUTE FUNCTION guard_panel_interest();

CREATE FUNCTION guard_award_interest() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN PERFORM assert_no_interest_in_call(NEW.decided_by_id, NEW.call_id); RETURN NEW; END $$;
CREATE TRIGGER interest_guard BEFORE INSERT ON award FOR EACH ROW EXECUTE FUNCTION guard_award_interest();

CREATE FUNCTION guard_contract_interest() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN PERFORM assert_no_interest_in_project(NEW.offered_by_id, (SELECT id FROM project WHERE contract_id = NEW.id)); RETURN NEW; END $$;
CREATE TRIGGER interest_guard BEFORE UPDATE OF offered_by_id ON contract FOR EACH ROW EXECUTE FUNCTION guard_contract_interest();

CREATE FUNCTION guard_report_interest() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN PERFORM assert_no_interest_in_project(NEW.decided_by_id, (SELECT project_id FROM milestone WHERE id = NEW.milestone_id)); RETURN NEW; END $$;
CREATE TRIGGER interest_guard BEFORE UPDATE OF decided_by_id ON report FOR EACH ROW EXECUTE FUNCTION guard_report_interest();

CREATE FUNCTION guard_tranche_interest() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN PERFORM assert_no_interest_in_project(NEW.released_by_id, NEW.project_id); RETURN NEW; END $$;
CREATE TRIGGER interest_guard BEFORE UPDATE OF released_by_id ON tranche FOR EACH ROW EXECUTE FUNCTION guard_tranche_interest();

CREATE FUNCTION guard_objection_interest() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN PERFORM assert_no_interest_in_project(NEW.closed_by_id, NEW.project_id); RETURN NEW; END $$;
CREATE TRIGGER interest_guard BEFORE UPDATE OF closed_by_id ON objection FOR EACH ROW EXECUTE FUNCTION guard_objection_interest();
