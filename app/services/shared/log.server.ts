import pino from 'pino'
import { env } from '#app/env.server.ts'

/**
 * JSON lines: ids, codes, paths; never bodies, names or e-mail addresses. Of what was refused also the network it came from
 * (app/http/note-refusal.server.ts), as docs/security.md says.
 */
export const log = pino({ level: env().logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime })
