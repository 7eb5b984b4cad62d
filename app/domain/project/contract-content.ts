import { z } from 'zod'
import { expenseKinds } from '../claim/schema.ts'
import { cofundingKinds } from '../cofunding/matching.ts'
import { countings, evidenceKinds } from '../milestone/terms.ts'
import { canonicalJson } from '../scoring/canonical.ts'
import { feeModes, serviceClasses } from '../fee/schema.ts'
import { partyKinds } from './parties.ts'

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

/** What a milestone of form 3 has besides: what it is judged by, what must be shown, and what its indicators count. */
const milestones3 = z.array(
  z.strictObject({
    position: z.number().int(),
    title: z.string(),
    deliverable: z.string(),
    dueOn: z.string(),
    trancheFen: fen,
    indicators: z.array(
      z.strictObject({
        name: z.string(),
        unit: z.string(),
        target: z.number().int(),
        counting: z.enum(countings),
      }),
    ),
    criteria: z.array(z.string()),
    evidence: z.array(z.enum(evidenceKinds)),
  }),
)

const budgetLine = z.strictObject({ position: z.number().int(), item: z.string(), basis: z.string(), amountFen: fen })

/** What form 4 says besides. All of it may be absent: a contract of an older form is amended in this one. */
const form4 = {
  budgetLines: z.array(budgetLine.extend({ kind: z.enum(expenseKinds).exactOptional() })),
  /** What others bring. */
  cofunding: z
    .array(
      z.strictObject({
        position: z.number().int(),
        kind: z.enum(cofundingKinds),
        giver: z.string(),
        amountFen: fen,
        isAgreed: z.boolean(),
        valuation: z.string(),
      }),
    )
    .exactOptional(),
}

/** Of content as amended; the original has none. */
const amendment = z
  .strictObject({
    number: z.number().int(),
    kind: z.enum(['BUDGET', 'MILESTONE', 'SUPPLEMENT']),
    reason: z.string(),
    previousSha256: z.string(),
  })
  .exactOptional()

/** Who signs besides the two sides, and what it undertakes. */
const party = z.strictObject({
  position: z.number().int(),
  kind: z.enum(partyKinds),
  name: z.string(),
  creditCode: z.string().nullable(),
  duty: z.string(),
  signer: z.string(),
})

/** A paper that is signed with it: by the checksum of its file. */
const annex = z.strictObject({ title: z.string(), versionNo: z.number().int(), sha256: z.string() })

/** A service with what is taken for one unit of it. */
const service = z.strictObject({
  position: z.number().int(),
  name: z.string(),
  unit: z.string(),
  class: z.enum(serviceClasses),
  mode: z.enum(feeModes),
  costFen: fen,
  feeFen: fen,
  reducedFen: fen.nullable(),
  reducedGroups: z.array(z.string()),
  freeGroups: z.array(z.string()),
})

/**
 * Everything both sides sign. Its hash changes with any word, day or fen of it. Money is fen as text, days are `YYYY-MM-DD`. Contracts
 * from before there were budget lines stay in form 1, those from before success criteria in form 2, those from before lines had kinds
 * and further parties signed in form 3: what was signed is never hashed in another form. Everything that form 4 added may be left out.
 */
export const contractContent = z.discriminatedUnion('schema', [
  z.strictObject({ schema: z.literal('commonweal.contract/1'), ...body }),
  z.strictObject({
    schema: z.literal('commonweal.contract/2'),
    ...body,
    budgetLines: z.array(budgetLine),
    amendment,
  }),
  z.strictObject({
    schema: z.literal('commonweal.contract/3'),
    ...body,
    milestones: milestones3,
    budgetLines: z.array(budgetLine),
    amendment,
  }),
  z.strictObject({
    schema: z.literal('commonweal.contract/4'),
    ...body,
    milestones: milestones3,
    ...form4,
    /** None: the two sides alone. */
    parties: z.array(party).min(1).exactOptional(),
    /** None: nothing belongs to it besides its own words. */
    annexes: z.array(annex).min(1).exactOptional(),
    /** None: nothing is agreed about fees, and none is taken. */
    services: z.array(service).min(1).exactOptional(),
    amendment,
  }),
])
export type ContractContent = z.output<typeof contractContent>
/** The form that new contracts and amendments are written in. */
export const newestForm = 4
export type NewestContent = Extract<ContractContent, { schema: 'commonweal.contract/4' }>

/** The milestones in the newest form: what older content did not say is nothing agreed. */
export const termsOf = (content: ContractContent): NewestContent['milestones'] =>
  content.schema === 'commonweal.contract/3' || content.schema === 'commonweal.contract/4'
    ? content.milestones
    : content.milestones.map(({ indicators, ...milestone }) => ({
        ...milestone,
        indicators: indicators.map((indicator) => ({ ...indicator, counting: 'TYPED' })),
        criteria: [],
        evidence: [],
      }))

/** One text for one content: what is hashed. */
export const contractText = (content: ContractContent): string => canonicalJson(content)
