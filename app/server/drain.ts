import type { Server } from 'node:http'

const drainSecondsMax = 20

/** On SIGTERM or SIGINT: take no new connections, let requests under way finish, then leave. */
export function drainOnSignal(server: Server): void {
  let draining = false
  const drain = () => {
    if (draining) return
    draining = true
    server.close(() => process.exit(0))
    server.closeIdleConnections()
    setTimeout(() => process.exit(1), drainSecondsMax * 1000).unref()
  }
  process.on('SIGTERM', drain)
  process.on('SIGINT', drain)
}
