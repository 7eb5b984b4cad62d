type Saved = {
  version: number
  savedAt: Date
  /** What each field of the page has been drawn from now, where fields are merged. */
  base?: string
  /** Fields, by name, that somebody else changed: the page shows older words there. */
  kept?: readonly string[]
}

/** What an action answers to an autosave (public/enhance/autosave.js): the version it may send next, and when it was kept. */
export const autosaved = ({ version, savedAt, base, kept }: Saved): Response =>
  Response.json({ version, savedAt: savedAt.toISOString(), base, kept })

/** The page asked for data, not for itself: app/entry.server.tsx gives it the action's answer. */
export const wantsJson = (request: Request): boolean =>
  (request.headers.get('Accept') ?? '').startsWith('application/json')
