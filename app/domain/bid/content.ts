import { z } from 'zod'
import { expenseKinds } from '../claim/schema.ts'
import { cofundingKinds } from '../cofunding/matching.ts'
import { documentKinds } from '../organization/document.ts'

/** A text, a number, a day, yes or no, an option, the id of a file; or rows of cells. */
const formAnswer = z.union([z.string(), z.array(z.array(z.string()))])
export type FormAnswer = z.output<typeof formAnswer>

/** Everything a bid says. A draft may lack parts; a sealed bid lacks none (see ready.ts). Money is fen as text. */
export const bidContent = z.strictObject({
  /** Criterion code → answer. */
  answers: z.record(z.string(), z.string()),
  budgetLines: z.array(
    z.strictObject({
      item: z.string(),
      basis: z.string(),
      amountFen: z.string().regex(/^\d+$/),
      /** What it is for. Absent in bids from before lines had kinds, and where no rule asks for it. */
      kind: z.enum(expenseKinds).exactOptional(),
      /** Of an expert fee. */
      isSenior: z.boolean().exactOptional(),
      /** Of what has a rate for a person and a day: for how many persons, and how many days each. */
      persons: z.number().int().exactOptional(),
      days: z.number().int().exactOptional(),
    }),
  ),
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
  /** Item of the call's application form → answer. Absent where there is none, as in bids from before there were forms. */
  form: z.record(z.string(), formAnswer).exactOptional(),
  /** Which files are certificates, and until when they are valid. Absent where none is. */
  documents: z
    .array(
      z.strictObject({
        fileId: z.uuid(),
        kind: z.enum(documentKinds),
        title: z.string(),
        number: z.string(),
        issuedOn: z.string().nullable(),
        validUntil: z.string().nullable(),
      }),
    )
    .exactOptional(),
  /** What others bring, where the call gives public money on top of it. Absent where nobody does. */
  cofunding: z
    .array(
      z.strictObject({
        kind: z.enum(cofundingKinds),
        /** Empty for own money. */
        giver: z.string(),
        amountFen: z.string().regex(/^\d+$/),
        /** The giver said so in writing. */
        isAgreed: z.boolean(),
        /** Of a gift in kind: how it was valued. */
        valuation: z.string(),
      }),
    )
    .exactOptional(),
  /** Who does it together with the bidder, as each of them has agreed. Absent where it bids alone. */
  partners: z
    .array(
      z.strictObject({
        organizationId: z.uuid(),
        name: z.string(),
        /** A filed community group, for which the bidder seals and signs. */
        isHosted: z.boolean(),
        shareBps: z.number().int(),
        work: z.string(),
      }),
    )
    .exactOptional(),
})
export type BidContent = z.output<typeof bidContent>
export type BidLine = BidContent['budgetLines'][number]
export type BidCofunding = NonNullable<BidContent['cofunding']>[number]

export const emptyContent: BidContent = { answers: {}, budgetLines: [], priceFen: null, files: [] }
