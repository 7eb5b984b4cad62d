import type { ActionFunction, LoaderFunction, ServerBuild } from '@remix-run/node'
import { refusalResponse } from '#app/http/refuse.server.ts'
import { loggedPath } from '#app/http/logged-path.ts'
import { readDatabaseError } from '#app/services/shared/database-error.server.ts'
import { log } from '#app/services/shared/log.server.ts'

type Route = ServerBuild['routes'][string]

const retryAfterSeconds = 10

/** PostgreSQL's words for: going, coming, full, and a connection that failed (class 08). */
const sqlStates = /^(57P0[123]|53300|08...)$/
/** Prisma's for a server that is not there, does not answer, or went away; P2028: with a transaction under way. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'])
/** The driver's, where what was asked was plain SQL. */
const driverKinds = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'TooManyConnections', 'SocketTimeout'])
const systemCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])
const words =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

/** Whether the database could not be asked, whatever was asked of it. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, meta } = error as { code?: unknown; meta?: { driverAdapterError?: { cause?: { kind?: string } } } }
  if (driverKinds.has(meta?.driverAdapterError?.cause?.kind ?? '')) return true
  if (typeof code === 'string' && (prismaCodes.has(code) || systemCodes.has(code))) return true
  return words.test(error.message.trim()) || sqlStates.test(readDatabaseError(error)?.sqlState ?? '')
}

/**
 * While the database is away for a moment a page says so, and that it may be tried again (503), and not that something is wrong with what
 * was asked. Whether a post was done nobody knows: its answer may have been lost on the way back.
 */
export function withUnreachable(route: Route): Route {
  const { loader, action } = route.module
  return {
    ...route,
    module: {
      ...route.module,
      ...(loader === undefined ? {} : { loader: watched(loader) }),
      ...(action === undefined ? {} : { action: watched(action) }),
    },
  }
}

const watched =
  <Handler extends LoaderFunction | ActionFunction>(handler: Handler) =>
  async (args: Parameters<Handler>[0]) => {
    try {
      return await handler(args)
    } catch (error) {
      if (!isUnreachable(error)) throw error
      log.warn({ err: error, method: args.request.method, path: loggedPath(args.request.url) }, 'the database is away')
      const answer = refusalResponse({ code: 'unreachable' })
      answer.headers.set('Retry-After', String(retryAfterSeconds))
      throw answer
    }
  }
