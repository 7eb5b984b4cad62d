import { rmSync } from 'node:fs'
import type { Child } from './child.ts'
import { inEndingOrder } from './ending-order.ts'
import { StartFailure } from './fail.mjs'
import { type Lock, takeLock } from './lock.ts'
import { whenNpmIsGone } from './parent.ts'
import { removeServicesFile } from './services-file.ts'

/** The children of one start, and the only place that ends them. */
export interface Household {
  /** Called as soon as a child runs, before it is ready: from then on it is never left behind. */
  adopt: (child: Child) => void
  children: () => Child[]
  /** A folder that goes when all children have ended. */
  leaveBehind: (dir: string) => void
  /** Aborted when it is time to go. */
  ending: AbortSignal
  /** Fails when a child ends unasked; it never resolves. */
  untilOneDies: () => Promise<never>
}

const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const open = (lock: Lock) => {
  const children: Child[] = []
  const dirs: string[] = []
  const end = new AbortController()
  const household: Household = {
    adopt: (child) => {
      children.push(child)
      lock.remember(child)
      if (!end.signal.aborted) return
      void child.stop()
      throw new Error(`${child.name} came too late: everything is being ended`)
    },
    children: () => children,
    leaveBehind: (dir) => void dirs.push(dir),
    ending: end.signal,
    untilOneDies: () =>
      Promise.race(
        children.map(async (child) => {
          const how = await child.exited
          throw new StartFailure(`${child.name} stopped unexpectedly (${how})`, `Its log is ${child.logFile}`)
        }),
      ),
  }
  const close = async () => {
    end.abort()
    for (const child of inEndingOrder(children)) await child.stop()
    for (const dir of dirs) rmSync(dir, { recursive: true, force: true })
  }
  return { household, close, end: () => end.abort() }
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<'asked to end'>((resolve) =>
    signal.addEventListener('abort', () => resolve('asked to end'), { once: true }),
  )

/**
 * Does the work as the only start on this data directory, and ends every child however the work ends: done, failed,
 * or broken off by Ctrl-C. Says which of the two good ends it was.
 */
export const withHousehold = async (
  dataDir: string,
  work: (household: Household) => Promise<void>,
): Promise<'done' | 'asked to end'> => {
  const lock = await takeLock(dataDir)
  const { household, close, end } = open(lock)
  for (const signal of endSignals) process.on(signal, end)
  const stopLooking = whenNpmIsGone(end)
  try {
    const working = work(household).then(() => 'done' as const)
    // Work that was broken off fails later on what is no longer there; that is no news.
    working.catch(() => undefined)
    return await Promise.race([working, untilAborted(household.ending)])
  } finally {
    await close()
    removeServicesFile(dataDir)
    lock.release()
    for (const signal of endSignals) process.off(signal, end)
    stopLooking()
  }
}
