import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { checkout } from './data-dir.ts'

export interface Sources {
  /** Files and folders, as seen from the checkout. */
  from: string[]
  isLeftOut?: (relative: string) => boolean
}

const filesUnder = (relative: string, isLeftOut: (relative: string) => boolean): string[] => {
  const file = path.join(checkout, relative)
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found || isLeftOut(relative)) return []
  if (!found.isDirectory()) return [relative]
  return readdirSync(file).flatMap((name) => filesUnder(path.join(relative, name), isLeftOut))
}

/** Changes when a file is changed, added, renamed or removed; not when it is merely touched or checked out again. */
export const fingerprint = ({ from, isLeftOut = () => false }: Sources) => {
  const whole = createHash('sha256')
  for (const file of from.flatMap((name) => filesUnder(name, isLeftOut)).toSorted()) {
    whole.update(`${file}\0`)
    whole.update(
      createHash('sha256')
        .update(readFileSync(path.join(checkout, file)))
        .digest(),
    )
  }
  return whole.digest('hex')
}

/** Does the work unless its stamp says that it was done from the very same sources; true when it was done now. */
export const unlessStamped = async (stamp: string, sources: Sources, work: () => Promise<void>): Promise<boolean> => {
  const file = path.join(checkout, stamp)
  const wanted = fingerprint(sources)
  if (existsSync(file) && readFileSync(file, 'utf8') === wanted) return false
  await work()
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, wanted)
  return true
}
