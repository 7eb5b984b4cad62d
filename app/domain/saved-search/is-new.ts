import type { Stage } from '../search/stage.ts'

export type LookedFrom = {
  /** What was published before was there already. */
  since: Date
  /** Everything that answered then is known. */
  isWhole: boolean
}

/**
 * Whether a thing that answers a search and is not known yet is new to it. Where everything that answered is known, whatever else comes
 * is new, however old: it was amended, or came to the stage that is asked for. Where more answered than anybody counts, it is new if it
 * was published since, or, in a search for a stage, if something happened to it since.
 */
export const isNewTo = (
  { stage }: { stage?: Stage | undefined },
  { since, isWhole }: LookedFrom,
  { publishedAt, changedAt }: { publishedAt: Date; changedAt: Date },
): boolean => isWhole || publishedAt > since || (stage !== undefined && changedAt > since)
