-- Why: people of communities and organizations spent their days on forms (10 大类 26 大项 130 多小项). How many papers each was asked for, by
-- whom, is counted from what exists; nobody keeps a book of it. What is counted, on which day and how its fields are known is data that anybody reads.

CREATE TABLE burden_kind (
  code text NOT NULL PRIMARY KEY,
  position smallint NOT NULL UNIQUE,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  definition_zh text NOT NULL,
  definition_en text NOT NULL,
  -- How many fields it has and which are filled in; empty: not known.
  fields_zh text NOT NULL,
  fields_en text NOT NULL,
  CONSTRAINT burden_kind_words CHECK (name_zh <> '' AND name_en <> '' AND definition_zh <> '' AND definition_en <> '' AND (fields_zh = '') = (fields_en = ''))
);
INSERT INTO burden_kind (position, code, name_zh, name_en, definition_zh, definition_en, fields_zh, fields_en) VALUES
  (1, 'MILESTONE_REPORT', '里程碑报告', 'Milestone report',
    '每提交一次计一份，退回后重报的另计；到期未报的按到期日计。', 'Each time one was handed in, again after it was returned; one still owed counts on the day it is due.',
    '文字一项、每个指标一项、每份佐证一项；由活动记录合计的指标为预填。', 'One text, one for each indicator and each piece of evidence; indicators summed from activities are filled in.'),
  (2, 'QUARTERLY_REPORT', '季度报告', 'Quarterly report',
    '每个项目每季度一份，签发日计；到期未报的按到期日计。', 'One for each project and quarter, on the day it was signed off; one still owed on the day it is due.',
    '文字三项，数字六项；数字全部预填。', 'Three texts and six figures; all figures are filled in.'),
  (3, 'ANNUAL_REPORT', '年度报告', 'Annual report',
    '每年一份，首次提交日计；未交的按到期日计。', 'One a year, on the day it was first handed in; one still owed on the day it is due.',
    '自填九项，另有开具时已知的各项为预填。', 'Nine to write, and filled in what was known when it was opened.'),
  (4, 'SUPERVISION', '检查与走访', 'Inspections and visits',
    '登记管理机关和监管部门的走访、抽查、约谈、整改通知，每次计一份。', 'Each visit, spot check, talk or notice to put something right by a registry or regulator.', '', ''),
  (5, 'EVALUATION_VISIT', '评估走访', 'Visits of evaluators',
    '第三方评估的每次现场走访，评估提交后计入。', 'Each visit on the spot by evaluators, once their evaluation was handed in.', '', ''),
  (6, 'EVALUATION_REPLY', '评估答复与整改', 'Replies to evaluations',
    '对评估的每次答复和每次整改完成说明；到期未整改的按到期日计。', 'Each reply to an evaluation and each statement that a list was worked off; one still owed on the day it is due.',
    '每份一项。', 'One each.'),
  (7, 'RATING_APPLICATION', '等级评估申报', 'Application for a rating',
    '每次申报计一份。', 'Each application.', '两项；机构资料、年报、信用由本站提供，不再填写。', 'Two; profile, yearly reports and credit are known here and not asked for again.'),
  (8, 'EXPENSE_BATCH', '支出报销批次', 'Batch of vouchers',
    '每批签认的凭证计一份。', 'Each certified batch of vouchers.', '每张凭证七项。', 'Seven for each voucher.'),
  (9, 'EXPENSE_ANSWER', '凭证说明', 'Answer about a voucher',
    '对每张被询问凭证的说明。', 'Each answer about a voucher that was asked about.', '每份一项。', 'One each.'),
  (10, 'FINAL_REPORT', '结项报告', 'Final report',
    '每个项目一份，提交日计；未交的按结算期满日计。', 'One for each project, on the day it was handed in; one still owed on the last day of settlement.',
    '文字三项；五项决算数字预填。', 'Three texts; five figures of the settlement are filled in.'),
  (11, 'AUDIT_ANSWER', '审计答复', 'Answer to a finding',
    '对每条审计发现的答复；到期未答的按到期日计。', 'Each answer to a finding of an audit; one still owed on the day it is due.', '每份一项。', 'One each.'),
  (12, 'OBSERVATION_ANSWER', '意见回复', 'Answer to an observation',
    '对居民或监督人员意见的每次回复。', 'Each answer to what a resident or supervisor observed.', '每份一项。', 'One each.'),
  (13, 'COFUNDING_RECEIPT', '配套资金到账登记', 'Receipt of matching money',
    '每次登记计一份。', 'Each one recorded.', '每份三项。', 'Three each.'),
  (14, 'ACTIVITY', '活动登记', 'Record of an activity',
    '每场活动登记一次，撤回的不计。这些数随后供各类报告预填。', 'Each activity once, withdrawn ones excepted. Reports are filled in from these later.',
    '每场六项；发放评价码的七项。', 'Six each; seven where slips were handed out.'),
  (15, 'SURVEY', '满意度调查', 'Survey of those served',
    '每场发放评价码的活动计一份，按活动日。', 'Each activity at which slips were handed out, on its day.', '', ''),
  (16, 'INCUBATION_ANSWER', '孵化考核答复与申明', 'Answers to an incubator',
    '对孵化考核的每次答复，以及出壳条件的每项申明。', 'Each reply to an assessment, and each declaration made for graduation.', '每份一项。', 'One each.');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON burden_kind FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Every paper an organization was asked for, once each. `on_day`: in Beijing, the day it was handed in; of what is still owed, the day it is
-- due. `fields` and `prefilled` are null where they are not known. Bids are offers and not in it; what nobody asked for is neither.
CREATE VIEW burden_paper AS
  -- What projects report.
  SELECT 'MILESTONE_REPORT'::text AS kind, p.organization_id, p.body_id, p.id AS project_id, m.id AS subject_id, m.title AS detail,
      (r.submitted_at AT TIME ZONE 'Asia/Shanghai')::date AS on_day, false AS is_owed,
      1 + (SELECT count(*)::int FROM indicator i WHERE i.milestone_id = m.id) + (SELECT count(*)::int FROM evidence e WHERE e.report_id = r.id) AS fields,
      (SELECT count(*)::int FROM indicator i WHERE i.milestone_id = m.id AND i.counting <> 'TYPED') AS prefilled
    FROM report r JOIN milestone m ON m.id = r.milestone_id JOIN project p ON p.id = m.project_id WHERE r.submitted_at IS NOT NULL
  UNION ALL
  SELECT 'MILESTONE_REPORT', p.organization_id, p.body_id, p.id, m.id, m.title, m.due_on, true,
      1 + (SELECT count(*)::int FROM indicator i WHERE i.milestone_id = m.id), (SELECT count(*)::int FROM indicator i WHERE i.milestone_id = m.id AND i.counting <> 'TYPED')
    FROM milestone m JOIN project p ON p.id = m.project_id WHERE p.state = 'ACTIVE' AND m.state IN ('PLANNED', 'RETURNED')
  UNION ALL
  SELECT 'QUARTERLY_REPORT', p.organization_id, p.body_id, p.id, q.id, q.quarter_on::text, (q.signed_at AT TIME ZONE 'Asia/Shanghai')::date, false, 9, 6
    FROM quarterly_report q JOIN project p ON p.id = q.project_id WHERE q.signed_at IS NOT NULL
  UNION ALL
  SELECT 'QUARTERLY_REPORT', p.organization_id, p.body_id, p.id, NULL, o.quarter_on::text, o.due_on, true, 9, 6
    FROM project p CROSS JOIN LATERAL quarters_owed(p.id, today()) o LEFT JOIN quarterly_report q ON q.project_id = p.id AND q.quarter_on = o.quarter_on
    WHERE p.state = 'ACTIVE' AND q.signed_at IS NULL
  UNION ALL
  SELECT 'EXPENSE_BATCH', p.organization_id, p.body_id, p.id, b.id, b.number::text, (b.certified_at AT TIME ZONE 'Asia/Shanghai')::date, false,
      7 * (SELECT count(*)::int FROM expense e WHERE e.batch_id = b.id), 0
    FROM expense_batch b JOIN project p ON p.id = b.project_id WHERE b.certified_at IS NOT NULL
  UNION ALL
  SELECT 'EXPENSE_ANSWER', p.organization_id, p.body_id, p.id, e.id, e.purpose, (e.answered_at AT TIME ZONE 'Asia/Shanghai')::date, false, 1, 0
    FROM expense e JOIN project p ON p.id = e.project_id WHERE e.answered_at IS NOT NULL
  UNION ALL
  SELECT 'FINAL_REPORT', p.organization_id, p.body_id, p.id, f.id, '', (f.submitted_at AT TIME ZONE 'Asia/Shanghai')::date, false, 8, 5
    FROM final_report f JOIN project p ON p.id = f.project_id WHERE f.submitted_at IS NOT NULL
  UNION ALL
  SELECT 'FINAL_REPORT', p.organization_id, p.body_id, p.id, NULL, '', settlement_ends_on(p.id), true, 8, 5
    FROM project p WHERE p.started_at IS NOT NULL AND (p.state IN ('COMPLETED', 'TERMINATED') OR p.state = 'ACTIVE' AND p.ends_on < today())
      AND NOT EXISTS (SELECT 1 FROM final_report f WHERE f.project_id = p.id AND f.submitted_at IS NOT NULL)
  UNION ALL
  SELECT 'AUDIT_ANSWER', p.organization_id, p.body_id, p.id, f.id, f.number::text,
      coalesce((f.answered_at AT TIME ZONE 'Asia/Shanghai')::date, f.answer_due_on), f.answered_at IS NULL, 1, 0
    FROM audit_finding f JOIN audit a ON a.id = f.audit_id JOIN project p ON p.id = a.project_id WHERE f.answered_at IS NOT NULL OR f.state = 'OPEN'
  UNION ALL
  SELECT 'EVALUATION_VISIT', p.organization_id, p.body_id, p.id, e.id, e.agency, v.visited_on, false, NULL::int, NULL::int
    FROM evaluation_visit v JOIN evaluation e ON e.id = v.evaluation_id JOIN project p ON p.id = e.project_id WHERE e.submitted_at IS NOT NULL
  UNION ALL
  SELECT 'EVALUATION_REPLY', p.organization_id, p.body_id, p.id, e.id, e.agency, (r.replied_at AT TIME ZONE 'Asia/Shanghai')::date, false, 1, 0
    FROM evaluation_reply r JOIN evaluation e ON e.id = r.evaluation_id JOIN project p ON p.id = e.project_id
  UNION ALL
  SELECT 'EVALUATION_REPLY', p.organization_id, p.body_id, p.id, e.id, e.agency, coalesce((e.fixed_at AT TIME ZONE 'Asia/Shanghai')::date, e.fix_due_on), e.fixed_at IS NULL, 1, 0
    FROM evaluation e JOIN project p ON p.id = e.project_id WHERE e.fixed_at IS NOT NULL OR e.fix_due_on IS NOT NULL
  UNION ALL
  SELECT 'OBSERVATION_ANSWER', p.organization_id, p.body_id, p.id, o.id, '', (o.answered_at AT TIME ZONE 'Asia/Shanghai')::date, false, 1, 0
    FROM observation o JOIN project p ON p.id = o.project_id WHERE o.answered_side = 'SUPPLIER' AND o.answered_at IS NOT NULL
  UNION ALL
  SELECT 'COFUNDING_RECEIPT', p.organization_id, p.body_id, p.id, r.id, '', (r.recorded_at AT TIME ZONE 'Asia/Shanghai')::date, false, 3, 0
    FROM cofunding_receipt r JOIN cofunding c ON c.id = r.cofunding_id JOIN project p ON p.id = c.project_id
  UNION ALL
  SELECT 'ACTIVITY', p.organization_id, p.body_id, p.id, s.id, s.title, (s.made_at AT TIME ZONE 'Asia/Shanghai')::date, false, CASE WHEN s.code_count > 0 THEN 7 ELSE 6 END, 0
    FROM service_session s JOIN project p ON p.id = s.project_id WHERE NOT EXISTS (SELECT 1 FROM activity_withdrawal w WHERE w.session_id = s.id)
  UNION ALL
  SELECT 'SURVEY', p.organization_id, p.body_id, p.id, s.id, s.title, s.held_on, false, NULL, NULL
    FROM service_session s JOIN project p ON p.id = s.project_id WHERE s.code_count > 0 AND NOT EXISTS (SELECT 1 FROM activity_withdrawal w WHERE w.session_id = s.id)
  -- What registries, regulators and incubators ask for.
  UNION ALL
  SELECT 'ANNUAL_REPORT', r.organization_id, r.body_id, NULL, r.id, r.year::text,
      coalesce((r.first_submitted_at AT TIME ZONE 'Asia/Shanghai')::date, r.due_on), r.first_submitted_at IS NULL,
      9 + (SELECT count(*)::int FROM jsonb_object_keys(r.known)), (SELECT count(*)::int FROM jsonb_object_keys(r.known))
    FROM annual_report r WHERE r.first_submitted_at IS NOT NULL OR r.state IN ('OPEN', 'RETURNED')
  UNION ALL
  SELECT 'SUPERVISION', s.organization_id, s.body_id, NULL, s.id, s.kind, s.happened_on, false, NULL, NULL
    FROM supervision_record s WHERE s.kind IN ('VISIT', 'SPOT_CHECK', 'TALK', 'RECTIFICATION_NOTICE')
  UNION ALL
  SELECT 'RATING_APPLICATION', a.organization_id, a.body_id, NULL, a.id, '', (a.applied_at AT TIME ZONE 'Asia/Shanghai')::date, false, 2, 0
    FROM rating_application a
  UNION ALL
  SELECT 'INCUBATION_ANSWER', n.organization_id, b.body_id, NULL, n.id, '', (a.replied_at AT TIME ZONE 'Asia/Shanghai')::date, false, 1, 0
    FROM incubation_assessment a JOIN incubation n ON n.id = a.incubation_id JOIN incubator b ON b.id = n.incubator_id
    WHERE a.replied_at IS NOT NULL AND n.organization_id IS NOT NULL AND b.body_id IS NOT NULL
  UNION ALL
  SELECT 'INCUBATION_ANSWER', n.organization_id, b.body_id, NULL, n.id, '', (d.declared_at AT TIME ZONE 'Asia/Shanghai')::date, false, 1, 0
    FROM incubation_declaration d JOIN incubation n ON n.id = d.incubation_id JOIN incubator b ON b.id = n.incubator_id
    WHERE n.organization_id IS NOT NULL AND b.body_id IS NOT NULL;

-- A place and everything below it in one quarter: over organizations that were asked for anything. With fewer than five of them nothing is
-- answered but that there were too few: two figures of three neighbours are no secret.
CREATE FUNCTION burden_of_place(p_region uuid, p_quarter date) RETURNS TABLE (organizations int, papers int, median numeric, highest int) LANGUAGE sql STABLE SET search_path = public, pg_temp SET jit = off AS $$
  WITH asked AS (SELECT b.organization_id, count(*)::int AS n FROM region x JOIN region i ON i.path = x.path OR i.path LIKE x.path || '/%'
      JOIN organization o ON o.region_id = i.id JOIN burden_paper b ON b.organization_id = o.id
    WHERE x.id = p_region AND b.on_day >= p_quarter AND b.on_day < (p_quarter + interval '3 months')::date GROUP BY b.organization_id)
  SELECT count(*)::int, sum(n)::int, round((percentile_cont(0.5) WITHIN GROUP (ORDER BY n))::numeric, 1), max(n) FROM asked HAVING count(*) >= 5
$$;

REVOKE INSERT, UPDATE, DELETE ON burden_kind, burden_paper FROM commonweal_app;
GRANT SELECT ON burden_kind, burden_paper TO commonweal_app;
