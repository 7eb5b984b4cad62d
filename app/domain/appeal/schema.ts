import { z } from 'zod'
import { checkbox, day, email, money, optionalText, text, uuid, version } from '../shared/form-fields.ts'

/** What becomes of the money when less came than was asked for. */
export const belowTargets = ['USE', 'RETURN'] as const
export type BelowTarget = (typeof belowTargets)[number]

export const stopCodes = ['DECIDED', 'CALL_ENDED', 'PROJECT_ENDED', 'BELOW_TARGET'] as const
export type StopCode = (typeof stopCodes)[number]

/** Of one pledge or one appeal: from one yuan to ten billion yuan, as PostgreSQL holds it. */
export const targetFenMax = 1_000_000_000_000n
export const purposeMax = 1_000
export const messageMax = 200
export const reasonMax = 500

const target = money.refine((fen) => fen >= 100n && fen <= targetFenMax, { error: 'appeal.refusal.target' })

/** `for`: `fund:<id>`, `call:<id>` or `project:<id>`. */
const forWhat = z
  .string({ error: 'form.required' })
  .refine((value) => value !== '', { error: 'form.required' })
  .transform((value, ctx) => {
    const match = /^(fund|call|project):([0-9a-f-]{36})$/.exec(value)
    if (match === null) {
      ctx.issues.push({ code: 'custom', message: 'form.choice', input: value })
      return z.NEVER
    }
    return { kind: match[1] as 'fund' | 'call' | 'project', id: match[2] ?? '' }
  })

export const newAppealForm = z
  .object({
    for: forWhat,
    title: text(60),
    purpose: text(purposeMax, 10),
    target,
    approvalNo: optionalText(60),
    approvedByName: optionalText(60),
    raiserName: text(60),
    raiserLicence: optionalText(60),
    partnerName: optionalText(60),
    partnerLicence: optionalText(60),
    bankText: optionalText(300),
    opensOn: day,
    endsOn: day,
    belowTarget: z.enum(belowTargets, { error: 'form.required' }),
  })
  .refine(({ opensOn, endsOn }) => endsOn >= opensOn, { path: ['endsOn'], error: 'appeal.refusal.dates' })
export type AppealTyped = z.output<typeof newAppealForm>

export const editAppealForm = z.intersection(newAppealForm, z.object({ version }))

export const appealStep = z.object({ version })
export const reasonForm = z.object({ version, reason: text(reasonMax, 5) })

/** A Chinese telephone number as people write it; for the return of the money. */
const phone = optionalText(30)
  .transform((value) => value.normalize('NFKC').replace(/[\s()-]/g, ''))
  .refine((value) => value === '' || /^\+?\d{7,16}$/.test(value), { error: 'appeal.refusal.phone' })

/** Refined, not piped: what is left out comes as nothing at all, and an inner schema would never see it as empty. */
const optionalEmail = optionalText(254)
  .transform((value) => value.toLowerCase())
  .refine((value) => value === '' || email.safeParse(value).success, { error: 'form.email' })

/** A promise to give, as anyone types it. */
export const pledgeForm = z
  .object({
    key: uuid,
    amount: money.refine((fen) => fen >= 100n && fen <= targetFenMax, { error: 'appeal.refusal.amount' }),
    name: text(40),
    email: optionalEmail,
    phone,
    isNamed: checkbox,
    naming: optionalText(30),
    message: optionalText(messageMax),
  })
  .refine((typed) => typed.email !== '' || typed.phone !== '', {
    path: ['email'],
    error: 'appeal.refusal.no-contact',
  })
export type PledgeTyped = z.output<typeof pledgeForm>

export const pledgeStep = z.object({ version })
export const receiveForm = z.object({
  version,
  amount: money.refine((fen) => fen > 0n, { error: 'form.money' }),
  on: day,
  reference: text(60),
})
export const refundForm = z.object({ version, on: day, reference: text(60) })
export const accountForm = z.object({ dueOn: day, isFinal: z.enum(['yes', 'no']), words: text(purposeMax, 5) })
export const namingForm = z.object({ pledgeId: uuid, version })

/** The private code as its giver types it; the field is not called `code`, so that it comes back to be put right. */
export const receiptForm = z.object({ slip: text(60) })
