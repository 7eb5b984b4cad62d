import type pg from 'pg'

const groups = [
  '独居老人',
  '困境儿童',
  '残障人士',
  '外来务工家庭',
  '社区妇女',
  '失业青年',
  '认知症家庭',
  '低保家庭',
  '退役军人',
  '新手父母',
  '少数民族居民',
  '慢病患者',
  '照护者',
  '康复者',
  '中小学生',
  '志愿者',
]
const services = [
  '助餐',
  '助浴',
  '陪诊',
  '课后托管',
  '心理支持',
  '就业培训',
  '法律援助',
  '健康管理',
  '适老化改造',
  '文化活动',
  '矛盾调解',
  '环境整治',
  '垃圾分类',
  '应急演练',
  '助学',
  '家庭教育',
  '社区花园',
  '阅读推广',
  '数字助老',
  '居家照护',
]
const forms = [
  '服务项目',
  '试点项目',
  '支持计划',
  '公益创投',
  '示范点建设',
  '巡访行动',
  '能力培训',
  '购买服务',
  '互助小组',
  '陪伴计划',
  '工作站运营',
  '品牌项目',
]

const list = (words: readonly string[]) => `ARRAY[${words.map((word) => `'${word}'`).join(', ')}]`
/** The `at`-th of some words; different strides so that the same three words seldom meet. */
const word = (words: readonly string[], stride: number) =>
  `(${list(words)})[1 + (i / ${String(stride)}) % ${String(words.length)}]`
/** An id in the order of its number, shaped as the database makes them; the same in every run. */
const idOf = (what: string, by = 'i') => {
  const hash = `md5('${what} ' || ${by})`
  const parts = [`lpad(to_hex(${by}::int), 8, '0')`, `substr(${hash}, 1, 4)`, `'7'`, `substr(${hash}, 5, 3)`, `'8'`]
  return `(${[...parts, `substr(${hash}, 8, 15)`].join(' || ')})::uuid`
}

const guarded = [
  ...[
    'call',
    'bid',
    'result',
    'result_notice',
    'noticed_award',
    'award',
    'contract',
    'project',
    'milestone',
    'tranche',
  ],
  ...['appropriation', 'ledger_entry', 'ledger_posting'],
]
const projectsPerCall = 5
const title = `seed_town.name || ${word(groups, 1)} || ${word(services, 7)} || ${word(forms, 131)}`
const summary = `'面向' || seed_town.name || '的' || ${word(groups, 1)} || '，提供' || ${word(services, 7)} || '与' || ${word(services, 11)} || '，由社工与志愿者每周上门，建立一户一档，并与卫生站、居委会联动；第 ' || i || ' 号方案。'`
const published = `timestamptz '2022-01-04 09:00+08' + (i % 1700) * interval '1 day'`

const statements = (projects: number): string[] => {
  const calls = Math.ceil(projects / projectsPerCall)
  const organizations = Math.max(50, Math.ceil(projects / 10))
  const rows = (count: number) => `FROM generate_series(0, ${String(count - 1)}) AS i`
  const towns = `JOIN seed_town ON seed_town.n = i % (SELECT count(*) FROM seed_town)`
  const bodies = `JOIN seed_body ON seed_body.n = i % (SELECT count(*) FROM seed_body)`
  return [
    ...guarded.map((table) => `ALTER TABLE ${table} DISABLE TRIGGER USER`),
    `CREATE TEMP TABLE seed_town AS
       SELECT id, name_zh AS name, row_number() OVER (ORDER BY code) - 1 AS n FROM region WHERE level IN ('TOWN', 'COMMUNITY')`,
    `INSERT INTO account (id, email, name) SELECT ${idOf('account')}, 'bench-' || i || '@example.cn', '经办' || i ${rows(2)}`,
    `INSERT INTO body (id, name_zh, name_en, region_id)
       SELECT ${idOf('body')}, name || '民政科', 'Body ' || i, seed_town.id ${rows(40)} ${towns}`,
    `CREATE TEMP TABLE seed_body AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM body`,
    // One statement's transaction: a fund and its shares are whole together.
    `INSERT INTO fund (id, body_id, name) SELECT ${idOf('fund', 'n')}, id, '基金' || n FROM seed_body;
     INSERT INTO fund_share (fund_id, source, weight, part) SELECT ${idOf('fund', 'n')}, 'FISCAL', 10000, '' FROM seed_body`,
    `INSERT INTO organization (id, name, kind, region_id, fields, introduction)
       SELECT ${idOf('organization')}, name || ${word(groups, 1)} || '服务中心' || i,
         (enum_range(NULL::organization_kind))[1 + i % cardinality(enum_range(NULL::organization_kind))], seed_town.id,
         ARRAY[(enum_range(NULL::service_field))[1 + i % cardinality(enum_range(NULL::service_field))]],
         '专注' || ${word(services, 3)} || '与' || ${word(services, 5)}
       ${rows(organizations)} ${towns}`,
    `INSERT INTO call (id, body_id, fund_id, call_no, regime, method, instrument, funding_kind, title, summary, requirement, field,
         region_id, budget_fen, ceiling_fen, bid_deadline_at, starts_on, ends_on, state, drafted_by_id, submitted_by_id, submitted_at,
         published_by_id, published_at)
       SELECT ${idOf('call')}, seed_body.id, ${idOf('fund', 'seed_body.n')}, 'GYH-9' || (100 + i % 900) || '-' || lpad(i::text, 6, '0'),
         'VENTURE', 'VENTURE_CALL', 'VENTURE_GRANT', 'SUBSIDY', ${title}, ${summary}, '按月提交进展', 
         (enum_range(NULL::service_field))[1 + i % cardinality(enum_range(NULL::service_field))], seed_town.id,
         (1000000 + i % 70 * 500000), (1000000 + i % 70 * 500000), ${published} + interval '21 days',
         (${published})::date + 60, (${published})::date + 420, 'AWARDED', ${idOf('account', '0')}, ${idOf('account', '0')},
         ${published}, ${idOf('account', '1')}, ${published}
       ${rows(calls)} ${towns} ${bodies}`,
    `INSERT INTO result (id, call_id, record, record_sha256, closed_at, closed_by_id)
       SELECT ${idOf('result')}, ${idOf('call')}, '{}', '', ${published} + interval '30 days', ${idOf('account', '0')} ${rows(calls)}`,
    `INSERT INTO result_notice (id, call_id, result_id, kind, number, reasons, decided_by_id, decided_at)
       SELECT ${idOf('notice')}, ${idOf('call')}, ${idOf('result')}, 'RESULT', 1, '', ${idOf('account', '1')},
         ${published} + interval '30 days' ${rows(calls)}`,
    `INSERT INTO bid (id, call_id, organization_id, state, created_by_id)
       SELECT ${idOf('bid')}, ${idOf('call', `(i / ${String(projectsPerCall)})`)},
         ${idOf('organization', `((i * 7 + i / 5) % ${String(organizations)})`)}, 'AWARDED', ${idOf('account', '0')} ${rows(projects)}`,
    `INSERT INTO noticed_award (notice_id, call_id, bid_id, amount_fen)
       SELECT ${idOf('notice', `(i / ${String(projectsPerCall)})`)}, ${idOf('call', `(i / ${String(projectsPerCall)})`)}, ${idOf('bid')},
         500000 + i % 40 * 250000 ${rows(projects)}`,
    `INSERT INTO award (id, call_id, notice_id, bid_id, amount_fen, decided_by_id, decided_at, is_sole)
       SELECT ${idOf('award')}, call_id, notice_id, bid_id, amount_fen, ${idOf('account', '1')}, '2026-01-01', false
       ${rows(projects)} JOIN noticed_award ON bid_id = ${idOf('bid')}`,
    `INSERT INTO contract (id, award_id, contract_no, amount_fen, drafted_by_id)
       SELECT ${idOf('contract')}, ${idOf('award')}, 'HT-9-' || i, 500000 + i % 40 * 250000, ${idOf('account', '0')} ${rows(projects)}`,
    `INSERT INTO project (id, project_no, call_id, award_id, contract_id, body_id, organization_id, title, summary, field, instrument,
         funding_kind, region_id, amount_fen, starts_on, ends_on, state, created_at)
       SELECT ${idOf('project')}, 'XM-9' || (100 + i % 900) || '-' || i, call.id, ${idOf('award')}, ${idOf('contract')}, call.body_id,
         bid.organization_id, ${title}, ${summary},
         call.field, 'VENTURE_GRANT', 'SUBSIDY', seed_town.id, 500000 + i % 40 * 250000, (${published})::date + 60,
         (${published})::date + 420, 'ACTIVE', ${published} + interval '40 days'
       ${rows(projects)} ${towns} JOIN bid ON bid.id = ${idOf('bid')} JOIN call ON call.id = bid.call_id`,
    `INSERT INTO milestone (id, project_id, position, title, deliverable, due_on)
       SELECT ${idOf('milestone', '(i * 3 + part)')}, ${idOf('project')}, part + 1, (ARRAY['启动与建档', '中期服务', '结项'])[part + 1],
         '完成当期服务', (${published})::date + 60 + part * 120
       ${rows(projects)}, generate_series(0, 2) AS part`,
    // Half, two fifths, and what is left.
    `INSERT INTO tranche (id, project_id, milestone_id, amount_fen)
       SELECT ${idOf('tranche', '(i * 3 + part)')}, ${idOf('project')}, ${idOf('milestone', '(i * 3 + part)')},
         CASE part WHEN 0 THEN amount / 2 WHEN 1 THEN amount * 2 / 5 ELSE amount - amount / 2 - amount * 2 / 5 END
       ${rows(projects)}, generate_series(0, 2) AS part, LATERAL (SELECT 500000 + i % 40 * 250000 AS amount) AS money`,
    // Each fund was given what its projects are promised and as much again.
    `CREATE TEMP TABLE seed_money AS
       SELECT row_number() OVER (ORDER BY fund.id) - 1 AS n, fund.id AS fund_id, fund.body_id, coalesce(sum(award.amount_fen), 0)::bigint AS promised
       FROM fund LEFT JOIN call ON call.fund_id = fund.id LEFT JOIN award ON award.call_id = call.id GROUP BY fund.id`,
    `INSERT INTO ledger_account (code, normal_side, body_id, posted_debit)
       SELECT 'gov:' || body_id || ':appropriation', 'debit', body_id, promised * 2 FROM seed_money`,
    `INSERT INTO ledger_account (code, normal_side, body_id, posted_debit, posted_credit)
       SELECT 'fund:' || fund_id || ':available', 'credit', body_id, promised, promised * 2 FROM seed_money`,
    `INSERT INTO ledger_account (code, normal_side, body_id, posted_credit)
       SELECT 'award:' || ${idOf('award')} || ':committed', 'credit', call.body_id, 500000 + i % 40 * 250000
       ${rows(projects)} JOIN call ON call.id = ${idOf('call', `(i / ${String(projectsPerCall)})`)}`,
    `INSERT INTO ledger_entry (id, kind, phase, idempotency_key, request_hash, effective_on)
       SELECT ${idOf('appropriation', 'n')}, 'appropriate', 'posted', 'bench:fund:' || n, '', '2022-01-04' FROM seed_money`,
    `INSERT INTO ledger_posting (entry_id, line, account_id, amount)
       SELECT ${idOf('appropriation', 'n')}, line, account.id, CASE line WHEN 1 THEN promised * 2 ELSE promised * -2 END
       FROM seed_money, generate_series(1, 2) AS line, ledger_account AS account
       WHERE account.code = CASE line WHEN 1 THEN 'gov:' || seed_money.body_id || ':appropriation' ELSE 'fund:' || fund_id || ':available' END`,
    `INSERT INTO appropriation (id, fund_id, source, year, amount_fen, document_no, entry_id)
       SELECT ${idOf('document', 'n')}, fund_id, 'FISCAL', 2022, promised * 2, '财综〔2022〕' || n || '号', ${idOf('appropriation', 'n')}
       FROM seed_money WHERE promised > 0`,
    `INSERT INTO ledger_entry (id, kind, phase, idempotency_key, request_hash, effective_on)
       SELECT ${idOf('commitment')}, 'commit', 'posted', 'bench:award:' || i, '', (${published})::date + 40 ${rows(projects)}`,
    `INSERT INTO ledger_posting (entry_id, line, account_id, amount)
       SELECT ${idOf('commitment')}, line, account.id, CASE line WHEN 1 THEN award.amount_fen ELSE -award.amount_fen END
       ${rows(projects)} JOIN award ON award.id = ${idOf('award')} JOIN call ON call.id = award.call_id, generate_series(1, 2) AS line,
         LATERAL (SELECT id FROM ledger_account WHERE code =
           CASE line WHEN 1 THEN 'fund:' || call.fund_id || ':available' ELSE 'award:' || award.id || ':committed' END) AS account`,
    `INSERT INTO body_entry (body_id, seq, effective_on)
       SELECT DISTINCT a.body_id, e.seq, e.effective_on
       FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id WHERE a.body_id IS NOT NULL`,
    ...guarded.map((table) => `ALTER TABLE ${table} ENABLE TRIGGER USER`),
    // A site that came to so many over years was vacuumed on the way; else that goes on beside what is measured.
    'VACUUM (ANALYZE)',
  ]
}

/**
 * Published calls and funded projects, so many, with the bodies, organizations, bids and awards they hang on, their milestones and tranches, and
 * the entries that promise their money: straight into the tables, the triggers that guard the way there aside, keys and checks kept.
 * The same rows in every run; the books of it hold.
 */
export async function seedProjects(owner: pg.Client, projects: number): Promise<void> {
  for (const statement of statements(projects)) await owner.query(statement)
}
