import { z } from 'zod'
import type { Standing } from '../shared/actor.ts'
import { file, optionalText, text, uuid, version } from '../shared/form-fields.ts'
import { definePolicy } from '../shared/policy.ts'

/** Who may sign a contract besides its two sides: who incubates, the street office, a donor, the evaluator, or somebody else. */
export const partyKinds = ['INCUBATOR', 'STREET', 'DONOR', 'EVALUATOR', 'OTHER'] as const
export type PartyKind = (typeof partyKinds)[number]

export const partiesMax = 6
export const dutyMax = 1_000

export const partyForm = z.object({
  version,
  kind: z.enum(partyKinds, { error: 'form.required' }),
  name: text(80, 2),
  creditCode: optionalText(30),
  duty: text(dutyMax, 5),
  signer: text(40, 2),
})
export const removePartyForm = z.object({ version, partyId: uuid })
/** `contentSha256`: what was on the page is what was signed. */
const hash = z.string().regex(/^[0-9a-f]{64}$/)
export const paperForm = z.object({ partyId: uuid, contentSha256: hash, file })
export const partySignForm = z.object({ contentSha256: hash })

/** A party's own side: the organization it is, or the body. */
export const partyPolicy = definePolicy<Standing>()({
  read: { owner: true, editor: true, certifier: true, officer: true, approver: true },
  sign: { certifier: true, approver: true },
})

/** Where a party is on the platform; null where it signs on paper. */
export const standingOf = (
  party: { readonly organizationId: string | null; readonly bodyId: string | null } | null,
): Standing | null =>
  party === null || (party.organizationId === null && party.bodyId === null)
    ? null
    : { organizationId: party.organizationId ?? undefined, bodyId: party.bodyId ?? undefined }
