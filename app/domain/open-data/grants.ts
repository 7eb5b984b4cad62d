import { regimeOf } from '../call/terms.ts'
import { beijing } from './facts.ts'
import type { AwardFacts, ProcessView } from './process-view.ts'
import { type Branch, page, writeTree } from './tree.ts'
import { licenceUrl, type Publisher } from './write-package.ts'

/** The prefix that 360Giving gave the publisher stands before every id. */
export type GrantPublisher = Publisher & { readonly grantPrefix: string }

/**
 * A grant is money towards an organization's own work or for its results: every award of a venture call, and elsewhere what is given as a
 * subsidy or a reward. What the buyer orders, posts among it, is a purchase and no grant.
 */
export const isGrant = ({ method, fundingKind }: Pick<ProcessView, 'method' | 'fundingKind'>): boolean =>
  regimeOf(method) === 'VENTURE' || fundingKind !== 'COMMISSION'

const sum = (amounts: readonly string[]): string => amounts.reduce((total, fen) => total + BigInt(fen), 0n).toString()
const day = (instant: string): string => beijing(instant).slice(0, 10)

/** The awards of a process that were made and not taken back, as 360Giving 1.4 has them. */
export function grantsOf(view: ProcessView, prefix: string): Branch[] {
  if (!isGrant(view)) return []
  return view.notices.flatMap(({ awards }) =>
    awards.flatMap((award) =>
      award.made === null || award.made.revokedAt !== null ? [] : [grantOf(view, award, award.made, prefix)],
    ),
  )
}

function grantOf(
  view: ProcessView,
  award: AwardFacts,
  { at, contract }: NonNullable<AwardFacts['made']>,
  prefix: string,
): Branch {
  const recipient = view.organizations.find(({ id }) => id === award.organizationId)
  const applied = view.results.at(-1)?.bids.find(({ id }) => id === award.bidId)?.priceFen ?? null
  const isOpen = view.method !== 'SINGLE_SOURCE'
  return {
    id: `${prefix}-${contract.projectNo}`,
    title: contract.title,
    description: view.summary === '' ? contract.title : view.summary,
    currency: 'CNY',
    ...(applied === null ? {} : { amountAppliedFor: { $fen: applied } }),
    amountAwarded: { $fen: sum([contract.amountFen, ...contract.amendments.map(({ addedFen }) => addedFen)]) },
    amountDisbursed: { $fen: sum(contract.payments.map(({ amountFen }) => amountFen)) },
    awardDate: day(at),
    url: page(`/projects/${contract.projectNo}`),
    plannedDates: [{ startDate: contract.startsOn, endDate: contract.endsOn }],
    recipientOrganization: [
      {
        id: recipient?.creditCode == null ? `${prefix}-ORG-${award.organizationId}` : `CN-USCC-${recipient.creditCode}`,
        name: recipient?.name ?? award.organizationId,
        ...(recipient?.nameEn == null || recipient.nameEn === '' ? {} : { alternateName: recipient.nameEn }),
        addressCountry: 'China',
        url: page(`/organizations/${award.organizationId}`),
      },
    ],
    beneficiaryLocation: [
      { name: view.region.name, countryCode: 'CN', geoCode: view.region.code, geoCodeType: 'GB/T 2260' },
    ],
    fundingOrganization: [
      {
        id: `${prefix}-ORG-${view.buyer.id}`,
        name: view.buyer.name,
        alternateName: view.buyer.nameEn,
        addressCountry: 'China',
      },
    ],
    grantProgramme: [{ code: view.callNo, title: view.title, url: page(`/calls/${view.callNo}`) }],
    fromOpenCall: isOpen ? 'Yes' : 'No',
    fundingType: [{ vocabulary: 'X-COMMONWEAL-INSTRUMENT', code: view.instrument }],
    classifications: [{ vocabulary: 'X-COMMONWEAL-FIELD', code: view.field }],
    ...(contract.payments.length === 0
      ? {}
      : {
          disbursementTransaction: contract.payments.map(({ entryId, at: paidAt, amountFen }) => ({
            id: entryId,
            transactionDate: day(paidAt),
            currency: 'CNY',
            value: { $fen: amountFen },
          })),
        }),
    dataSource: page('/open-data'),
    dateModified: beijing(
      [at, contract.signedAt, contract.endedAt, ...contract.payments.map(({ knownAt }) => knownAt)]
        .flatMap((instant) => (instant === null ? [] : [new Date(instant)]))
        .reduce((last, instant) => (instant > last ? instant : last)),
    ),
  }
}

const headOf = (publisher: GrantPublisher, title: string): Branch => ({
  version: '1.4',
  title,
  publisher: { name: publisher.name, website: `${publisher.baseUrl}/` },
  license: licenceUrl,
  downloadURL: page('/open-data/360giving.json'),
  accessURL: page('/open-data'),
})

/** @throws RangeError without a grant: the standard has no empty package. */
export function writeGrants(publisher: GrantPublisher, title: string, grants: readonly Branch[]): string {
  if (grants.length === 0) throw new RangeError('a package has a grant')
  return writeTree({ ...headOf(publisher, title), grants }, publisher)
}

/** The same package batch by batch: nothing but one batch is held. Without a grant it would be no valid package. */
export async function* grantTexts(
  publisher: GrantPublisher,
  title: string,
  batches: AsyncIterable<readonly Branch[]>,
): AsyncGenerator<string> {
  yield `${writeTree(headOf(publisher, title), publisher).slice(0, -1)},"grants":[`
  let isFirst = true
  for await (const grants of batches)
    for (const grant of grants) {
      yield `${isFirst ? '' : ','}${writeTree(grant, publisher)}`
      isFirst = false
    }
  yield ']}'
}
