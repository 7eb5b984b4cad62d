import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { logsDir, refuseFull } from './data-dir.ts'
import { StartFailure } from './fail.mjs'
import { isRoot, serviceUser, type ServiceUser } from './service-user.ts'

/**
 * Where the embedded servers keep their programs and data, and as whom they run. Secrets, logs and pointers always
 * stay in the data directory; the servers' home is the same directory unless their account cannot walk into it
 * (a checkout under root's home), and then it is a folder of /var/lib/commonweal that the data directory points to.
 */
export interface Place {
  dataDir: string
  home: string
  user: ServiceUser | null
}

const otherHomes = '/var/lib/commonweal'
const pointerName = 'embedded-home.json'

export const clusterDir = (home: string) => path.join(home, 'postgres')

const pointedHome = (dataDir: string): string | null => {
  const file = path.join(dataDir, pointerName)
  if (!existsSync(file)) return null
  return (JSON.parse(readFileSync(file, 'utf8')) as { home: string }).home
}

export const homeOf = (dataDir: string) => pointedHome(dataDir) ?? dataDir

/** Asked of the kernel as that user, so that access lists and mounts count as well as modes. */
const canEnter = (user: ServiceUser, dir: string) =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], { ...user, cwd: '/', stdio: 'ignore' }).status === 0

/** Passing through is all others may do here: what the directory holds is closed file by file. */
const letPass = (dir: string) => chmodSync(dir, statSync(dir).mode | 0o011)

const makeOtherHome = (dataDir: string, user: ServiceUser) => {
  const home = path.join(otherHomes, createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12))
  // A home without a pointer belonged to a data directory that was deleted, and its passwords went with it.
  if (existsSync(home)) {
    const aside = `${home}-set-aside-${String(Date.now())}`
    renameSync(home, aside)
    console.log(`· an earlier database of this checkout was set aside as ${aside}; delete it when it is not needed`)
  }
  mkdirSync(home, { recursive: true })
  for (const dir of [otherHomes, home]) letPass(dir)
  refuseFull(home)
  if (!canEnter(user, home)) {
    throw new StartFailure(
      `The database's account (uid ${user.uid}) can enter neither ${dataDir} nor ${home}`,
      'Choose a DATA_DIR it can walk into, or start as an ordinary user',
    )
  }
  writeFileSync(path.join(dataDir, pointerName), JSON.stringify({ home }) + '\n', { mode: 0o600 })
  return home
}

const ownerOfCluster = (home: string): ServiceUser | null => {
  if (!existsSync(clusterDir(home))) return null
  const { uid, gid } = statSync(clusterDir(home))
  return { uid, gid }
}

export const openPlace = (dataDir: string): Place => {
  mkdirSync(logsDir(dataDir), { recursive: true, mode: 0o700 })
  const known = homeOf(dataDir)
  const owner = ownerOfCluster(known)
  if (!isRoot()) {
    if (owner && owner.uid !== process.getuid?.()) {
      throw new StartFailure(
        `The database in ${clusterDir(known)} belongs to another user (uid ${owner.uid})`,
        'Start as that user or as root, or choose another DATA_DIR',
      )
    }
    return { dataDir, home: known, user: null }
  }
  // An existing database keeps its owner: PostgreSQL insists on it.
  const user = owner && owner.uid !== 0 ? owner : serviceUser()
  if (!user) return { dataDir, home: known, user: null }
  letPass(known)
  if (canEnter(user, known)) return { dataDir, home: known, user }
  if (owner) {
    throw new StartFailure(
      `The database's account (uid ${user.uid}) can no longer walk into ${known}`,
      'Give the folders above it the mode o+x again, or start with another DATA_DIR',
    )
  }
  return { dataDir, home: makeOtherHome(dataDir, user), user }
}
