/** What PostgreSQL said, out of the several shapes in which Prisma hands it on. */
export type DatabaseError = { sqlState: string | undefined; message: string; constraint: string | undefined }

type Shape = {
  code?: unknown
  message?: unknown
  meta?: { target?: unknown; driverAdapterError?: Shape; constraint?: unknown }
  cause?: unknown
  originalCode?: unknown
  originalMessage?: unknown
  constraint?: unknown
}

const byPrismaCode: Record<string, string> = { P2002: '23505', P2003: '23503', P2034: '40001' }

export function readDatabaseError(error: unknown): DatabaseError | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  let sqlState: string | undefined
  let constraint: string | undefined
  let message = ''
  // Walk the chain: PrismaClientKnownRequestError → meta.driverAdapterError → cause, or DriverAdapterError → cause.
  let at: Shape | undefined = error
  for (let depth = 0; at !== undefined && depth < 6; depth += 1) {
    if (typeof at.message === 'string') message ||= at.message
    if (typeof at.originalMessage === 'string') message = at.originalMessage
    if (typeof at.originalCode === 'string') sqlState = at.originalCode
    if (typeof at.code === 'string')
      sqlState ??=
        byPrismaCode[at.code] ?? (/^[0-9A-Z]{5}$/.test(at.code) && !at.code.startsWith('P2') ? at.code : undefined)
    constraint ??= nameOf(at.constraint) ?? nameOf(at.meta?.constraint)
    at = (at.meta?.driverAdapterError ?? at.cause) as Shape | undefined
  }
  constraint ??= /constraint "([^"]+)"/.exec(message)?.[1]
  return sqlState === undefined && constraint === undefined ? undefined : { sqlState, message, constraint }
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && value !== null && 'index' in value && typeof value.index === 'string')
    return value.index
  return undefined
}
