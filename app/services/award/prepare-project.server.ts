import type { BidCofunding } from '#app/domain/bid/content.ts'
import type { ContractLine } from '#app/domain/award/contract-lines.ts'
import type { ContractFacts } from '#app/domain/award/contract-facts.ts'
import { contractNumber, projectNumber } from '#app/domain/award/numbers.ts'
import { planTranches } from '#app/domain/award/plan-tranches.ts'
import type { PlanMilestone } from '#app/domain/handover/plan.ts'
import { dayOf, yearOf } from '#app/domain/shared/day.ts'
import { type Fen, toFen } from '#app/domain/shared/money.ts'
import { addMilestone, type NewMilestone } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Call, Organization } from '#prisma/generated/client.ts'

/** Writes the contract's draft in words; texts belong to pages (app/http/contract-terms.ts). */
export type DraftTerms = (facts: ContractFacts) => string

export type Prepared = { contractId: string; projectId: string; projectNo: string }

export type NewProject = {
  awardId: string
  amountFen: Fen
  supplier: Organization
  /** What the project is called: where several are funded, each by its call and its organization. */
  title: string
  budgetLines: readonly ContractLine[]
  /** What others bring, as the winning bid says. */
  cofunding?: readonly BidCofunding[]
  draftTerms: DraftTerms
  /** What is left of an ended project; a new one follows the plan of its call. */
  rest?: Rest | undefined
}

/** Days are `YYYY-MM-DD`. */
export type Rest = { startsOn: string; endsOn: string; plan: readonly PlanMilestone[] }

/** The draft contract, and the project that starts once it is signed. */
export async function prepareProject(
  tx: Tx,
  ctx: Context,
  call: Call,
  { awardId, amountFen, supplier, title, budgetLines, cofunding = [], draftTerms, rest }: NewProject,
): Promise<Prepared> {
  const year = yearOf(dayOf(ctx.now))
  const contractNo = contractNumber(year, await nextNumber(tx, 'contract', year))
  const projectNo = projectNumber(year, await nextNumber(tx, 'project', year))
  const body = await tx.body.findUniqueOrThrow({ where: { id: call.bodyId }, select: { nameZh: true } })
  const plan = rest === undefined ? await planOfCall(tx, call, amountFen) : planOfRest(rest)
  const startsOn = rest?.startsOn ?? dayOfColumn(call.startsOn)
  const endsOn = rest?.endsOn ?? dayOfColumn(call.endsOn)
  const contract = await tx.contract.create({
    data: {
      awardId,
      contractNo,
      amountFen,
      draftedById: ctx.actor.accountId ?? '',
      createdAt: ctx.now,
      terms: draftTerms({
        contractNo,
        callNo: call.callNo ?? '',
        buyer: body.nameZh,
        supplier: supplier.name,
        creditCode: supplier.creditCode,
        title,
        amountFen,
        startsOn,
        endsOn,
        milestones: plan.map(({ title, deliverable, dueOn, amountFen: part }) => ({
          title,
          deliverable,
          dueOn,
          amountFen: part,
        })),
      }),
    },
    select: { id: true },
  })
  const project = await tx.project.create({
    data: {
      projectNo,
      callId: call.id,
      awardId,
      contractId: contract.id,
      bodyId: call.bodyId,
      organizationId: supplier.id,
      title,
      summary: call.summary,
      field: call.field,
      instrument: call.instrument,
      regionId: call.regionId,
      amountFen,
      startsOn: new Date(startsOn),
      endsOn: new Date(endsOn),
      createdAt: ctx.now,
      budgetLines: { create: budgetLines.map((line, index) => ({ position: index + 1, ...line })) },
      cofunding: {
        create: cofunding.map(({ amountFen, ...one }, index) => ({
          position: index + 1,
          ...one,
          amountFen: BigInt(amountFen),
        })),
      },
    },
    select: { id: true },
  })
  for (const milestone of plan) await addMilestone(tx, project.id, milestone)
  return { contractId: contract.id, projectId: project.id, projectNo }
}

async function planOfCall(tx: Tx, call: Call, amountFen: Fen): Promise<NewMilestone[]> {
  const plan = await tx.callMilestone.findMany({ where: { callId: call.id }, orderBy: { position: 'asc' } })
  const parts = planTranches(
    amountFen,
    plan.map(({ trancheBps }) => trancheBps),
  )
  return plan.map(({ position, title, deliverable, dueOn, indicator, unit, target }, index) => ({
    position,
    title,
    deliverable,
    dueOn: dayOfColumn(dueOn),
    amountFen: parts[index],
    indicators: indicator === '' ? [] : [{ name: indicator, unit, target, counting: 'TYPED' as const }],
    criteria: [],
    evidence: [],
  }))
}

const planOfRest = ({ plan }: Rest): NewMilestone[] =>
  plan.map((milestone, index) => ({
    ...milestone,
    position: index + 1,
    amountFen: toFen(BigInt(milestone.amountFen)),
  }))

async function nextNumber(tx: Tx, series: 'contract' | 'project', year: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ number: number }[]>`SELECT next_number(${series}, ${year}::int) AS number`
  if (row === undefined) throw new Error('next_number returned nothing')
  return row.number
}

/** A date column comes as midnight UTC. */
const dayOfColumn = (date: Date): string => date.toISOString().slice(0, 10)
