-- What is in force ends on no day before it began, and what is to begin ends today. What was not confirmed yet is taken back on any day.
CREATE OR REPLACE FUNCTION guard_hub_designation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT has_jurisdiction(NEW.body_id, NEW.organization_id) THEN PERFORM refuse('organization.no-jurisdiction'); END IF;
  IF is_interested(NEW.recorded_by_id, NEW.organization_id) OR is_interested(NEW.confirmed_by_id, NEW.organization_id) OR is_interested(NEW.ended_by_id, NEW.organization_id) THEN PERFORM refuse('account.interested'); END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.from_on > today() + 366 OR NEW.from_on < '2000-01-01' THEN PERFORM refuse('hub.day'); END IF;
    IF NOT EXISTS (SELECT 1 FROM organization o WHERE o.id = NEW.organization_id AND o.state = 'ACTIVE' AND o.kind IN ('ASSOCIATION', 'SERVICE_INSTITUTION', 'FOUNDATION')) THEN PERFORM refuse('hub.kind'); END IF;
  ELSE
    IF OLD.ended_on IS NOT NULL OR (OLD.confirmed_at IS NOT NULL AND NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at) THEN PERFORM refuse('organization.settled'); END IF;
    IF NEW.ended_on IS NOT NULL AND NEW.ended_on > today() THEN PERFORM refuse('hub.day'); END IF;
    IF NEW.ended_on < least(NEW.from_on, today()) AND NEW.confirmed_at IS NOT NULL THEN PERFORM refuse('hub.ends-before'); END IF;
  END IF;
  RETURN NEW;
END $$;
