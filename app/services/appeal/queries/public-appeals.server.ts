import type { publicAppealStates } from '#app/domain/appeal/lifecycle.ts'
import type { BelowTarget, StopCode } from '#app/domain/appeal/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { pageOf, pageRows, readCursor } from '#app/domain/shared/cursor.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import {
  type AppealAccountView,
  appealAccounts,
  appealMoney,
  type AppealMoney,
  appealPurpose,
  type AppealPurpose,
} from './appeal-figures.ts'

export type PublicState = (typeof publicAppealStates)[number]
export type AppealRow = {
  id: string
  title: string
  state: PublicState
  bodyName: string
  opensOn: string
  endsOn: string
  money: AppealMoney
}

const shortRow = ({ locale }: Context) => Prisma.sql`jsonb_build_object('id', a.id, 'title', a.title, 'state', a.state,
  'bodyName', (SELECT CASE WHEN ${locale} = 'en' THEN b.name_en ELSE b.name_zh END FROM body b WHERE b.id = a.body_id),
  'opensOn', a.opens_on, 'endsOn', a.ends_on, 'money', ${appealMoney})`

/** Open ones first, then the newest; one statement. */
export async function listPublicAppeals(
  ctx: Context,
  after: string | null,
): Promise<{ appeals: AppealRow[]; next: string | undefined }> {
  const cursor = readCursor(after)
  const from =
    cursor === undefined || !/^[01]$/.test(cursor.key)
      ? Prisma.sql`TRUE`
      : Prisma.sql`(x.rank > ${Number(cursor.key)} OR (x.rank = ${Number(cursor.key)} AND x.id < ${cursor.id}::uuid))`
  const rows = await ctx.db.$queryRaw<{ rank: number; id: string; row: AppealRow }[]>`
    SELECT x.rank, x.id, ${shortRow(ctx)} AS row
    FROM (SELECT id, CASE state WHEN 'OPEN' THEN 0 ELSE 1 END AS rank FROM appeal WHERE opened_at IS NOT NULL) x JOIN appeal a ON a.id = x.id
    WHERE ${from} ORDER BY x.rank, x.id DESC LIMIT ${atMost(pageRows + 1)}`
  const page = pageOf(rows, ({ rank, id }) => ({ key: String(rank), id }))
  return { appeals: page.rows.map(({ row }) => row), next: page.next }
}

/** Appeals for one fund, call or project, that anyone may see; the newest first. */
export function appealsFor(
  ctx: Context,
  of: { fundId: string } | { callNo: string } | { projectNo: string },
): Reading<AppealRow[]> {
  const where =
    'fundId' in of
      ? Prisma.sql`a.fund_id = ${of.fundId}::uuid`
      : 'callNo' in of
        ? Prisma.sql`a.call_id = (SELECT id FROM call WHERE call_no = ${of.callNo})`
        : Prisma.sql`a.project_id = (SELECT id FROM project WHERE project_no = ${of.projectNo})`
  return reading(
    Prisma.sql`
    SELECT ${shortRow(ctx)} AS row FROM appeal a WHERE a.opened_at IS NOT NULL AND ${where} ORDER BY a.id DESC LIMIT 20`,
    (rows: { row: AppealRow }[]) => rows.map(({ row }) => row),
  )
}

export type QuarterRow = {
  quarterOn: string
  receivedFen: string
  returnedFen: string
  passedFen: string
  heldFen: string
}
export type PublicAppeal = AppealRow & {
  purpose: string
  for: AppealPurpose
  approvalNo: string
  approvedByName: string
  raiserName: string
  raiserLicence: string
  partnerName: string
  partnerLicence: string
  bankText: string
  belowTarget: BelowTarget
  stopCode: StopCode | null
  stateReason: string
  isRunning: boolean
  /** Open, and its first day is still to come. */
  isBefore: boolean
  leftFen: string
  payDays: number
  /** Who wished to be named and has given, the newest first. */
  named: { name: string; amountFen: string; receivedOn: string }[]
  unnamed: number
  /** It is named after these. */
  namings: string[]
  accounts: AppealAccountView[]
  quarters: QuarterRow[]
}

const namedShown = 100

/** All that anyone may know of an appeal: never a giver who did not wish it, never a way to reach one. Null when it is not public. */
export async function readPublicAppeal(ctx: Context, id: string): Promise<PublicAppeal | null> {
  const [row] = await ctx.db.$queryRaw<{ page: Omit<PublicAppeal, 'isRunning' | 'isBefore'> }[]>`
    SELECT ${shortRow(ctx)} || jsonb_build_object('purpose', a.purpose, 'for', ${appealPurpose}, 'approvalNo', a.approval_no, 'approvedByName', a.approved_by_name,
      'raiserName', a.raiser_name, 'raiserLicence', a.raiser_licence, 'partnerName', a.partner_name, 'partnerLicence', a.partner_licence, 'bankText', a.bank_text,
      'belowTarget', a.below_target, 'stopCode', a.stop_code, 'stateReason', a.state_reason, 'leftFen', (a.target_fen - a.standing_fen)::text,
      'payDays', (SELECT pay_days FROM appeal_rule_on(${dayOf(ctx.now)}::date)),
      'named', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', n.public_name, 'amountFen', n.amount_fen::text, 'receivedOn', n.received_on) ORDER BY n.received_at DESC), '[]') FROM (
        SELECT * FROM pledge p WHERE p.appeal_id = a.id AND p.state IN ('RECEIVED', 'PASSED') AND p.public_name <> '' ORDER BY p.received_at DESC LIMIT ${atMost(namedShown)}) n),
      'unnamed', (SELECT count(*)::int FROM pledge p WHERE p.appeal_id = a.id AND p.state IN ('RECEIVED', 'PASSED') AND p.public_name = ''),
      'namings', (SELECT coalesce(jsonb_agg(p.naming ORDER BY p.naming_agreed_at), '[]') FROM pledge p WHERE p.appeal_id = a.id AND p.state IN ('RECEIVED', 'PASSED') AND p.naming_agreed_at IS NOT NULL),
      'accounts', ${appealAccounts},
      'quarters', (SELECT coalesce(jsonb_agg(jsonb_build_object('quarterOn', q.quarter_on, 'receivedFen', q.received::text, 'returnedFen', q.returned::text, 'passedFen', q.passed::text, 'heldFen', q.held::text) ORDER BY q.quarter_on), '[]') FROM (
        SELECT s.quarter_on, s.received, s.returned, s.passed, sum(s.received - s.returned - s.passed) OVER (ORDER BY s.quarter_on) AS held FROM (
          SELECT date_trunc('quarter', e.effective_on)::date AS quarter_on, coalesce(sum(-p.amount) FILTER (WHERE e.kind = 'donate'), 0) AS received,
            coalesce(sum(p.amount) FILTER (WHERE e.kind = 'donate_return'), 0) AS returned, coalesce(sum(p.amount) FILTER (WHERE e.kind = 'donate_pass'), 0) AS passed
          FROM ledger_account l JOIN ledger_posting p ON p.account_id = l.id JOIN ledger_entry e ON e.id = p.entry_id
          WHERE ledger_base(l.code) = 'appeal:' || a.id || ':held' GROUP BY 1) s) q)) AS page
    FROM appeal a WHERE a.id = ${id}::uuid AND a.opened_at IS NOT NULL`
  if (row === undefined) return null
  const today = dayOf(ctx.now)
  const { page } = row
  return {
    ...page,
    isRunning: page.state === 'OPEN' && page.opensOn <= today && today <= page.endsOn,
    isBefore: page.state === 'OPEN' && today < page.opensOn,
  }
}
