import type { Server } from 'node:http'
import type { RequestHandler } from 'express'

const drainSecondsMax = 20

type Drain = {
  /** Before everything else: says to whoever asks that nobody should be sent here any more. */
  gate: RequestHandler
  begin: () => void
}

/**
 * Going: first /readyz says so while requests are still answered, for `noticeSeconds`, so that whoever spreads them over several processes
 * sends no more; then no new connections are taken and those under way finish. Twenty seconds in all, and `exit` is called: 0, or 1 where
 * something had to be broken off.
 */
export function createDrain(
  server: Server,
  { noticeSeconds, exit }: { noticeSeconds: number; exit: (code: number) => void },
): Drain {
  let isDraining = false
  const close = () => {
    server.close(() => exit(0))
    server.closeIdleConnections()
  }
  return {
    gate: (request, response, next) => {
      if (isDraining) response.set('Connection', 'close')
      if (isDraining && request.path === '/readyz')
        response.status(503).set('Cache-Control', 'no-store').json({ ready: false, draining: true })
      else next()
    },
    begin: () => {
      if (isDraining) return
      isDraining = true
      setTimeout(() => exit(1), drainSecondsMax * 1000).unref()
      if (noticeSeconds === 0) close()
      else setTimeout(close, noticeSeconds * 1000)
    },
  }
}
