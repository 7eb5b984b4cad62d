import { z } from 'zod'
import { toFen } from '../shared/money.ts'
import { money, optionalText, text, version } from '../shared/form-fields.ts'

export const quarterlyMax = 2_000

/** `then`: the author's button hands it to the certifier with what is on the page. */
export const quarterlyForm = z.object({
  version,
  done: optionalText(quarterlyMax),
  problems: optionalText(quarterlyMax),
  plans: optionalText(quarterlyMax),
  /** Asked where the project takes fees; left empty, nothing came in. */
  fee: z
    .union([z.literal('').transform(() => toFen(0n)), money])
    .optional()
    .transform((typed) => typed ?? toFen(0n)),
  then: z.literal('sendUp').optional(),
})
export const quarterlyStep = z.object({ version })
export const quarterlyReturn = z.object({ version, reason: text(1_000, 5) })
export const quarterStart = z.object({ quarterOn: z.string().regex(/^\d{4}-(01|04|07|10)-01$/) })
