import { z } from 'zod'
import { canonicalJson } from '../scoring/canonical.ts'

const fen = z.string().regex(/^\d+$/)

const body = {
  contractNo: z.string(),
  projectNo: z.string(),
  title: z.string(),
  buyer: z.strictObject({ id: z.string(), name: z.string() }),
  supplier: z.strictObject({ id: z.string(), name: z.string(), creditCode: z.string().nullable() }),
  amountFen: fen,
  startsOn: z.string(),
  endsOn: z.string(),
  terms: z.string(),
  milestones: z.array(
    z.strictObject({
      position: z.number().int(),
      title: z.string(),
      deliverable: z.string(),
      dueOn: z.string(),
      trancheFen: fen,
      indicators: z.array(z.strictObject({ name: z.string(), unit: z.string(), target: z.number().int() })),
    }),
  ),
}

const budgetLine = z.strictObject({ position: z.number().int(), item: z.string(), basis: z.string(), amountFen: fen })

/**
 * Everything both sides sign. Its hash changes with any word, day or fen of it. Money is fen as text, days are `YYYY-MM-DD`. Contracts
 * from before there were budget lines stay in form 1: what was signed is never hashed in another form.
 */
export const contractContent = z.discriminatedUnion('schema', [
  z.strictObject({ schema: z.literal('commonweal.contract/1'), ...body }),
  z.strictObject({
    schema: z.literal('commonweal.contract/2'),
    ...body,
    budgetLines: z.array(budgetLine),
    /** Of content as amended; the original has none. */
    amendment: z
      .strictObject({
        number: z.number().int(),
        kind: z.enum(['BUDGET', 'MILESTONE']),
        reason: z.string(),
        previousSha256: z.string(),
      })
      .exactOptional(),
  }),
])
export type ContractContent = z.output<typeof contractContent>

/** One text for one content: what is hashed. */
export const contractText = (content: ContractContent): string => canonicalJson(content)
