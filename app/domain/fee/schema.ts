import { z } from 'zod'
import { share } from '../call/schema.ts'
import { money, text, uuid, version } from '../shared/form-fields.ts'

/** 经营性服务, 公益性服务. */
export const serviceClasses = ['PUBLIC_BENEFIT', 'COMMERCIAL'] as const
export type ServiceClass = (typeof serviceClasses)[number]
/** 无偿, 低偿, 有偿. */
export const feeModes = ['FREE', 'LOW', 'PAID'] as const
export type FeeMode = (typeof feeModes)[number]
/** What a group that a call names pays less: nothing less, less, nothing at all. */
export const reliefs = ['NONE', 'REDUCED', 'FREE'] as const
export type Relief = (typeof reliefs)[number]

export const serviceMax = { name: 60, unit: 10, count: 20 } as const

const code = z.string().regex(/^[A-Z_]{2,40}$/)
const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .union([z.literal(''), schema])
    .optional()
    .transform((value) => (value === '' || value === undefined ? undefined : value))

/** A cap left empty: everything is free, and a share is not asked for. */
export const callFeeForm = z
  .object({
    version,
    cap: maybe(money),
    lowShare: maybe(share),
    // An empty choice does not arrive.
    groups: z.array(z.object({ code, relief: maybe(z.enum(reliefs)) })).max(50),
  })
  .superRefine(({ cap, lowShare }, ctx) => {
    if (cap === 0n) ctx.addIssue({ code: 'custom', message: 'fee.error.cap', path: ['cap'] })
    if (cap !== undefined && lowShare === undefined)
      ctx.addIssue({ code: 'custom', message: 'form.required', path: ['lowShare'] })
    if (lowShare !== undefined && (lowShare < 1 || lowShare > 9_999))
      ctx.addIssue({ code: 'custom', message: 'fee.error.lowShare', path: ['lowShare'] })
  })
  .transform(({ version: at, cap, lowShare, groups }) => ({
    version: at,
    terms: cap === undefined || lowShare === undefined ? null : { capFen: cap, lowShareBps: lowShare },
    groups: groups.flatMap(({ code: groupCode, relief }) => (relief === undefined ? [] : [{ groupCode, relief }])),
  }))
export type CallFeeTyped = z.output<typeof callFeeForm>

const groupRow = z.object({ code, relief: z.enum(reliefs) })
/** `fee` and `reduced` may be left empty where nothing is taken. */
export const serviceForm = z
  .object({
    version,
    name: text(serviceMax.name, 2),
    unit: text(serviceMax.unit),
    class: z.enum(serviceClasses, { error: 'form.choice' }),
    mode: z.enum(feeModes, { error: 'form.choice' }),
    cost: money,
    fee: maybe(money),
    reduced: maybe(money),
    groups: z.array(groupRow).max(50).optional(),
  })
  .superRefine(({ mode, cost, fee, reduced, groups }, ctx) => {
    const wrong = (path: string, message: string) => {
      ctx.addIssue({ code: 'custom', message, path: [path] })
    }
    if (cost === 0n) wrong('cost', 'fee.error.cost')
    if (mode === 'FREE') return
    if (fee === undefined || fee === 0n) wrong('fee', 'fee.error.fee')
    const isReduced = (groups ?? []).some(({ relief }) => relief === 'REDUCED')
    if (isReduced && (reduced === undefined || reduced === 0n)) wrong('reduced', 'fee.error.reduced')
    if (isReduced && reduced !== undefined && fee !== undefined && reduced >= fee) wrong('reduced', 'fee.error.reduced')
  })
  .transform(({ mode, fee, reduced, groups = [], ...rest }) => {
    const of = (relief: Relief) =>
      mode === 'FREE' ? [] : groups.filter((row) => row.relief === relief).map((row) => row.code)
    const reducedGroups = of('REDUCED')
    return {
      ...rest,
      mode,
      feeFen: mode === 'FREE' ? 0n : BigInt(fee ?? 0n),
      reducedFen: reducedGroups.length === 0 ? null : BigInt(reduced ?? 0n),
      reducedGroups,
      freeGroups: of('FREE'),
    }
  })
export type ServiceTyped = Omit<z.output<typeof serviceForm>, 'version'>
export const removeServiceForm = z.object({ version, serviceId: uuid })
