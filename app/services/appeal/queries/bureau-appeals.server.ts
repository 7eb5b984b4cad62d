import type { AppealState } from '#app/domain/appeal/lifecycle.ts'
import { missingIn } from '#app/domain/appeal/complete.ts'
import { appealPolicy } from '#app/domain/appeal/policy.ts'
import type { BelowTarget, StopCode } from '#app/domain/appeal/schema.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { readIdCursor } from '#app/domain/shared/cursor.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'
import {
  type AppealAccountView,
  appealAccounts,
  appealMoney,
  type AppealMoney,
  appealPurpose,
  type AppealPurpose,
} from './appeal-figures.ts'

export type BureauAppealRow = { id: string; title: string; state: AppealState; endsOn: string; money: AppealMoney }

const pageSize = 20
const insiders = ['OFFICER', 'APPROVER', 'FINANCE', 'SUPERVISOR'] as const

/** The appeals of the reader's bodies, the newest first; one statement. */
export async function listBureauAppeals(
  ctx: Context,
  after: string | null,
): Promise<{ appeals: BureauAppealRow[]; next: string | undefined; mayDraft: boolean }> {
  const from = readIdCursor(after)
  const rows = await ctx.db.$queryRaw<{ id: string; row: BureauAppealRow }[]>`
    SELECT a.id, jsonb_build_object('id', a.id, 'title', a.title, 'state', a.state, 'endsOn', a.ends_on, 'money', ${appealMoney}) AS row
    FROM appeal a WHERE a.body_id = ${among(bodiesWhere(ctx.actor, ...insiders))}
      AND ${from === undefined ? Prisma.sql`TRUE` : Prisma.sql`a.id < ${from}::uuid`} ORDER BY a.id DESC LIMIT ${atMost(pageSize + 1)}`
  const appeals = rows.slice(0, pageSize).map(({ row }) => row)
  return {
    appeals,
    next: rows.length > pageSize ? appeals.at(-1)?.id : undefined,
    mayDraft: bodiesWhere(ctx.actor, 'OFFICER').length > 0,
  }
}

/** What an officer may ask money for: `fund:<id>`, `call:<id>`, `project:<id>`, where the fund takes donations. */
export type PurposeOption = { value: string; kind: 'fund' | 'call' | 'project'; name: string }

export async function readPurposeOptions(ctx: Context): Promise<PurposeOption[]> {
  const bodies = bodiesWhere(ctx.actor, 'OFFICER')
  return ctx.db.$queryRaw<PurposeOption[]>`
    SELECT value, kind, name FROM (
      SELECT 1 AS place, 'fund:' || f.id AS value, 'fund' AS kind, f.name, f.id FROM fund f JOIN fund_share s ON s.fund_id = f.id AND s.source = 'DONATION' WHERE f.body_id = ${among(bodies)}
      UNION ALL SELECT 2, 'call:' || c.id, 'call', c.title, c.id FROM call c JOIN fund_share s ON s.fund_id = c.fund_id AND s.source = 'DONATION'
        WHERE c.body_id = ${among(bodies)} AND c.published_at IS NOT NULL AND NOT c.is_rehearsal AND c.state NOT IN ('FAILED', 'CANCELLED')
      UNION ALL SELECT 3, 'project:' || p.id, 'project', p.title, p.id FROM project p JOIN call c ON c.id = p.call_id JOIN fund_share s ON s.fund_id = c.fund_id AND s.source = 'DONATION'
        WHERE p.body_id = ${among(bodies)} AND p.state IN ('PREPARING', 'ACTIVE', 'SUSPENDED')) x
    ORDER BY place, id DESC LIMIT 200`
}

export type AppealDraft = {
  for: string
  title: string
  purpose: string
  targetFen: string
  approvalNo: string
  approvedByName: string
  raiserName: string
  raiserLicence: string
  partnerName: string
  partnerLicence: string
  bankText: string
  opensOn: string
  endsOn: string
  belowTarget: BelowTarget
}

export type BureauAppeal = Omit<AppealDraft, 'for'> & {
  id: string
  for: AppealPurpose
  forValue: string
  state: AppealState
  stopCode: StopCode | null
  stateReason: string
  version: number
  draftedByName: string
  submittedByName: string | null
  openedByName: string | null
  openedAt: string | null
  money: AppealMoney
  isFunded: boolean
  accounts: AppealAccountView[]
  owed: { dueOn: string; isFinal: boolean }[]
  namings: { pledgeId: string; version: number; name: string; amountFen: string; isAgreed: boolean }[]
  missing: ReturnType<typeof missingIn>
  may: Record<'draft' | 'withdraw' | 'decide' | 'stop' | 'pass' | 'agreeNaming' | 'keepMoney' | 'account', boolean>
  /** Drafted or submitted by the reader themselves: somebody else opens it. */
  isOwn: boolean
}

type Raw = Omit<BureauAppeal, 'missing' | 'may' | 'isOwn'> & {
  bodyId: string
  draftedById: string
  submittedById: string | null
}

/** An appeal from the inside; no giver is in it, save a name that somebody asked to have it named after. One statement. */
export async function readBureauAppeal(ctx: Context, id: string): Promise<BureauAppeal | null> {
  const [row] = await ctx.db.$queryRaw<{ page: Raw }[]>`
    SELECT jsonb_build_object('id', a.id, 'bodyId', a.body_id, 'title', a.title, 'purpose', a.purpose, 'targetFen', a.target_fen::text, 'approvalNo', a.approval_no, 'approvedByName', a.approved_by_name,
      'raiserName', a.raiser_name, 'raiserLicence', a.raiser_licence, 'partnerName', a.partner_name, 'partnerLicence', a.partner_licence, 'bankText', a.bank_text,
      'opensOn', a.opens_on, 'endsOn', a.ends_on, 'belowTarget', a.below_target, 'for', ${appealPurpose},
      'forValue', CASE WHEN a.project_id IS NOT NULL THEN 'project:' || a.project_id WHEN a.call_id IS NOT NULL THEN 'call:' || a.call_id ELSE 'fund:' || a.fund_id END,
      'state', a.state, 'stopCode', a.stop_code, 'stateReason', a.state_reason, 'version', a.version, 'draftedById', a.drafted_by_id, 'submittedById', a.submitted_by_id,
      'draftedByName', (SELECT name FROM account WHERE id = a.drafted_by_id), 'submittedByName', (SELECT name FROM account WHERE id = a.submitted_by_id),
      'openedByName', (SELECT name FROM account WHERE id = a.opened_by_id), 'openedAt', a.opened_at, 'money', ${appealMoney}, 'isFunded', appeal_is_funded(a.id), 'accounts', ${appealAccounts},
      'owed', (SELECT coalesce(jsonb_agg(jsonb_build_object('dueOn', o.due_on, 'isFinal', o.is_final) ORDER BY o.due_on), '[]') FROM appeal_accounts_owed(a.id, 14) o
        WHERE NOT EXISTS (SELECT 1 FROM appeal_account g WHERE g.appeal_id = a.id AND g.due_on = o.due_on AND g.is_final = o.is_final)),
      'namings', (SELECT coalesce(jsonb_agg(jsonb_build_object('pledgeId', p.id, 'version', p.version, 'name', p.naming, 'amountFen', p.amount_fen::text, 'isAgreed', p.naming_agreed_at IS NOT NULL) ORDER BY p.id), '[]')
        FROM pledge p WHERE p.appeal_id = a.id AND p.naming <> '' AND p.state IN ('RECEIVED', 'PASSED'))) AS page
    FROM appeal a WHERE a.id = ${id}::uuid`
  if (row === undefined || !may(appealPolicy, 'read', ctx.actor, row.page)) return null
  const { bodyId, draftedById, submittedById, ...page } = row.page
  const facts = { bodyId, draftedById, submittedById }
  const allowed = (deed: keyof BureauAppeal['may']) => may(appealPolicy, deed, ctx.actor, facts)
  const isPrivate = page.state === 'DRAFT' || page.state === 'SUBMITTED'
  const isOver = page.state === 'REACHED' || page.state === 'ENDED'
  return {
    ...page,
    missing: missingIn(page),
    isOwn: ctx.actor.accountId === draftedById || ctx.actor.accountId === submittedById,
    may: {
      draft: page.state === 'DRAFT' && allowed('draft'),
      withdraw: isPrivate && allowed('withdraw'),
      decide: page.state === 'SUBMITTED' && allowed('decide'),
      stop: (page.state === 'OPEN' || isOver) && allowed('stop'),
      pass: isOver && allowed('pass'),
      agreeNaming: allowed('agreeNaming'),
      keepMoney: allowed('keepMoney'),
      account: allowed('account'),
    },
  }
}
