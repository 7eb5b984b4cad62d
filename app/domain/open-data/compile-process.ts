import type { CallMethod } from '../call/terms.ts'
import { compileAwards } from './compile-awards.ts'
import { beijing, buyerRef, dayEnd, dayStart, organizationRef } from './facts.ts'
import { partiesOf } from './parties.ts'
import type { ProcessView } from './process-view.ts'
import { type Branch, page, type Tree, yuan } from './tree.ts'

/** Anybody may answer a call of this site, save where one supplier alone is asked. */
const methodOf = (method: CallMethod) => (method === 'SINGLE_SOURCE' ? 'direct' : 'open')

type Published = ProcessView & { isPublished: boolean }

/** A contracting process as OCDS 1.1.5 has it: everything but ocid, id, date and tag, which belong to a release (write-package.ts). */
export function compileProcess(view: Published): Branch {
  return {
    initiationType: 'tender',
    language: 'zh',
    parties: partiesOf(view),
    buyer: buyerRef(view),
    planning: planningOf(view),
    ...(view.isPublished ? { tender: tenderOf(view), ...compileAwards(view), ...relatedOf(view) } : {}),
  }
}

const relatedOf = ({ retenderOf }: ProcessView): Branch =>
  retenderOf === null
    ? {}
    : {
        relatedProcesses: [
          { id: '1', relationship: ['unsuccessfulProcess'], scheme: 'ocid', identifier: { $ocid: retenderOf } },
        ],
      }

function planningOf({ need, budgetFen, callNo, singleSourceNotice }: ProcessView): Branch {
  const documents: Branch[] = [
    ...(need === null
      ? []
      : [
          {
            id: `need-${need.needNo}`,
            documentType: 'needsAssessment',
            title: need.title,
            url: page(`/needs/${need.needNo}`),
            format: 'text/html',
            language: 'zh',
          },
        ]),
    ...(singleSourceNotice === null
      ? []
      : [
          {
            id: 'single-source-notice',
            documentType: 'plannedProcurementNotice',
            url: page(singleSourceNotice.path),
            datePublished: beijing(singleSourceNotice.noticedAt),
            format: 'text/html',
            language: 'zh',
          },
        ]),
  ]
  return {
    ...(need === null ? {} : { rationale: need.title }),
    budget: { id: callNo, amount: yuan(budgetFen) },
    ...(documents.length === 0 ? {} : { documents }),
  }
}

/** A public notice that is over without an award leaves the call where it was; one that stands still counts as active. */
function statusOf({ end, notices }: ProcessView): string {
  if (end !== null) return end.isCancelled ? 'cancelled' : 'unsuccessful'
  const isAwarded = notices.some(({ awards }) => awards.some(({ made }) => made !== null && made.revokedAt === null))
  return isAwarded ? 'complete' : 'active'
}

const paragraphs = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join('\n\n')

function tenderOf(view: ProcessView): Branch {
  const last = view.results.at(-1)
  return {
    id: view.callNo,
    title: view.title,
    description: paragraphs(view.summary, view.requirement, view.beneficiaries),
    status: statusOf(view),
    procuringEntity: buyerRef(view),
    value: yuan(view.ceilingFen),
    procurementMethod: methodOf(view.method),
    procurementMethodDetails: view.method,
    mainProcurementCategory: 'services',
    items: [
      {
        id: '1',
        description: view.title,
        classification: { scheme: 'X-COMMONWEAL-FIELD', id: view.field },
      },
    ],
    ...criteriaOf(view),
    submissionMethod: ['electronicSubmission'],
    tenderPeriod: { startDate: beijing(view.publishedAt), endDate: beijing(view.deadlineAt) },
    contractPeriod: { startDate: dayStart(view.startsOn), endDate: dayEnd(view.endsOn) },
    milestones: view.plan.map(({ position, title, deliverable, dueOn }) => ({
      id: `plan-${position}`,
      type: 'delivery',
      title,
      description: deliverable,
      dueDate: dayEnd(dueOn),
      status: 'scheduled',
    })),
    documents: documentsOf(view),
    ...(view.amendments.length === 0 ? {} : { amendments: view.amendments.map(amendmentOf) }),
    ...(last === undefined
      ? {}
      : {
          numberOfTenderers: new Set(last.bids.map(({ organizationId }) => organizationId)).size,
          tenderers: last.bids.map(({ organizationId }) => organizationRef(view, organizationId)),
        }),
  }
}

function criteriaOf({ criteria, conditions }: ProcessView): Branch {
  return {
    ...(criteria.length === 0
      ? {}
      : {
          awardCriteria: 'ratedCriteria',
          awardCriteriaDetails: criteria.map(({ title, points }) => `${title} ${points}`).join('\n'),
        }),
    ...(conditions.length === 0 ? {} : { eligibilityCriteria: conditions.join('\n') }),
  }
}

function documentsOf({ callNo, publishedAt, title, documents, end }: ProcessView): Tree {
  return [
    {
      id: 'call',
      documentType: 'tenderNotice',
      title,
      url: page(`/calls/${callNo}`),
      datePublished: beijing(publishedAt),
      format: 'text/html',
      language: 'zh',
    },
    ...documents.map(({ fileId, title: name, mediaType }) => ({
      id: fileId,
      documentType: 'biddingDocuments',
      title: name,
      url: page(`/files/${fileId}`),
      format: mediaType,
      language: 'zh',
    })),
    ...(end === null
      ? []
      : [
          {
            id: 'end',
            documentType: 'cancellationDetails',
            description: end.reason,
            url: page(`/calls/${callNo}`),
            datePublished: beijing(end.at),
            format: 'text/html',
            language: 'zh',
          },
        ]),
  ]
}

const amendmentOf = ({ number, at, reason, changes }: ProcessView['amendments'][number]): Branch => ({
  id: String(number),
  date: beijing(at),
  rationale: reason,
  description: Object.keys(changes).join(', '),
})
