import { z } from 'zod'
import type { ResultView } from './result-view.ts'

export const NEGOTIATED_FORMAT = 'commonweal.negotiation/1'

/** What stands for a decision record where nobody scored: the agreed price and who agreed on it. Amounts are fen as text. */
export const negotiatedRecord = z.strictObject({
  format: z.literal(NEGOTIATED_FORMAT),
  call: z.strictObject({ id: z.string(), title: z.string(), publishedOn: z.string() }),
  bid: z.strictObject({ id: z.string(), seal: z.string() }),
  heldOn: z.string(),
  place: z.string(),
  people: z.array(z.string()).min(1),
  record: z.string(),
  offeredFen: z.string().regex(/^\d+$/),
  agreedFen: z.string().regex(/^\d+$/),
})
export type NegotiatedRecord = z.output<typeof negotiatedRecord>

export const isNegotiated = (stored: unknown): boolean =>
  typeof stored === 'object' && stored !== null && 'format' in stored && stored.format === NEGOTIATED_FORMAT

/** The same frame a scored result has, with no criteria and no judges: one bid, its agreed price. */
export function viewNegotiated(
  { bid, agreedFen, ...talk }: NegotiatedRecord,
  nameOf: ReadonlyMap<string, { readonly organizationId: string; readonly name: string }>,
  hash: string,
): ResultView {
  const named = nameOf.get(bid.id)
  return {
    criteria: [],
    judges: [],
    groupOf: {},
    panels: [],
    calibration: null,
    bids: [
      {
        id: bid.id,
        organizationId: named?.organizationId ?? '',
        organization: named?.name ?? '',
        rank: 1,
        total: '',
        rawTotal: null,
        group: null,
        priceFen: agreedFen,
        means: [],
        judgeTotals: [],
      },
    ],
    flags: [],
    basePriceFen: null,
    reliability: { alpha: null, pairs: 0 },
    hash,
    engine: '',
    negotiation: {
      heldOn: talk.heldOn,
      place: talk.place,
      people: talk.people,
      record: talk.record,
      offeredFen: talk.offeredFen,
      agreedFen,
    },
  }
}
