-- Why: a venture call's preferences were published and entered nothing: among equals its rule book puts those first who meet them. Preferences that
-- this site cannot look up are for people to judge.
CREATE FUNCTION meets_preferences(p_call uuid, p_organization uuid, p_on date) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(bool_and(CASE k.kind::text
    WHEN 'INCUBATED' THEN EXISTS (SELECT 1 FROM incubated_on(o.id, p_on))
    WHEN 'INCUBATED_HERE' THEN EXISTS (SELECT 1 FROM incubated_on(o.id, p_on) s WHERE region_within(s.region_id, c.region_id))
    WHEN 'ORGANIZATION_FORM' THEN o.kind = k.form
    WHEN 'REGION' THEN region_within(o.region_id, k.region_id)
    WHEN 'FIELD' THEN c.field = ANY (o.fields)
    WHEN 'YEARS_REGISTERED' THEN coalesce((o.founded_on + make_interval(years => k.years))::date <= p_on, false)
    WHEN 'MINIMUM_RATING' THEN coalesce(rating_at(o.id, c.region_id, p_on), 0) >= k.grade
    WHEN 'ADMITTED_SUPPLIER' THEN is_admitted(o.id, c.body_id, p_on) END), false)
  FROM call_condition k JOIN call c ON c.id = k.call_id JOIN organization o ON o.id = p_organization
  WHERE k.call_id = p_call AND k.use = 'PREFERRED' AND (k.kind::text IN ('INCUBATED', 'INCUBATED_HERE', 'FIELD', 'ADMITTED_SUPPLIER') OR (k.kind = 'ORGANIZATION_FORM' AND k.form IS NOT NULL)
    OR (k.kind = 'REGION' AND k.region_id IS NOT NULL) OR (k.kind = 'YEARS_REGISTERED' AND k.years IS NOT NULL) OR (k.kind::text = 'MINIMUM_RATING' AND k.grade IS NOT NULL))
$$;
