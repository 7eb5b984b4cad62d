import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Child } from './child.ts'
import { StartFailure } from './fail.mjs'
import { inEndingOrder } from './ending-order.ts'
import { endProcess } from './left-over.ts'
import { isStill, processIdentity } from './process-identity.ts'

interface Known {
  name: string
  pid: number
  identity: string
}

interface Holder extends Known {
  children: Known[]
}

export interface Lock {
  /** Remembers a child, so that the next start can end it if we are killed before we could. */
  remember: (child: Child) => void
  release: () => void
}

const read = (file: string): Holder | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return null
  }
}

const described = (name: string, pid: number): Known => ({ name, pid, identity: processIdentity(pid) ?? '' })

/** Takes a dead holder's file away; only one of two starts that see it may do so. */
const takeAway = (file: string, seen: Holder | null) => {
  const aside = `${file}.${String(process.pid)}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (read(aside)?.identity === seen?.identity) rmSync(aside)
  else renameSync(aside, file)
}

const signalFor = (name: string) => (name === 'postgres' ? 'SIGINT' : 'SIGTERM')

const endLeftOvers = async (holder: Holder) => {
  for (const { name, pid, identity } of inEndingOrder(holder.children)) {
    const wasThere = await endProcess(pid, identity, signalFor(name), 20_000)
    if (wasThere) console.log(`· ended ${name} (process ${String(pid)}), left over from a start that was killed`)
  }
}

/**
 * Two supervisors on one data directory would run two servers on one set of files. The lock is made whole in one
 * step (a link to a finished file), and counts only as long as the very process that made it lives.
 */
export const takeLock = async (dataDir: string): Promise<Lock> => {
  const file = path.join(dataDir, 'lock.json')
  const mine: Holder = { ...described('supervisor', process.pid), children: [] }
  const draft = `${file}.${String(process.pid)}.draft`
  const write = (target: string) => writeFileSync(target, JSON.stringify(mine) + '\n', { mode: 0o600 })

  for (let attempt = 0; ; attempt++) {
    write(draft)
    try {
      linkSync(draft, file)
      rmSync(draft)
      break
    } catch (cause) {
      rmSync(draft)
      const holder = read(file)
      if ((holder && isStill(holder.pid, holder.identity)) || attempt === 5) {
        throw new StartFailure(
          `Commonweal already runs on ${dataDir} (process ${String(holder?.pid ?? 'unknown')})`,
          'Stop it first, or give this one another DATA_DIR',
          cause,
        )
      }
      if (holder) await endLeftOvers(holder)
      takeAway(file, holder)
    }
  }

  return {
    remember: (child) => {
      mine.children.push(described(child.name, child.pid))
      write(`${file}.draft`)
      renameSync(`${file}.draft`, file)
    },
    release: () => {
      if (existsSync(file) && read(file)?.identity === mine.identity) rmSync(file)
    },
  }
}
