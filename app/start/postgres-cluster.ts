import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { type Environment, forSpawn } from './environment.ts'
import { StartFailure } from './fail.mjs'
import { clusterDir, type Place } from './place.ts'
import type { Secrets } from './secrets.ts'

export const ownerRole = 'commonweal_owner'
export const appRole = 'commonweal_app'
export const databaseName = 'commonweal'

export interface Program {
  initdb: string
  postgres: string
}

/** pg_trgm asks this locale what a letter is: under plain C no Han character would be one, and nothing be found. */
const characterType = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'

/** Little is inherited: PG* variables of the person's shell must not steer this server. */
export const postgresEnv: Environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

const run = (place: Place, command: string, args: string[], input: string) =>
  new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const child = spawn(command, args, { cwd: '/', env: forSpawn(postgresEnv), stdio: 'pipe', ...place.user })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })

export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** The superuser exists to make these two things; then nobody can log in as it. One statement a line. */
const firstStatements = (secrets: Secrets) => [
  `CREATE ROLE ${ownerRole} LOGIN CREATEDB CREATEROLE PASSWORD ${literal(secrets.ownerPassword)}`,
  `CREATE DATABASE ${databaseName} OWNER ${ownerRole}`,
  `ALTER ROLE postgres NOLOGIN PASSWORD NULL`,
]

const failure = (what: string, output: string) =>
  new StartFailure(
    `PostgreSQL's database could not be made: ${what} said ${output.trim().split('\n').at(-1) ?? 'nothing'}`,
    'Free the data directory or name a PostgreSQL 18 in DATABASE_URL',
  )

/** In single-user mode, one statement a line: nobody else is there, and everything is allowed. */
export const asSuperuser = async (
  { place, program, cluster }: { place: Place; program: Program; cluster: string },
  database: string,
  statements: string[],
) => {
  const done = await run(place, program.postgres, ['--single', '-D', cluster, database], statements.join(';\n') + ';\n')
  if (done.code !== 0 || /\b(ERROR|FATAL|PANIC):/.test(done.output)) throw failure('postgres', done.output)
}

/**
 * Made beside its place and moved there whole, so that a start broken off half way leaves nothing to trip over. Roles
 * and database are made in single-user mode: no server listens while the superuser can still do everything.
 */
export const ensureCluster = async (
  place: Place,
  program: Program,
  secrets: Secrets,
  home = place.home,
): Promise<string> => {
  const cluster = clusterDir(home)
  if (existsSync(cluster)) return cluster
  const unfinished = `${cluster}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  const passwordFile = `${unfinished}.password`
  writeFileSync(passwordFile, randomBytes(24).toString('base64url') + '\n', { mode: 0o600 })
  if (place.user) for (const made of [unfinished, passwordFile]) chownSync(made, place.user.uid, place.user.gid)

  const sorting = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const locale = [...sorting, `--lc-ctype=${characterType}`]
  const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  const made = await run(place, program.initdb, [`--pgdata=${unfinished}`, ...locale, ...access], '')
  rmSync(passwordFile)
  if (made.code !== 0) throw failure('initdb', made.output)

  await asSuperuser({ place, program, cluster: unfinished }, 'postgres', firstStatements(secrets))

  // Only password logins over the loopback; there is no trusted way in.
  writeFileSync(path.join(unfinished, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n')
  renameSync(unfinished, cluster)
  return cluster
}
