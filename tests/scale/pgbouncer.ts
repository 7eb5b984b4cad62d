import { chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { type Child, startChild } from '#app/start/child.ts'
import { ensureProgram } from '#app/start/debian-packages.ts'
import type { Household } from '#app/start/household.ts'
import { openPlace } from '#app/start/place.ts'
import { waitUntil } from '#app/start/wait-until.ts'

const settings = (dir: string, port: number, to: URL) => `
[databases]
* = host=${to.hostname} port=${to.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${String(port)}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${dir}/users.txt
pool_mode = transaction
default_pool_size = 12
max_client_conn = 200
`

/** PgBouncer by transaction before the database of `url`. @returns that database's address through it */
export async function startPgBouncer(
  dataDir: string,
  port: number,
  url: string,
  { adopt }: Pick<Household, 'adopt'>,
): Promise<{ child: Child; url: string }> {
  const to = new URL(url)
  const place = openPlace(dataDir)
  const dir = path.join(place.home, 'pgbouncer')
  mkdirSync(dir, { recursive: true })
  const file = path.join(dir, 'pgbouncer.ini')
  writeFileSync(file, settings(dir, port, to))
  writeFileSync(path.join(dir, 'users.txt'), `"${to.username}" "${decodeURIComponent(to.password)}"\n`, { mode: 0o600 })
  const { user } = place
  if (user) for (const made of [dir, file, path.join(dir, 'users.txt')]) chownSync(made, user.uid, user.gid)
  const child = await startChild({
    name: 'pgbouncer',
    command: ensureProgram('pgbouncer'),
    args: [file],
    env: { PATH: '/usr/bin:/bin' },
    cwd: dir,
    dataDir,
    user,
    stopSignal: 'SIGINT',
    stopPatienceMs: 5000,
    adopt,
  })
  await waitUntil(child, () => takesConnections(port), { everyMs: 50, withinMs: 10_000 })
  to.port = String(port)
  return { child, url: to.href }
}

const takesConnections = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
