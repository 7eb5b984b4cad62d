import { z } from 'zod'
import { parseDay } from '../shared/day.ts'

const text = (max: number) => z.string().trim().max(max).catch('')
const day = z
  .string()
  .transform((value) => parseDay(value) ?? '')
  .catch('')

/** How the audit is narrowed; empty: by nothing. What cannot be read narrows nothing. `who`: part of a name; `kind`: a type of deed. */
export const auditFilter = z.object({
  who: text(100).default(''),
  kind: z
    .string()
    .regex(/^[a-z-]+\.[a-z-]+$/)
    .catch('')
    .default(''),
  entity: z
    .string()
    .regex(/^[a-zA-Z_-]+$/)
    .catch('')
    .default(''),
  id: z.uuid().catch('').default(''),
  from: day.default(''),
  to: day.default(''),
})
export type AuditFilter = z.output<typeof auditFilter>

export const readAuditFilter = (query: URLSearchParams): AuditFilter => auditFilter.parse(Object.fromEntries(query))
