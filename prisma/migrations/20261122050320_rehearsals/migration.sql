-- Why: officials try a whole call before the first real one, with invited organizations and a panel, and nothing of it is ever public: no
-- page, no list, no search, no figure, no money, no award. Held here as far as it can be: a rehearsal stays one once it left its draft, its
-- title says so (and with it every letter), its events are nobody's news, the ledger refuses its entries.
ALTER TABLE call ADD COLUMN is_rehearsal boolean NOT NULL DEFAULT false;
CREATE TABLE call_invitee (
  call_id uuid NOT NULL REFERENCES call (id) ON UPDATE CASCADE ON DELETE CASCADE,
  organization_id uuid NOT NULL REFERENCES organization (id),
  CONSTRAINT call_invitee_pkey PRIMARY KEY (call_id, organization_id)
);
CREATE INDEX call_invitee_organization_id_idx ON call_invitee (organization_id);
GRANT DELETE ON call_invitee TO commonweal_app;

-- What anybody may read of calls: every public list, search and figure is made from this.
CREATE VIEW public_call AS SELECT * FROM call WHERE published_at IS NOT NULL AND NOT is_rehearsal;
GRANT SELECT ON public_call TO commonweal_app;

CREATE FUNCTION guard_rehearsal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_mark CONSTANT text := '【演练 rehearsal】';
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.is_rehearsal <> OLD.is_rehearsal AND (OLD.state <> 'DRAFT' OR NEW.state <> 'DRAFT') THEN PERFORM refuse('rehearsal.frozen'); END IF;
  IF NEW.is_rehearsal AND NEW.method = 'SINGLE_SOURCE' THEN PERFORM refuse('rehearsal.single-source'); END IF;
  IF NEW.is_rehearsal AND NEW.state = 'AWARDED' THEN PERFORM refuse('rehearsal.no-award'); END IF;
  IF NEW.is_rehearsal AND NOT starts_with(NEW.title, v_mark) THEN NEW.title := v_mark || NEW.title;
  ELSIF NOT NEW.is_rehearsal AND starts_with(NEW.title, v_mark) THEN NEW.title := substr(NEW.title, length(v_mark) + 1);
  END IF;
  RETURN NEW;
END $$;
-- Before the other guards: its name comes first in their order.
CREATE TRIGGER a_rehearsal BEFORE INSERT OR UPDATE ON call FOR EACH ROW EXECUTE FUNCTION guard_rehearsal();

CREATE FUNCTION guard_invitee() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call;
BEGIN
  SELECT * INTO c FROM call WHERE id = coalesce(NEW.call_id, OLD.call_id);
  IF FOUND AND (NOT c.is_rehearsal OR c.state <> 'DRAFT') THEN PERFORM refuse('rehearsal.frozen'); END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER call_invitee_guard BEFORE INSERT OR UPDATE OR DELETE ON call_invitee FOR EACH ROW EXECUTE FUNCTION guard_invitee();

CREATE FUNCTION guard_rehearsal_bid() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT is_rehearsal FROM call WHERE id = NEW.call_id) AND NOT EXISTS (
    SELECT 1 FROM call_invitee WHERE call_id = NEW.call_id AND organization_id = NEW.organization_id) THEN PERFORM refuse('bid.not-invited'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_rehearsal BEFORE INSERT ON bid FOR EACH ROW EXECUTE FUNCTION guard_rehearsal_bid();

-- Nothing that happens in a rehearsal is public news, whatever the code says.
CREATE FUNCTION hush_rehearsal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.is_public AND NEW.call_id IS NOT NULL AND (SELECT is_rehearsal FROM call WHERE id = NEW.call_id) THEN
    NEW.is_public := false;
    NEW.data := '{}';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER event_rehearsal BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION hush_rehearsal();

-- Money knows no rehearsals.
CREATE FUNCTION guard_rehearsal_money() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_account a JOIN call c ON a.code = 'call:' || c.id || ':budget' AND c.is_rehearsal WHERE a.id = NEW.account_id) THEN PERFORM refuse('rehearsal.no-money'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_rehearsal BEFORE INSERT ON ledger_posting FOR EACH ROW EXECUTE FUNCTION guard_rehearsal_money();

CREATE FUNCTION guard_rehearsal_end() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT is_rehearsal FROM call WHERE id = NEW.call_id) THEN PERFORM refuse('rehearsal.no-award'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER award_rehearsal BEFORE INSERT ON award FOR EACH ROW EXECUTE FUNCTION guard_rehearsal_end();
CREATE FUNCTION guard_rehearsal_remedy() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT is_rehearsal FROM call WHERE id = NEW.call_id) THEN PERFORM refuse('rehearsal.no-remedy'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER remedy_rehearsal BEFORE INSERT ON remedy FOR EACH ROW EXECUTE FUNCTION guard_rehearsal_remedy();
