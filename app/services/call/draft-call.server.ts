import { callPolicy } from '#app/domain/call/policy.ts'
import type { CallTerms } from '#app/domain/call/schema.ts'
import { fundingKindOf, regimeOf } from '#app/domain/call/terms.ts'
import { outsideEarmark } from '#app/domain/ledger/earmark.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { linkNeeds } from '#app/services/need/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** An officer starts a call for their body, from resolved needs where it comes from any. */
export const draftCall = (
  ctx: Context,
  { bodyId, needNos = [], ...terms }: CallTerms & { bodyId: string; needNos?: readonly string[] },
) =>
  transact<{ callId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const facts = { bodyId, state: 'DRAFT' as const, isPublished: false, draftedById: '', submittedById: null }
    if (accountId === undefined || !may(callPolicy, 'draft', ctx.actor, facts)) return refuse('forbidden')
    const known = await checkReferences(tx, bodyId, terms)
    if (!known.ok) return known
    const call = await tx.call.create({
      data: {
        ...columnsOf(terms),
        awardMode: terms.method === 'VENTURE_CALL' ? 'MULTI' : 'SINGLE',
        bodyId,
        draftedById: accountId,
        createdAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, { type: 'call.drafted', entity: 'call', entityId: call.id, bodyId, callId: call.id })
    const linked = await linkNeeds(tx, ctx, { callId: call.id, bodyId, needNos })
    return linked.ok ? ok({ callId: call.id }) : linked
  })

/** The region is one of the tree, the fund one of the body's own and meant for such a call. */
export async function checkReferences(
  tx: Tx,
  bodyId: string,
  { regionId, fundId, field, instrument }: Pick<CallTerms, 'regionId' | 'fundId' | 'field' | 'instrument'>,
): Promise<Outcome> {
  const region = await tx.region.findUnique({ where: { id: regionId }, select: { id: true } })
  if (region === null) return refuse('call.no-region', { field: 'regionId' })
  if (fundId === null) return ok()
  const fund = await tx.fund.findUnique({
    where: { id: fundId },
    select: { bodyId: true, fields: true, instruments: true },
  })
  if (fund?.bodyId !== bodyId) return refuse('call.foreign-fund', { field: 'fundId' })
  const barred = outsideEarmark(fund, { field, instrument })
  return barred === undefined ? ok() : refuse(`call.fund-not-for-${barred}`, { field: 'fundId' })
}

/** What was typed, as columns. */
export const columnsOf = ({ budget, ceiling, startsOn, endsOn, ...terms }: CallTerms) => ({
  title: terms.title,
  method: terms.method,
  regime: regimeOf(terms.method),
  instrument: terms.instrument,
  fundingKind: terms.fundingKind ?? fundingKindOf(terms.instrument),
  field: terms.field,
  regionId: terms.regionId,
  docNo: terms.docNo,
  summary: terms.summary,
  requirement: terms.requirement,
  beneficiaries: terms.beneficiaries,
  fundId: terms.fundId,
  bidDeadlineAt: terms.bidDeadlineAt,
  quorum: terms.quorum,
  budgetFen: budget,
  ceilingFen: ceiling,
  startsOn: dateOfDay(startsOn),
  endsOn: dateOfDay(endsOn),
})
