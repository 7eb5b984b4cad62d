import { readdirSync, readFileSync } from 'node:fs'

/** Processes whose parent this is. Linux alone; elsewhere none are known. */
export function childrenOf(pid: number): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => parentOf(each) === pid)
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

/** What a command line shows of a process: PostgreSQL's say there whom they serve. */
export function titleOf(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
      .replaceAll('\0', ' ')
      .trim()
  } catch {
    return ''
  }
}

/** SIGKILL to all of them at once; PostgreSQL's processes lead sessions of their own. */
export function killWithChildren(pid: number): void {
  for (const each of [pid, ...childrenOf(pid)]) kill(each)
}

export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has gone by itself.
  }
}
