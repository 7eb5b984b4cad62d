import { z } from 'zod'
import { version } from '../shared/form-fields.ts'
import { noticeWays } from './delivery.ts'
import { noticeTopics } from './topic.ts'

const hour = z.coerce.number({ error: 'form.choice' }).int().min(0).max(23)
/** What is left empty comes as nothing at all. */
const hourOrNone = z
  .union([z.literal('').transform(() => null), hour], { error: 'form.choice' })
  .optional()
  .transform((value) => value ?? null)
const way = z.enum(noticeWays, { error: 'form.choice' })

export const noticeSchema = z.object({
  version,
  ...(Object.fromEntries(noticeTopics.map((topic) => [topic, way])) as Record<
    (typeof noticeTopics)[number],
    typeof way
  >),
  digestHour: hour,
  quietFrom: hourOrNone,
  quietUntil: hourOrNone,
})
