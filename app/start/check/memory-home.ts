import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, realpathSync, rmSync, statfsSync } from 'node:fs'
import { availableMemory } from 'node:process'
import path from 'node:path'

const memoryFiles = '/dev/shm'
const gibibyte = 1024 ** 3
/** What the tests' databases take at most, and what must be left for everything else that runs beside them. */
const neededRoom = 4 * gibibyte
const neededMemory = 8 * gibibyte

/**
 * A new folder in memory for servers whose data nobody will miss; none where there is too little of it. Some 300 databases are copied and
 * dropped in a run, 1,500 files each: a disk that keeps a journal of that takes ten times as long.
 */
export const makeMemoryHome = (dataDir: string): string | undefined => {
  if (!existsSync(memoryFiles) || availableMemory() < neededMemory) return undefined
  const { bavail, bsize } = statfsSync(memoryFiles)
  if (bavail * bsize < neededRoom) return undefined
  const mark = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12)
  const home = path.join(memoryFiles, `commonweal-test-${mark}`)
  // What a run that was killed left. Where it is another user's this fails, and the disk serves.
  try {
    rmSync(home, { recursive: true, force: true })
    mkdirSync(home)
    // Passing through is all others may do here, whatever the mask.
    chmodSync(home, 0o711)
  } catch {
    return undefined
  }
  return home
}
