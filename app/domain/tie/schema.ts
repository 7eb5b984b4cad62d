import { z } from 'zod'
import { day, text, uuid } from '../shared/form-fields.ts'

/** The four sides on which organizations and authorities are to be apart (人、财、物和职能脱钩). */
export const tieAspects = ['STAFF', 'ASSETS', 'FINANCE', 'FUNCTION'] as const
export type TieAspect = (typeof tieAspects)[number]

export const tieMax = { description: 300 }
export const tieForm = z.object({
  bodyId: z.uuid({ error: 'form.choice' }),
  aspect: z.enum(tieAspects, { error: 'form.choice' }),
  description: text(tieMax.description),
  fromOn: day,
})
export type TieTyped = z.output<typeof tieForm>
export const endTieForm = z.object({ tieId: uuid, untilOn: day })
