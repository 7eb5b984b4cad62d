import { setTimeout as pause } from 'node:timers/promises'
import type { Child } from './child.ts'
import { lastLines } from './log-tail.ts'
import { StartFailure } from './fail.mjs'

/** Waits for a child to be of use; a child that dies meanwhile, or takes too long, is a failure with its log named. */
export const waitUntil = async (
  child: Child,
  isReady: () => boolean | Promise<boolean>,
  limits: { everyMs: number; withinMs: number },
) => {
  const deadline = performance.now() + limits.withinMs
  for (;;) {
    if (child.hasExited()) {
      throw new StartFailure(
        `${child.name} stopped while starting (${await child.exited})${lastLines(child)}`,
        `Its log is ${child.logFile}`,
      )
    }
    if (await isReady()) return
    if (performance.now() > deadline) {
      await child.stop()
      throw new StartFailure(
        `${child.name} was not ready within ${Math.round(limits.withinMs / 1000)} s${lastLines(child)}`,
        `Its log is ${child.logFile}`,
      )
    }
    await pause(limits.everyMs)
  }
}
