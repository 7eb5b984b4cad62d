import { z } from 'zod'
import type { AmendmentChanges } from './changes.ts'

/**
 * What stops to hold once an amendment is signed. `content`: the content before, by its hash; it stays readable. `draftReport`: a report
 * that is being written on a milestone whose targets change, whose figures are to be given again. `budget`: an earlier notice or approval
 * of a budget that no longer is the one in force.
 */
export const invalidated = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('content'), sha256: z.string() }),
  z.strictObject({ what: z.literal('draftReport'), position: z.number().int(), number: z.number().int() }),
  z.strictObject({ what: z.literal('budget'), number: z.number().int() }),
])
export type Invalidated = z.output<typeof invalidated>

export type InvalidationFacts = {
  readonly previousSha256: string
  /** Reports being written, by the position of their milestone. */
  readonly draftReports: readonly { position: number; number: number }[]
  /** Numbers of the budget changes in force that no later one has taken the place of. */
  readonly budgetsInForce: readonly number[]
}

export function invalidates(changes: AmendmentChanges, facts: InvalidationFacts): Invalidated[] {
  const content: Invalidated = { what: 'content', sha256: facts.previousSha256 }
  // Where both sides sign the whole budget, what was filed before is in it.
  if (changes.kind !== 'MILESTONE')
    return [content, ...facts.budgetsInForce.map((number) => ({ what: 'budget' as const, number }))]
  const aimed = new Set(
    changes.milestones
      .filter(({ from, to }) => from.targets.some((target, index) => target !== to.targets[index]))
      .map(({ position }) => position),
  )
  return [
    content,
    ...facts.draftReports
      .filter(({ position }) => aimed.has(position))
      .map(({ position, number }) => ({ what: 'draftReport' as const, position, number })),
  ]
}
