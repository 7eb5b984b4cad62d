import pino from 'pino'
import { env } from '#app/env.server.ts'

/** JSON lines without personal data: ids, codes, paths; never bodies, names or addresses. */
export const log = pino({ level: env().logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime })
