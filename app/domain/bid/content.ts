import { z } from 'zod'

/** Everything a bid says. A draft may lack parts; a sealed bid lacks none (see ready.ts). Money is fen as text. */
export const bidContent = z.strictObject({
  /** Criterion code → answer. */
  answers: z.record(z.string(), z.string()),
  budgetLines: z.array(z.strictObject({ item: z.string(), basis: z.string(), amountFen: z.string().regex(/^\d+$/) })),
  /** Null where the call scores no price and none is named. */
  priceFen: z.string().regex(/^\d+$/).nullable(),
  files: z.array(
    z.strictObject({
      fileId: z.uuid(),
      name: z.string(),
      size: z.number().int(),
      mediaType: z.string(),
      /** SHA-256 (hex) of the file as its owner knows it; the store holds it encrypted under `key` (base64, AES-256-GCM). */
      sha256: z.string(),
      key: z.string(),
    }),
  ),
})
export type BidContent = z.output<typeof bidContent>

export const emptyContent: BidContent = { answers: {}, budgetLines: [], priceFen: null, files: [] }
