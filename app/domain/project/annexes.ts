import { z } from 'zod'
import { file, text, uuid, version } from '../shared/form-fields.ts'

export const annexMax = { title: 80, count: 20 }
/** A paper that is signed with the contract; under a title that is there already, its next version. */
export const annexForm = z.object({ version, title: text(annexMax.title), file })
export const takeOutForm = z.object({ version, annexId: uuid })
