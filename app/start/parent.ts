const everyMs = 500

/**
 * npm passes a SIGTERM to the shell it started us with, and the shell keeps it to itself: both are gone and we would
 * run on unseen. So a start that npm made ends when its parent does. Returns a way to stop looking.
 */
export const whenNpmIsGone = (then: () => void): (() => void) => {
  if (!process.env['npm_lifecycle_event']) return () => undefined
  const parent = process.ppid
  const look = setInterval(() => {
    if (process.ppid !== parent) then()
  }, everyMs)
  return () => clearInterval(look)
}
