/** What an action answers to an autosave (public/enhance/autosave.js): the version it may send next, and when it was kept. */
export const autosaved = (version: number, savedAt: Date): Response =>
  Response.json({ version, savedAt: savedAt.toISOString() })

/** The page asked for data, not for itself: app/entry.server.tsx gives it the action's answer. */
export const wantsJson = (request: Request): boolean =>
  (request.headers.get('Accept') ?? '').startsWith('application/json')
