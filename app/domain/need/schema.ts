import { z } from 'zod'
import { serviceFields } from '../call/terms.ts'
import { checkbox, day, email, file, optionalText, text, uuid, version, wholeNumber } from '../shared/form-fields.ts'
import { needSteps } from './lifecycle.ts'

export const needMax = {
  title: 60,
  what: 1_000,
  whyNow: 400,
  beneficiaries: 60,
  reason: 400,
  summary: 800,
  collected: 120,
} as const

export const committeeKinds = ['RESIDENTS', 'VILLAGERS'] as const
export type CommitteeKind = (typeof committeeKinds)[number]
export const assemblyBases = [
  'ADULTS',
  'HOUSEHOLDS',
  'GROUP_REPRESENTATIVES',
  'REPRESENTATIVES',
  'COMMITTEE_MEMBERS',
] as const
export type AssemblyBasis = (typeof assemblyBases)[number]
export const declineCodes = ['PRIVATE', 'OFF_TOPIC', 'ELSEWHERE', 'DUPLICATE', 'ABUSIVE'] as const
export type DeclineCode = (typeof declineCodes)[number]

const maybeEmail = z
  .union([z.literal(''), email])
  .optional()
  .transform((value) => value ?? '')
const maybeUuid = z
  .union([z.literal(''), uuid])
  .optional()
  .transform((value) => (value === '' ? undefined : value))

const words = {
  title: text(needMax.title, 4),
  what: text(needMax.what, 10),
  whyNow: text(needMax.whyNow, 4),
  beneficiaries: text(needMax.beneficiaries, 2),
  field: z.enum(serviceFields, { error: 'form.choice' }),
}

/** `key`: of the form, so that posting it twice says it once. Without an account a telephone or an address must be left. */
export const needForm = z.object({
  key: uuid,
  ...words,
  people: wholeNumber(1, 1_000_000),
  regionId: uuid,
  /** The body in whose name it is raised; none: the person's own. */
  bodyId: maybeUuid,
  name: optionalText(40),
  phone: optionalText(30),
  email: maybeEmail,
  /** Similar ones were shown, and this one is another. */
  isDifferent: checkbox,
})
export type NeedTyped = z.output<typeof needForm>

/** What is looked for before everything is written. */
export const lookForm = z.object({
  title: text(needMax.title, 2),
  what: optionalText(needMax.what),
  regionId: maybeUuid,
})

export const photoForm = z.object({ photo: file })
export const takeUpForm = z.object({
  version,
  bodyId: uuid,
  committeeKind: z.enum(committeeKinds, { error: 'form.choice' }),
  ...words,
})
export const declineForm = z.object({ version, code: z.enum(declineCodes, { error: 'form.choice' }) })
export const setAsideForm = z.object({ version, reason: text(needMax.reason, 5) })
export const needStepForm = z.object({ version })
export const petitionForm = z.object({ people: wholeNumber(1, 10_000), collected: text(needMax.collected, 4) })

const count = wholeNumber(0, 10_000_000)
/** One of the three steps with a vote. Whether the numbers reach the rule is said by `judge`, and by PostgreSQL. */
export const stepForm = z.object({
  version,
  step: z.enum(needSteps, { error: 'form.choice' }),
  basis: z.enum(assemblyBases, { error: 'form.choice' }),
  heldOn: day,
  meetingId: maybeUuid,
  entitled: wholeNumber(1, 10_000_000),
  present: count,
  votesFor: count,
  votesAgainst: count,
  abstained: count,
  outcome: z.enum(['PASSED', 'FAILED'], { error: 'form.choice' }),
  summary: text(needMax.summary, 5),
})
export type StepTyped = Omit<z.output<typeof stepForm>, 'version'>
/** A resolved need and a draft of one's own. */
export const linkForm = z.object({ version, callId: uuid })
