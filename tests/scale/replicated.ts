import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { forget } from '#app/start/check/test-services.ts'
import { openDataDir } from '#app/start/data-dir.ts'
import type { Household } from '#app/start/household.ts'
import { clusterDir, openPlace } from '#app/start/place.ts'
import { asSuperuser, ownerRole } from '#app/start/postgres-cluster.ts'
import { postgresProgram } from '#app/start/postgres-program.ts'
import { type RunningPostgres, startPostgres } from '#app/start/postgres.ts'

export type Replicated = { primary: RunningPostgres; replica: RunningPostgres }

/** A new PostgreSQL and a second one that follows it by streaming and answers reads: begun as a copy of the first, which was at rest. */
export async function startReplicated(dataDir: string, { adopt }: Pick<Household, 'adopt'>): Promise<Replicated> {
  const replicaDir = openDataDir(path.join(dataDir, 'replica'))
  forget(dataDir)
  forget(replicaDir)
  await (await startPostgres(dataDir)).stop()

  const place = openPlace(dataDir)
  const cluster = clusterDir(place.home)
  await asSuperuser({ place, program: postgresProgram(place), cluster }, 'postgres', [
    `ALTER ROLE ${ownerRole} REPLICATION`,
  ])
  appendFileSync(path.join(cluster, 'pg_hba.conf'), 'host replication all 127.0.0.1/32 scram-sha-256\n')

  const second = clusterDir(openPlace(replicaDir).home)
  rmSync(second, { recursive: true, force: true })
  // With its owner, who is not always us.
  execFileSync('cp', ['-a', cluster, second])
  // One set of passwords: the roles came along with the copy.
  cpSync(path.join(dataDir, 'secrets.json'), path.join(replicaDir, 'secrets.json'))
  writeFileSync(path.join(second, 'standby.signal'), '')

  const primary = await startPostgres(dataDir, { adopt })
  const { hostname, port, username, password } = new URL(primary.ownerUrl)
  const to = `host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}`
  const replica = await startPostgres(replicaDir, {
    adopt,
    recovery: { settings: [`primary_conninfo=${to}`, 'hot_standby=on'], env: {}, withinMs: 60_000 },
  })
  return { primary, replica }
}
