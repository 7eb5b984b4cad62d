import { z } from 'zod'
import { accountNumber } from '../payout/schema.ts'
import { day, money, optionalText, text, uuid, version } from '../shared/form-fields.ts'

/** Why money has to come back; UNSPENT: it was paid and not used. */
export const clawbackGrounds = ['UNSPENT', 'DISALLOWED', 'OVERPAID', 'MISUSE', 'BREACH'] as const
export type ClawbackGround = (typeof clawbackGrounds)[number]

export const responses = ['AGREED', 'OBJECTED'] as const
export type ClawbackResponse = (typeof responses)[number]

export const clawbackReasonMax = 1_000
const reason = text(clawbackReasonMax, 5)
const amount = money.refine((fen) => fen > 0n, { error: 'form.money' })
const step = { clawbackId: uuid, version }

export const proposeForm = z.object({
  ground: z.enum(clawbackGrounds, { error: 'form.required' }),
  amount,
  dueOn: day,
  reason,
})
export const clawbackStep = z.object(step)
export const refuseForm = z.object({ ...step, reason })
export const respondForm = z
  .object({
    ...step,
    response: z.enum(responses, { error: 'form.required' }),
    note: optionalText(clawbackReasonMax),
  })
  .refine(({ response, note }) => response === 'AGREED' || note !== '', {
    path: ['note'],
    error: 'clawback.refusal.say-why',
  })
export const answerObjectionForm = z.object({ ...step, answer: reason })
export const receiveForm = z.object({ ...step, amount, receivedOn: day, reference: text(60) })
export const writeOffForm = z.object({ ...step, amount, reason })

/** The body's account for money that comes back, its number typed twice. */
export const returnAccountForm = z
  .object({ bodyId: uuid, holder: text(80), bank: text(80), number: accountNumber, again: accountNumber })
  .refine(({ number, again }) => number === again, { path: ['again'], error: 'payout.refusal.number-differs' })
export type ReturnAccountTyped = z.output<typeof returnAccountForm>
export const returnAccountStep = z.object({ returnAccountId: uuid })
