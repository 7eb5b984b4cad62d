import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { StartFailure } from './fail.mjs'

/** The account the embedded servers run under when we are root: PostgreSQL refuses to be root, and rightly. */
export interface ServiceUser {
  uid: number
  gid: number
}

const accountName = 'commonweal'
const substitutes = ['postgres', 'nobody']

export const isRoot = () => process.getuid?.() === 0

const account = (name: string): ServiceUser | null => {
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))
  const [, , uid, gid] = entry?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

const createAccount = () => {
  const shape = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent']
  spawnSync('useradd', [...shape, '--shell', '/usr/sbin/nologin', accountName], { stdio: 'ignore' })
}

/** Null when we are an ordinary user: then everything runs as ourselves. */
export const serviceUser = (): ServiceUser | null => {
  if (!isRoot()) return null
  if (!account(accountName)) createAccount()
  for (const name of [accountName, ...substitutes]) {
    const found = account(name)
    if (found) return found
  }
  throw new StartFailure(
    'PostgreSQL does not run as root and no other account could be made',
    `Create one (useradd --system ${accountName}) or start as an ordinary user`,
  )
}
