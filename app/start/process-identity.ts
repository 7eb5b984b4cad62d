import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * What tells a process from a later one that was given the same number: when it was started, and its command line.
 * Null when there is no such process.
 */
export const processIdentity = (pid: number): string | null => {
  if (process.platform !== 'linux') {
    const asked = spawnSync('ps', ['-o', 'lstart=,command=', '-p', String(pid)], { encoding: 'utf8' })
    return asked.stdout.trim() || null
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may itself hold spaces; the fields after it may not.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const state = fields[0]
    if (state === 'Z' || state === 'X') return null
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? ''
    return `${fields[19] ?? ''} ${command}`
  } catch {
    return null
  }
}

export const isStill = (pid: number, identity: string) => processIdentity(pid) === identity
