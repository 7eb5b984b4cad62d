import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Place } from './place.ts'

export interface ProgramSource {
  name: string
  version: string
  /** A folder of an installed package. */
  folder: string
  isNeeded: (relative: string) => boolean
}

/** A link costs nothing and outlives an `npm ci` under a running server; across file systems it has to be a copy. */
const linkOrCopy = (from: string, to: string) => {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}

const bring = (source: ProgramSource, relative: string, target: string) => {
  for (const entry of readdirSync(path.join(source.folder, relative), { withFileTypes: true })) {
    const inside = path.join(relative, entry.name)
    if (!source.isNeeded(inside)) continue
    if (entry.isDirectory()) {
      mkdirSync(path.join(target, inside))
      bring(source, inside, target)
    } else {
      linkOrCopy(path.join(source.folder, inside), path.join(target, inside))
    }
  }
}

/**
 * The program's files in the servers' home, where their account can reach them: packages may sit under a folder it
 * cannot enter. Put in place by one rename, so that a half-made copy is never run.
 */
export const installProgram = (place: Place, source: ProgramSource, finish: (dir: string) => void): string => {
  const programs = path.join(place.home, 'programs')
  const dir = path.join(programs, `${source.name}-${source.version}`)
  if (existsSync(dir)) return dir
  const unfinished = `${dir}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true })
  for (const made of [programs, unfinished]) chmodSync(made, 0o755)
  bring(source, '', unfinished)
  finish(unfinished)
  renameSync(unfinished, dir)
  return dir
}
