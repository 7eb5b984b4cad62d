-- Why: some calls let several organizations bid together (政府采购法 art. 24): one leads, seals and signs, the others say beforehand
-- that they take part and with what. A filed community group, which is no legal person, takes part in the same way under the
-- organization that hosts it. Nobody takes part twice in one call, alone or with others.
ALTER TABLE call ADD COLUMN allows_consortium boolean NOT NULL DEFAULT false;
CREATE FUNCTION guard_call_consortium() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'DRAFT' AND NEW.allows_consortium <> OLD.allows_consortium THEN PERFORM refuse('call.frozen'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_consortium_guard BEFORE UPDATE OF allows_consortium ON call FOR EACH ROW EXECUTE FUNCTION guard_call_consortium();

CREATE TABLE bid_partner (
  bid_id uuid NOT NULL REFERENCES bid (id) ON DELETE CASCADE ON UPDATE CASCADE,
  organization_id uuid NOT NULL REFERENCES organization (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  share_bps int NOT NULL,
  work text NOT NULL,
  named_by_id uuid NOT NULL REFERENCES account (id),
  named_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  CONSTRAINT bid_partner_pkey PRIMARY KEY (bid_id, organization_id),
  CONSTRAINT bid_partner_share CHECK (share_bps BETWEEN 1 AND 9999),
  CONSTRAINT bid_partner_says CHECK (work <> ''),
  CONSTRAINT bid_partner_confirmed_whole CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL))
);
CREATE INDEX bid_partner_organization_id_idx ON bid_partner (organization_id);
CREATE TRIGGER keep BEFORE UPDATE ON bid_partner FOR EACH ROW EXECUTE FUNCTION keep_columns('bid_id', 'organization_id');
GRANT DELETE ON bid_partner TO commonweal_app;

-- Partners are named in a draft, of a call that allows it, for less than the whole; what they are to do changes only by asking
-- them again; and it is one of their own owners or certifiers who says yes, before the deadline.
CREATE FUNCTION guard_bid_partner() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE b bid; c call; o organization;
BEGIN
  SELECT * INTO b FROM bid WHERE id = coalesce(NEW.bid_id, OLD.bid_id) FOR UPDATE;
  IF b.state <> 'DRAFT' THEN PERFORM refuse('bid.not-draft'); END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  SELECT * INTO c FROM call WHERE id = b.call_id FOR SHARE;
  SELECT * INTO o FROM organization WHERE id = NEW.organization_id;
  IF NOT c.allows_consortium THEN PERFORM refuse('application.no-consortium'); END IF;
  IF c.state <> 'PUBLISHED' OR clock() >= c.bid_deadline_at THEN PERFORM refuse('bid.deadline-passed'); END IF;
  IF NEW.organization_id = b.organization_id THEN PERFORM refuse('application.own-partner'); END IF;
  IF o.state <> 'ACTIVE' THEN PERFORM refuse('application.partner-suspended'); END IF;
  IF (SELECT coalesce(sum(share_bps), 0) FROM bid_partner WHERE bid_id = b.id AND organization_id <> NEW.organization_id) + NEW.share_bps > 9999 THEN PERFORM refuse('application.shares-too-high'); END IF;
  IF TG_OP = 'INSERT' OR (NEW.share_bps, NEW.work) IS DISTINCT FROM (OLD.share_bps, OLD.work) THEN
    NEW.confirmed_at := NULL;
    NEW.confirmed_by_id := NULL;
  ELSIF NEW.confirmed_by_id IS DISTINCT FROM OLD.confirmed_by_id THEN
    IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = NEW.organization_id AND account_id = NEW.confirmed_by_id AND role IN ('OWNER', 'CERTIFIER')) THEN
      PERFORM refuse('application.partner-confirms');
    END IF;
    NEW.confirmed_at := clock();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_partner_guard BEFORE INSERT OR UPDATE OR DELETE ON bid_partner FOR EACH ROW EXECUTE FUNCTION guard_bid_partner();

-- Who takes part in which call, once: the leader from the first draft, a partner from its yes. Being named alone binds nobody.
CREATE TABLE bid_place (
  call_id uuid NOT NULL REFERENCES call (id) ON DELETE CASCADE ON UPDATE CASCADE,
  organization_id uuid NOT NULL REFERENCES organization (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  bid_id uuid NOT NULL REFERENCES bid (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT one_place PRIMARY KEY (call_id, organization_id)
);
CREATE INDEX bid_place_bid_id_idx ON bid_place (bid_id);
INSERT INTO bid_place (call_id, organization_id, bid_id) SELECT call_id, organization_id, id FROM bid WHERE state <> 'WITHDRAWN';

CREATE FUNCTION place_bidder() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO bid_place (call_id, organization_id, bid_id) VALUES (NEW.call_id, NEW.organization_id, NEW.id);
  ELSE
    DELETE FROM bid_place WHERE bid_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER bid_placed AFTER INSERT ON bid FOR EACH ROW EXECUTE FUNCTION place_bidder();
CREATE TRIGGER bid_place_left AFTER UPDATE OF state ON bid FOR EACH ROW WHEN (NEW.state = 'WITHDRAWN' AND OLD.state <> 'WITHDRAWN') EXECUTE FUNCTION place_bidder();

CREATE FUNCTION place_partner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.confirmed_at IS NOT NULL THEN DELETE FROM bid_place WHERE bid_id = OLD.bid_id AND organization_id = OLD.organization_id; END IF;
  IF TG_OP <> 'DELETE' AND NEW.confirmed_at IS NOT NULL THEN
    INSERT INTO bid_place (call_id, organization_id, bid_id) SELECT call_id, NEW.organization_id, id FROM bid WHERE id = NEW.bid_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER partner_placed AFTER INSERT OR UPDATE OR DELETE ON bid_partner FOR EACH ROW EXECUTE FUNCTION place_partner();
REVOKE INSERT, UPDATE ON bid_place FROM commonweal_app;

-- Nothing is sealed in the name of somebody who has not said yes.
CREATE FUNCTION guard_partners_confirmed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM bid_partner WHERE bid_id = NEW.id AND confirmed_at IS NULL) THEN PERFORM refuse('application.partner-unconfirmed'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_partners_guard BEFORE UPDATE OF state ON bid FOR EACH ROW WHEN (NEW.state = 'SEALED' AND OLD.state <> 'SEALED') EXECUTE FUNCTION guard_partners_confirmed();

-- Who may not bid at all, whatever the code does: who cannot answer for a government contract (政府采购法 art. 22), and who is not
-- among those a call is reserved for.
CREATE FUNCTION guard_bidder() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call; o organization;
BEGIN
  SELECT * INTO c FROM call WHERE id = NEW.call_id;
  SELECT * INTO o FROM organization WHERE id = NEW.organization_id;
  IF o.kind = 'COMMUNITY_GROUP' AND c.method <> 'VENTURE_CALL' THEN PERFORM refuse('bid.needs-legal-person'); END IF;
  IF c.reservation = 'SMALL_ENTERPRISES' AND o.kind <> 'ENTERPRISE' THEN PERFORM refuse('bid.reserved'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bidder_guard BEFORE INSERT ON bid FOR EACH ROW EXECUTE FUNCTION guard_bidder();
