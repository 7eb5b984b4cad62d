import { z } from 'zod'
import { text, uuid } from '../shared/form-fields.ts'

export const keyNameCharactersMax = 80

export const makeKeySchema = z.object({ name: text(keyNameCharactersMax) })
export const revokeKeySchema = z.object({ keyId: uuid })
