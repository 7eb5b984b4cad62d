import type { ProcessView } from './process-view.ts'
import type { Branch } from './tree.ts'

/** An instant on the Beijing clock, to the second: `2026-03-20T17:00:00+08:00`. */
export const beijing = (instant: string | Date): string =>
  `${new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`

export const dayStart = (day: string): string => `${day}T00:00:00+08:00`
export const dayEnd = (day: string): string => `${day}T23:59:59+08:00`

export const buyerId = ({ buyer }: Pick<ProcessView, 'buyer'>): string => `body-${buyer.id}`
export const organizationId = (id: string): string => `org-${id}`

export const buyerRef = (view: Pick<ProcessView, 'buyer'>): Branch => ({ id: buyerId(view), name: view.buyer.name })

export const organizationRef = ({ organizations }: Pick<ProcessView, 'organizations'>, id: string): Branch => {
  const name = organizations.find((organization) => organization.id === id)?.name
  return { id: organizationId(id), ...(name === undefined ? {} : { name }) }
}
