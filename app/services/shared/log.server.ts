import { type Level, type LogFn, type Logger, pino } from 'pino'
import { env } from '#app/env.server.ts'

let made: Logger | undefined
/** Made at the first line: whoever only reads this module needs no environment. */
const logger = (): Logger =>
  (made ??= pino({ level: env().logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }))

const at =
  (level: Level): LogFn =>
  (...line: Parameters<LogFn>) =>
    logger()[level](...line)

/**
 * JSON lines: ids, codes, paths; never bodies, names or e-mail addresses. Of what was refused also the network it came from
 * (app/http/note-refusal.server.ts), as docs/security.md says.
 */
export const log: Pick<Logger, Level> = {
  fatal: at('fatal'),
  error: at('error'),
  warn: at('warn'),
  info: at('info'),
  debug: at('debug'),
  trace: at('trace'),
}
