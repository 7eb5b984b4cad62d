import { z } from 'zod'
import {
  checkbox,
  dateTime,
  day,
  file,
  optionalText,
  text,
  ticks,
  uuid,
  version,
  wholeNumber,
} from '../shared/form-fields.ts'
import { graduationCodes } from './graduation.ts'
import { exitReasons, groupStages, incubatorServices, tenancyKinds, trainingAudiences } from './terms.ts'

export const incubatorMax = {
  name: 60,
  short: 120,
  words: 1_000,
  long: 2_000,
  classes: 12,
  goals: 12,
  files: 6,
} as const

const choice = { error: 'form.choice' }
/** Nothing typed is nought. */
const count = (max: number) =>
  z
    .string()
    .optional()
    .transform((typed) => (typed === undefined || typed.trim() === '' ? '0' : typed))
    .pipe(wholeNumber(0, max, 'incubation.refusal.number'))
/** Hours with at most one decimal, kept as text. */
const hours = (max: number) =>
  z
    .string({ error: 'form.required' })
    .transform((typed) => typed.trim())
    .refine((typed) => /^\d{1,2}(\.\d)?$/.test(typed) && Number(typed) > 0 && Number(typed) <= max, {
      error: 'incubation.refusal.hours',
    })
const maybeUuid = z
  .union([z.literal(''), uuid])
  .optional()
  .transform((typed) => (typed === '' || typed === undefined ? null : typed))

export const newIncubatorForm = z.object({
  bodyId: uuid,
  regionId: z.uuid(choice),
  nameZh: text(incubatorMax.name),
  nameEn: text(incubatorMax.short),
})
const placeClass = z.object({
  id: maybeUuid,
  nameZh: text(30),
  nameEn: text(60),
  quota: wholeNumber(0, 1_000, 'incubation.refusal.number'),
})
export const incubatorForm = z.object({
  version,
  nameZh: text(incubatorMax.name),
  nameEn: text(incubatorMax.short),
  parentId: maybeUuid,
  hostCode: optionalText(80),
  areaM2: count(1_000_000),
  seats: count(10_000),
  rooms: count(1_000),
  kinds: ticks(tenancyKinds).refine((kinds) => kinds.length > 0, choice),
  services: ticks(incubatorServices),
  introduction: optionalText(incubatorMax.long),
  howToApply: optionalText(incubatorMax.long),
  address: optionalText(incubatorMax.short),
  hours: optionalText(incubatorMax.short),
  contactName: optionalText(40),
  contactPhone: optionalText(30),
  classes: z.array(placeClass).max(incubatorMax.classes, { error: 'incubator.refusal.too-many-classes' }).default([]),
  isOpen: checkbox,
})
export type IncubatorTyped = Omit<z.output<typeof incubatorForm>, 'version'>

/** For whom: one of the person's organizations, or `group`. */
export const startForm = z.object({ applicant: z.union([z.literal('group'), uuid], choice) })

/** A draft may be as incomplete as it likes; what it needs to be sent is asked when it is sent. */
export const applicationForm = z.object({
  version,
  classId: z.uuid(choice),
  kind: z.enum(tenancyKinds, choice),
  groupName: optionalText(incubatorMax.name),
  initiators: optionalText(incubatorMax.words),
  stage: z.enum(groupStages, choice),
  need: optionalText(incubatorMax.long),
  plan: optionalText(incubatorMax.long),
  people: count(10_000),
  wantedSeats: count(1_000),
  wantedM2: count(100_000),
})
export type ApplicationTyped = Omit<z.output<typeof applicationForm>, 'version'>
export const fileForm = z.object({ title: text(60), file })
export const removeFileForm = z.object({ fileId: uuid })

export const versionOnly = z.object({ version })
export const reasonForm = z.object({ version, reason: text(incubatorMax.words, 2) })
export const checkForm = z
  .object({
    version,
    outcome: z.enum(['PASS', 'RETURN', 'REFUSE'], choice),
    reason: optionalText(incubatorMax.words),
  })
  .refine(({ outcome, reason }) => outcome === 'PASS' || reason.length >= 2, {
    path: ['reason'],
    error: 'form.required',
  })

export const offerForm = z.object({
  version,
  seats: count(1_000),
  areaM2: count(100_000),
  fromOn: day,
  toOn: day,
  terms: text(incubatorMax.long, 5),
})
export const signForm = z.object({ agreementId: uuid, contentSha256: z.string() })
export const giveBackForm = z.object({ agreementId: uuid, reason: text(incubatorMax.words, 2) })

export const planForm = z.object({
  version,
  mentor: text(40),
  planServices: ticks(incubatorServices).refine((services) => services.length > 0, choice),
  goals: z
    .array(z.object({ text: text(200), dueOn: day }))
    .min(1, { error: 'incubation.refusal.no-goals' })
    .max(incubatorMax.goals, { error: 'incubation.refusal.too-many-goals' })
    .default([]),
})
export const goalStep = z.object({ goalId: uuid })
export const serviceForm = z.object({
  kind: z.enum(incubatorServices, choice),
  givenOn: day,
  hours: hours(24),
  what: text(300, 2),
  byName: text(40),
})
export const serviceAnswer = z
  .object({ serviceId: uuid, isRight: z.enum(['YES', 'NO'], choice), reason: optionalText(300) })
  .refine(({ isRight, reason }) => isRight === 'YES' || reason.length >= 2, {
    path: ['reason'],
    error: 'form.required',
  })
export const seedForm = z.object({ projectNo: text(40) })
export const assessmentForm = z.object({
  assessedOn: day,
  points: z.record(z.string(), z.string().optional()).default({}),
  advice: text(incubatorMax.words, 2),
})
export const replyForm = z.object({ assessmentId: uuid, reply: text(incubatorMax.words, 2) })
export const declarationForm = z
  .object({
    code: z.enum(graduationCodes.filter((code) => code !== 'REGISTERED') as [string, ...string[]], choice),
    words: text(incubatorMax.words, 2),
    number: z.string().optional(),
  })
  .transform(({ number, ...rest }, ctx) => {
    if (rest.code !== 'STAFF') return { ...rest, number: null }
    const typed = wholeNumber(0, 10_000).safeParse(number)
    if (typed.success) return { ...rest, number: typed.data }
    ctx.issues.push({ code: 'custom', message: 'form.integer', path: ['number'], input: number })
    return z.NEVER
  })
export const declarationAnswer = z
  .object({ code: z.enum(graduationCodes, choice), isRight: z.enum(['YES', 'NO'], choice), reason: optionalText(300) })
  .refine(({ isRight, reason }) => isRight === 'YES' || reason.length >= 2, {
    path: ['reason'],
    error: 'form.required',
  })
export const noticeForm = z.object({
  version,
  exitReason: z.enum(exitReasons, choice),
  words: text(incubatorMax.words, 5),
})
export const noticeReply = z.object({ version, reply: text(incubatorMax.words, 2) })
export const noticeDecision = z.object({
  version,
  outcome: z.enum(['TAKE_BACK', 'LEAVE'], choice),
  answer: text(incubatorMax.words, 2),
})
export const becomeForm = z.object({ version, organizationId: z.uuid(choice) })

export const trainingForm = z.object({
  title: text(80),
  about: optionalText(incubatorMax.words),
  place: text(incubatorMax.short),
  startsAt: dateTime,
  hours: hours(80),
  seats: wholeNumber(1, 10_000, 'incubation.refusal.number'),
  forWhom: z.enum(trainingAudiences, choice),
})
export const cancelTrainingForm = z.object({ reason: text(200, 2) })
/** `who`: one of the person's organizations or incubations. */
export const signUpForm = z.object({ who: z.uuid(choice), people: wholeNumber(1, 100, 'incubation.refusal.number') })
export const signOffForm = z.object({ signupId: uuid })
export const attendanceForm = z.object({ attended: z.record(z.string(), z.string().optional()).default({}) })
