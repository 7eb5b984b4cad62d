import { z } from 'zod'
import type { ListName } from './names.ts'
import { listFilters, listItems } from './shapes.ts'

export const pageRowsMax = 200

/** Where a page goes on, and how long it is; every list takes them beside its filters. */
export const pageAsk = {
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(pageRowsMax).default(50),
}

/** What may be asked of a list; a name that is not here is refused. */
export const apiAsk = (list: ListName) => z.strictObject({ ...listFilters[list].shape, ...pageAsk })

/** What is answered: the shapes that the documentation is written from. */
export const apiPage = (list: ListName) =>
  z.strictObject({
    data: z.array(listItems[list]),
    links: z.strictObject({ self: z.url(), next: z.url().optional() }),
  })
export const apiRow = (list: ListName) => z.strictObject({ data: listItems[list] })

/** RFC 9457. `errors`: of parameters. */
export const apiProblem = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.strictObject({ parameter: z.string(), detail: z.string() })).optional(),
})
export type ApiProblem = z.output<typeof apiProblem>

/** How often one network address may ask without a key, and how often with each key. */
export const apiLimits = {
  address: { name: 'api-ip', points: 120, seconds: 60 },
  key: { name: 'api-key', points: 1200, seconds: 60 },
} as const
export type ApiCaller = keyof typeof apiLimits
