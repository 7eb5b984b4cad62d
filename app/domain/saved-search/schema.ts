import { z } from 'zod'
import { text, uuid, version } from '../shared/form-fields.ts'

/** How often somebody is written to about what is new in a search. */
export const paces = ['AT_ONCE', 'DAILY', 'WEEKLY', 'NONE'] as const
export type Pace = (typeof paces)[number]

const pace = z.enum(paces, { error: 'form.choice' })
export const nameCharactersMax = 80
const name = text(nameCharactersMax)

export const saveSearchSchema = z.object({ name, pace })
export const changeSearchSchema = z.object({ searchId: uuid, version, name, pace })
export const removeSearchSchema = z.object({ searchId: uuid })
