-- Why: volunteers and their hours are kept now (call-outs, hours confirmed by a second person): the indicators of a region count them.
CREATE OR REPLACE FUNCTION regional_volunteers(p_region uuid, p_from date, p_to date, OUT people int, OUT hours numeric) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(DISTINCT s.volunteer_id)::int, coalesce(sum(s.hours), 0)
  FROM region x JOIN region r ON r.path = x.path OR r.path LIKE x.path || '/%' JOIN organization o ON o.region_id = r.id JOIN callout c ON c.organization_id = o.id
    JOIN volunteer_signup s ON s.callout_id = c.id
  WHERE x.id = p_region AND s.confirmed_at IS NOT NULL AND s.hours > 0 AND (c.starts_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN p_from AND p_to
$$;
