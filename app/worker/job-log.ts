import { Logger } from 'graphile-worker'
import type { Logger as Pino } from 'pino'

/** What is wrong is told as everything else is; that a job was done only to whoever asks for details. */
const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

type Level = (typeof levels)[keyof typeof levels]

/** The runner's own words, into the site's log. Its scope names the job; what a job is about is not written down. */
export const jobLog = (log: Pick<Pino, Level>): Logger =>
  new Logger(({ taskIdentifier, jobId, workerId }) => (level, message) => {
    log[levels[level]]({ task: taskIdentifier, job: jobId, worker: workerId }, message)
  })
