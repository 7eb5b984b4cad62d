import type { BatchState, ExpenseState } from '#app/domain/claim/lifecycle.ts'
import { claimPolicy } from '#app/domain/claim/policy.ts'
import type { ExpenseKind } from '#app/domain/claim/schema.ts'
import type { ProjectState } from '#app/domain/project/lifecycle.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** A budget line and what was spent of it, fen as text: certified and recognized; entered and not yet certified. */
export type SpendingLine = {
  position: number | null
  item: string
  /** What it is for; null in budgets from before lines had kinds. */
  kind: ExpenseKind | null
  budgetFen: string
  spentFen: string
  openFen: string
}
export type ExpenseRow = {
  id: string
  kind: ExpenseKind
  lineNo: number | null
  spentOn: string
  payee: string
  purpose: string
  amountFen: string
  invoiceNo: string
  fileId: string
  isSameFile: boolean
  state: ExpenseState
}
export type BatchView = {
  id: string
  number: number
  state: BatchState
  version: number
  fromOn: string
  toOn: string
  submittedById: string | null
  submittedByName: string | null
  submittedAt: string | null
  certifiedByName: string | null
  certifiedAt: string | null
  returnReason: string
  expenses: ExpenseRow[]
}
export type SampleView = {
  id: string
  number: number
  seed: string
  size: number
  population: number
  drawnByName: string
  drawnAt: string
  items: { expenseId: string; place: number }[]
}
/** A share above its limit: `LINE_SHARE` with the line's position. */
export type Excess = {
  code: string
  lineNo: number | null
  effect: 'REFUSE' | 'WARN'
  limitFen: string
  spentFen: string
}
export type CostRuleView = {
  code: string
  effect: 'REFUSE' | 'WARN'
  bps: number | null
  fen: string | null
  source: string
  isConfirmed: boolean
}

export type Spending = {
  id: string
  projectNo: string
  title: string
  state: ProjectState
  amountFen: string
  lines: SpendingLine[]
  /** The last day on which spending counts. */
  settlementEndsOn: string
  excess: Excess[]
  rules: CostRuleView[]
}
export type SpendingPage = Spending & {
  batches: BatchView[]
  samples: SampleView[]
  today: string
  may: Record<'start' | 'enter' | 'submit' | 'certify' | 'sample' | 'review', boolean>
}

type Raw = Omit<Spending, 'rules'> & {
  rules: (Omit<CostRuleView, 'source'> & { sourceZh: string; sourceEn: string })[]
  bodyId: string
  organizationId: string
  isStarted: boolean
}

/** Budget against actual; null for everybody who may not read the project's file. One statement. */
async function readRaw({ db }: Context, projectId: string): Promise<Raw | undefined> {
  const [row] = await db.$queryRaw<{ page: Raw }[]>`
    WITH x AS (SELECT e.line_no, e.amount_fen, b.state = 'CERTIFIED' AS counts FROM expense e JOIN expense_batch b ON b.id = e.batch_id
      WHERE e.project_id = ${projectId}::uuid AND e.state <> 'DISALLOWED')
    SELECT jsonb_build_object('id', p.id, 'projectNo', p.project_no, 'title', p.title, 'state', p.state, 'amountFen', award_sum(p.award_id)::text,
      'bodyId', p.body_id, 'organizationId', p.organization_id, 'isStarted', p.started_at IS NOT NULL,
      'settlementEndsOn', settlement_ends_on(p.id),
      'lines', (SELECT coalesce(jsonb_agg(jsonb_build_object('position', l.position, 'item', l.item, 'kind', l.kind, 'budgetFen', l.amount_fen::text,
          'spentFen', coalesce((SELECT sum(amount_fen) FROM x WHERE x.line_no = l.position AND x.counts), 0)::text,
          'openFen', coalesce((SELECT sum(amount_fen) FROM x WHERE x.line_no = l.position AND NOT x.counts), 0)::text) ORDER BY l.position),
        -- A contract without lines is one line.
        jsonb_build_array(jsonb_build_object('position', null, 'item', '', 'kind', null, 'budgetFen', award_sum(p.award_id)::text,
          'spentFen', coalesce((SELECT sum(amount_fen) FROM x WHERE x.counts), 0)::text,
          'openFen', coalesce((SELECT sum(amount_fen) FROM x WHERE NOT x.counts), 0)::text))) FROM budget_line l WHERE l.project_id = p.id),
      'excess', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', code, 'lineNo', line_no, 'effect', effect, 'limitFen', limit_fen::text,
          'spentFen', spent_fen::text) ORDER BY code, line_no), '[]') FROM cost_excess(p.id)),
      'rules', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', code, 'effect', effect, 'bps', bps, 'fen', fen::text, 'sourceZh', source_zh,
          'sourceEn', source_en, 'isConfirmed', is_confirmed) ORDER BY code), '[]') FROM cost_rules_of(p.id))) AS page
    FROM project p WHERE p.id = ${projectId}::uuid`
  return row?.page
}

function spendingOf({ locale }: Context, { rules, ...raw }: Raw): Spending {
  return {
    id: raw.id,
    projectNo: raw.projectNo,
    title: raw.title,
    state: raw.state,
    amountFen: raw.amountFen,
    lines: raw.lines,
    settlementEndsOn: raw.settlementEndsOn,
    excess: raw.excess,
    rules: rules.map(({ sourceZh, sourceEn, ...rule }) => ({ ...rule, source: locale === 'en' ? sourceEn : sourceZh })),
  }
}

/** With its batches and samples. What is not certified yet is the organization's own. Three statements. */
export async function readSpendingPage(ctx: Context, projectId: string): Promise<SpendingPage | null> {
  const raw = await readRaw(ctx, projectId)
  if (raw === undefined || !may(claimPolicy, 'read', ctx.actor, raw)) return null
  const isOwn = may(claimPolicy, 'enter', ctx.actor, raw) || may(claimPolicy, 'certify', ctx.actor, raw)
  const [batches, samples] = await Promise.all([
    ctx.db.$queryRaw<{ batch: BatchView }[]>`
      SELECT jsonb_build_object('id', b.id, 'number', b.number, 'state', b.state, 'version', b.version, 'fromOn', b.from_on, 'toOn', b.to_on,
        'submittedById', b.submitted_by_id, 'submittedByName', (SELECT name FROM account WHERE id = b.submitted_by_id), 'submittedAt', b.submitted_at,
        'certifiedByName', (SELECT name FROM account WHERE id = b.certified_by_id), 'certifiedAt', b.certified_at, 'returnReason', b.return_reason,
        'expenses', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'lineNo', e.line_no, 'spentOn', e.spent_on,
            'payee', e.payee, 'purpose', e.purpose, 'amountFen', e.amount_fen::text, 'invoiceNo', e.invoice_no, 'fileId', e.file_id,
            'isSameFile', e.is_same_file, 'state', e.state) ORDER BY e.spent_on, e.id), '[]') FROM expense e WHERE e.batch_id = b.id)) AS batch
      FROM expense_batch b WHERE b.project_id = ${projectId}::uuid AND (b.state = 'CERTIFIED' OR ${isOwn}) ORDER BY b.number DESC`,
    isOwn
      ? []
      : ctx.db.$queryRaw<{ sample: SampleView }[]>`
      SELECT jsonb_build_object('id', s.id, 'number', s.number, 'seed', s.seed, 'size', s.size, 'population', s.population,
        'drawnByName', (SELECT name FROM account WHERE id = s.drawn_by_id), 'drawnAt', s.drawn_at,
        'items', (SELECT jsonb_agg(jsonb_build_object('expenseId', i.expense_id, 'place', i.place) ORDER BY i.place)
          FROM expense_sample_item i WHERE i.sample_id = s.id)) AS sample
      FROM expense_sample s WHERE s.project_id = ${projectId}::uuid ORDER BY s.number DESC`,
  ])
  const isOpen = raw.isStarted && raw.state !== 'CLOSED'
  const open = batches.find(({ batch }) => batch.state !== 'CERTIFIED')?.batch
  const allowed = (step: 'enter' | 'submit' | 'certify' | 'sample' | 'review') =>
    isOpen && may(claimPolicy, step, ctx.actor, raw)
  return {
    ...spendingOf(ctx, raw),
    batches: batches.map(({ batch }) => batch),
    samples: samples.map(({ sample }) => sample),
    today: dayOf(ctx.now),
    may: {
      start: allowed('enter') && open === undefined,
      enter: allowed('enter') && open?.state === 'DRAFT',
      submit: allowed('submit') && open?.state === 'DRAFT' && open.expenses.length > 0,
      certify:
        allowed('certify') && open?.state === 'SUBMITTED' && open.submittedById !== (ctx.actor.accountId ?? null),
      sample: allowed('sample') && batches.some(({ batch }) => batch.state === 'CERTIFIED'),
      review: allowed('review'),
    },
  }
}
