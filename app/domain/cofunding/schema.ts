import { z } from 'zod'
import { share } from '../call/schema.ts'
import { day, file, money, text, uuid, version } from '../shared/form-fields.ts'
import type { MatchingRule } from './matching.ts'

/** Yuan of public money for each donated one, such as 2 or 1.5 → ten-thousandths. */
const ratio = z
  .string({ error: 'form.required' })
  .transform((typed) => typed.trim())
  .refine((typed) => /^\d{1,2}(\.\d{1,2})?$/.test(typed) && Number(typed) > 0, { error: 'cofunding.error.ratio' })
  .transform((typed) => {
    const [whole = '0', part = ''] = typed.split('.')
    return Number(whole) * 10_000 + Number(part.padEnd(2, '0')) * 100
  })

export const matchingKinds = ['NONE', 'SHARE', 'RATIO'] as const

/** A call's rule as it is chosen; `rule` is null where there is none. What belongs to the other kind is left aside. */
export const matchingForm = z
  .object({
    version,
    kind: z.enum(matchingKinds, { error: 'form.choice' }),
    publicShare: z.string().optional(),
    ratio: z.string().optional(),
    cap: z.string().optional(),
    bare: z.string().optional(),
    inKind: z.string().optional(),
  })
  .transform(({ version, kind, ...typed }, ctx): { version: number; rule: MatchingRule | null } => {
    const read = <Value>(schema: z.ZodType<Value>, path: keyof typeof typed, none: Value): Value => {
      const found = schema.safeParse(typed[path] ?? '')
      if (found.success) return found.data
      ctx.issues.push({
        code: 'custom',
        message: (typed[path] ?? '') === '' ? 'form.required' : (found.error.issues[0]?.message ?? 'form.invalid'),
        path: [path],
        input: typed[path],
      })
      return none
    }
    const wrong = (path: keyof typeof typed, message: string) => {
      ctx.issues.push({ code: 'custom', message, path: [path], input: typed[path] })
    }
    if (kind === 'NONE') return { version, rule: null }
    const inKindBps = read(share, 'inKind', 0)
    if (kind === 'SHARE') {
      const bps = read(share, 'publicShare', 1)
      if (bps === 0 || bps === 10_000) wrong('publicShare', 'cofunding.error.publicShare')
      return { version, rule: { kind, bps, capFen: null, bareFen: null, inKindBps } }
    }
    const bps = read(ratio, 'ratio', 1)
    const [cap, bare] = [read<bigint>(money, 'cap', 1n), read<bigint>(money, 'bare', 0n)]
    if (cap === 0n) wrong('cap', 'form.money')
    if (bare > cap) wrong('bare', 'cofunding.error.bareAboveCap')
    return { version, rule: { kind, bps, capFen: String(cap), bareFen: String(bare), inKindBps } }
  })

/** What came in of what was promised. */
export const receiptForm = z.object({
  cofundingId: uuid,
  receivedOn: day,
  amount: money.refine((fen) => fen > 0n, { error: 'form.money' }),
  file,
})
export type ReceiptTyped = Omit<z.output<typeof receiptForm>, 'file'>
export const confirmForm = z.object({ receiptId: uuid })
export const refuseForm = z.object({ receiptId: uuid, reason: text(300, 2) })
export const nameForm = z.object({
  cofundingId: uuid,
  isNamed: z.enum(['yes', 'no']).transform((typed) => typed === 'yes'),
})
