import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { StartFailure } from './fail.mjs'
import { isRoot } from './service-user.ts'

const onPath = (program: string): string | undefined =>
  [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin']
    .map((dir) => path.join(dir, program))
    .find((file) => existsSync(file))

const aptPatienceMs = 180_000

// Runlevel 1: a package that is a server of its own is not started with its own settings.
const apt = (...args: string[]) =>
  spawnSync('apt-get', [...args, '-q', '-y', '--no-install-recommends'], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    stdio: 'ignore',
    timeout: aptPatienceMs,
  }).status === 0

/** Lists of packages are fetched only where they are missing or too old to be of use. False where there is no Debian, or no right to it. */
export const installPackages = (...packages: string[]): boolean =>
  isRoot() &&
  onPath('apt-get') !== undefined &&
  (apt('install', ...packages) || (apt('update') && apt('install', ...packages)))

/** Where a Debian package's program is, installed first when it is missing. @throws StartFailure when it cannot be had. */
export const ensureProgram = (program: string, debianPackage = program): string => {
  const present = onPath(program)
  if (present !== undefined) return present
  const made = installPackages(debianPackage) ? onPath(program) : undefined
  if (made !== undefined) return made
  throw new StartFailure(`${program} is missing`, `Install it (apt-get install ${debianPackage})`)
}
