import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { StartFailure } from './fail.mjs'

export const checkout = path.resolve(import.meta.dirname, '../..')

export const logsDir = (dataDir: string) => path.join(dataDir, 'logs')

const leastFreeBytes = 1024 ** 3

const refuseUnwritable = (dataDir: string) => {
  const probe = path.join(dataDir, `.probe-${process.pid}`)
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown error'
    throw new StartFailure(
      `The data directory ${dataDir} cannot be written (${reason})`,
      'Give it to this user, or choose another in DATA_DIR',
      cause,
    )
  }
}

export const refuseFull = (dataDir: string) => {
  const { bavail, bsize } = statfsSync(dataDir)
  const free = bavail * bsize
  if (free >= leastFreeBytes) return
  throw new StartFailure(
    `Only ${Math.floor(free / 1024 ** 2)} MB are free where ${dataDir} lies; 1 GB is needed`,
    'Free some space, or choose another place in DATA_DIR',
  )
}

/** The folder everything that must outlive a start lies in; relative names count from the checkout. */
export const openDataDir = (named: string | undefined): string => {
  const dataDir = path.resolve(checkout, named ?? '.data')
  refuseUnwritable(dataDir)
  refuseFull(dataDir)
  mkdirSync(logsDir(dataDir), { recursive: true, mode: 0o700 })
  return dataDir
}
