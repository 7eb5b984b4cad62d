import type { ReceiptState } from '#app/domain/cofunding/lifecycle.ts'
import type { CofundingKind } from '#app/domain/cofunding/matching.ts'
import { cofundingPolicy } from '#app/domain/cofunding/policy.ts'
import type { ProjectState } from '#app/domain/project/lifecycle.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'

export type CofundingRow = {
  id: string
  kind: CofundingKind
  giver: string
  amountFen: string
  isAgreed: boolean
  valuation: string
  isNamed: boolean
  /** Confirmed by the office. */
  cameFen: string
  /** Its giver brings half of what the whole project costs. */
  mayBeNamed: boolean
}
export type ReceiptView = {
  id: string
  kind: CofundingKind
  giver: string
  state: ReceiptState
  receivedOn: string
  amountFen: string
  file: { id: string; name: string }
  reason: string
}
export type CofundingPage = {
  id: string
  title: string
  state: ProjectState
  rows: CofundingRow[]
  receipts: ReceiptView[]
  today: string
  may: Record<'record' | 'name' | 'decide', boolean>
}

/** What others bring to a project and what came in; null for everybody who may not read its file, and where nobody brings anything. */
export async function readCofundingPage(ctx: Context, id: string): Promise<CofundingPage | null> {
  const project = await ctx.db.project.findUnique({
    where: { id },
    select: {
      title: true,
      state: true,
      startedAt: true,
      amountFen: true,
      bodyId: true,
      organizationId: true,
      cofunding: {
        orderBy: { position: 'asc' },
        include: {
          receipts: { orderBy: { recordedAt: 'asc' }, include: { file: { select: { id: true, name: true } } } },
        },
      },
    },
  })
  if (project === null || !may(cofundingPolicy, 'read', ctx.actor, project)) return null
  if (project.cofunding.length === 0) return null
  const cost = project.cofunding.reduce((sum, { amountFen }) => sum + amountFen, project.amountFen)
  const givenBy = (giver: string) =>
    project.cofunding.reduce((sum, one) => (one.giver === giver ? sum + one.amountFen : sum), 0n)
  const isOpen = project.startedAt !== null && project.state !== 'CLOSED'
  const allowed = (action: 'record' | 'name' | 'decide') => isOpen && may(cofundingPolicy, action, ctx.actor, project)
  return {
    id,
    title: project.title,
    state: project.state,
    rows: project.cofunding.map(({ receipts, ...row }) => ({
      id: row.id,
      kind: row.kind as CofundingKind,
      giver: row.giver,
      amountFen: row.amountFen.toString(),
      isAgreed: row.isAgreed,
      valuation: row.valuation,
      isNamed: row.isNamed,
      cameFen: receipts
        .reduce((sum, { state, amountFen }) => (state === 'CONFIRMED' ? sum + amountFen : sum), 0n)
        .toString(),
      mayBeNamed: row.kind !== 'OWN' && givenBy(row.giver) * 2n >= cost,
    })),
    receipts: project.cofunding.flatMap(({ kind, giver, receipts }) =>
      receipts.map((receipt) => ({
        id: receipt.id,
        kind: kind as CofundingKind,
        giver,
        state: receipt.state,
        receivedOn: dayOfDate(receipt.receivedOn),
        amountFen: receipt.amountFen.toString(),
        file: receipt.file,
        reason: receipt.reason,
      })),
    ),
    today: dayOf(ctx.now),
    may: { record: allowed('record'), name: allowed('name'), decide: allowed('decide') },
  }
}
