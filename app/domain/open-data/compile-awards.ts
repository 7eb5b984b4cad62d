import { beijing, buyerRef, dayEnd, dayStart, organizationRef } from './facts.ts'
import type {
  AwardFacts,
  ContractFacts,
  MilestoneFacts,
  NoticeFacts,
  PaymentFacts,
  ProcessView,
} from './process-view.ts'
import { type Branch, page, yuan } from './tree.ts'

type Named = { notice: NoticeFacts; award: AwardFacts }

/** Bids, awards and contracts. Bids are there once a result is public, and never before: the page of the result shows them from then on. */
export function compileAwards(view: ProcessView): Branch {
  const named = view.notices.flatMap((notice) => notice.awards.map((award): Named => ({ notice, award })))
  const contracts = named.flatMap((each) => contractOf(view, each))
  return {
    ...bidsOf(view),
    ...(named.length === 0 ? {} : { awards: named.map((each) => awardOf(view, each)) }),
    ...(contracts.length === 0 ? {} : { contracts }),
  }
}

/** The bids of the result published last. */
function bidsOf(view: ProcessView): Branch {
  const result = view.results.at(-1)
  if (result === undefined) return {}
  return {
    bids: {
      statistics: [
        { id: 'bids', measure: 'bids', value: result.opened },
        { id: 'validBids', measure: 'validBids', value: result.bids.length },
      ],
      details: result.bids.map(({ id, organizationId, priceFen, rank }) => ({
        id,
        status: 'valid',
        tenderers: [organizationRef(view, organizationId)],
        ...(priceFen === null ? {} : { value: yuan(priceFen) }),
        ...(rank === null ? {} : { hasRank: true, rank }),
      })),
    },
  }
}

/** One proposal or award of a bid; a bid that a later notice names again is awarded anew. */
const awardId = ({ notice, award }: Named): string => `${notice.number}-${award.bidId}`

function statusOf({ notice, award: { made } }: Named): string {
  if (made !== null) return made.revokedAt === null ? 'active' : 'cancelled'
  return notice.isWithdrawn ? 'cancelled' : 'pending'
}

function awardOf(view: ProcessView, each: Named): Branch {
  const { notice, award } = each
  return {
    id: awardId(each),
    title: view.title,
    status: statusOf(each),
    date: beijing(award.made?.at ?? notice.noticedAt),
    ...(notice.reasons === '' ? {} : { description: notice.reasons }),
    value: yuan(award.amountFen),
    suppliers: [organizationRef(view, award.organizationId)],
    relatedBids: [award.bidId],
    documents: [
      {
        id: 'result',
        documentType: 'awardNotice',
        url: page(`/calls/${view.callNo}/result`),
        datePublished: beijing(notice.noticedAt),
        format: 'text/html',
        language: 'zh',
      },
    ],
  }
}

function stateOf({ signedAt, endedAt }: ContractFacts, isRevoked: boolean): string {
  if (isRevoked) return 'cancelled'
  if (signedAt === null) return 'pending'
  return endedAt === null ? 'active' : 'terminated'
}

function contractOf(view: ProcessView, each: Named): Branch[] {
  const { made, organizationId, bidId } = each.award
  if (made === null) return []
  const { contract } = made
  const added = contract.amendments.reduce((sum, { addedFen }) => sum + BigInt(addedFen), 0n)
  return [
    {
      id: contract.contractNo,
      awardID: awardId(each),
      title: contract.title,
      status: stateOf(contract, made.revokedAt !== null),
      period: { startDate: dayStart(contract.startsOn), endDate: dayEnd(contract.endsOn) },
      value: yuan((BigInt(contract.amountFen) + added).toString()),
      ...(contract.signedAt === null ? {} : { dateSigned: beijing(contract.signedAt) }),
      relatedBids: [bidId],
      documents: [
        {
          id: 'project',
          documentType: 'contractSummary',
          title: contract.title,
          url: page(`/projects/${contract.projectNo}`),
          format: 'text/html',
          language: 'zh',
        },
      ],
      ...(contract.amendments.length === 0
        ? {}
        : {
            amendments: contract.amendments.map(({ number, at, reason }) => ({
              id: String(number),
              date: beijing(at),
              rationale: reason,
            })),
          }),
      implementation: implementationOf(view, contract, organizationId),
    },
  ]
}

const implementationOf = (view: ProcessView, contract: ContractFacts, payeeId: string): Branch => ({
  milestones: contract.milestones.map(milestoneOf),
  ...(contract.payments.length === 0
    ? {}
    : { transactions: contract.payments.map((payment) => transactionOf(view, contract, payment, payeeId)) }),
})

/** What was rejected or cancelled is not met, and stays so. */
function milestoneOf({ id, title, deliverable, dueOn, isNotMet, accepted }: MilestoneFacts): Branch {
  const status = accepted !== null ? (accepted.isPartial ? 'partiallyMet' : 'met') : isNotMet ? 'notMet' : 'scheduled'
  return {
    id,
    type: 'delivery',
    title,
    description: deliverable,
    dueDate: dayEnd(dueOn),
    status,
    ...(accepted === null ? {} : { dateMet: beijing(accepted.at), dateModified: beijing(accepted.at) }),
  }
}

/** A ledger entry under its own id. Money that came back is a negative payment between the same two. */
function transactionOf(
  view: ProcessView,
  { projectNo, milestones }: ContractFacts,
  { entryId, at, amountFen, milestoneId }: PaymentFacts,
  payeeId: string,
): Branch {
  const milestone = milestones.find(({ id }) => id === milestoneId)
  return {
    id: entryId,
    source: page(`/projects/${projectNo}`),
    date: beijing(at),
    value: yuan(amountFen),
    payer: buyerRef(view),
    payee: organizationRef(view, payeeId),
    ...(milestone === undefined
      ? {}
      : { relatedImplementationMilestone: { id: milestone.id, title: milestone.title } }),
  }
}
