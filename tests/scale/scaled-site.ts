import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { createDb } from '#app/services/shared/db.server.ts'
import { runPlaywright } from '#app/start/check/test-runs.ts'
import { ensureChromium } from '#app/start/find-chromium.ts'
import type { Household } from '#app/start/household.ts'
import type { RunningPostgres } from '#app/start/postgres.ts'
import { step } from '#app/start/progress.mjs'
import { withDatabase } from '#tests/support/services.ts'
import { freePort, makeSite, ready, startWebAt, startWorker, stopServer, tellOf } from '#tests/support/start-site.ts'
import { unsound, untilAtRest } from '#tests/support/unsound.ts'
import { startNginx } from './nginx.ts'
import { startPgBouncer } from './pgbouncer.ts'
import { replicaDifferences } from './replica-differences.ts'
import { rush } from './rush.ts'

type Asked = { replica: RunningPostgres; specs: readonly string[] }

/** @returns what was lost, doubled or broken, in words */
export async function scaledSite(dataDir: string, { replica, specs }: Asked, household: Household): Promise<string[]> {
  const site = await step('a site of its own', () => makeSite())
  const database = new URL(site.ownerUrl).pathname.slice(1)
  const pooler = await startPgBouncer(dataDir, await freePort(), site.databaseUrl, household)
  const behind = {
    DATABASE_POOLER_URL: pooler.url,
    DATABASE_REPLICA_URL: withDatabase(replica.appUrl, database),
    // Meanwhile every answer ends its connection: none is idle, and broken under a request, when the server goes.
    SHUTDOWN_NOTICE_SECONDS: '1',
  }
  const front = await freePort()
  const address = `http://localhost:${String(front)}`
  const env = { ...site.env, PUBLIC_URL: address }
  const addresses = [`http://127.0.0.1:${String(await freePort())}`, `http://127.0.0.1:${String(await freePort())}`]
  const startWebOf = (own: string) => startWebAt(own, { ...env, ...behind }, address)
  const webs = addresses.map((own) => ({ own, child: startWebOf(own) }))
  const workers = [startWorker(env), startWorker(env)]
  const owner = new pg.Client({ connectionString: site.ownerUrl })
  await owner.connect()
  await tellIndexOfScenes(owner)
  const db = createDb(site.ownerUrl, 4)
  try {
    for (const { own, child } of webs) await ready(own, [child, ...workers])
    const { answersLog } = await startNginx(dataDir, front, addresses, household)
    tellOf(site, address)

    /** Ends one web server as a roll-out does, and starts its successor in the same place. */
    const replace = async (at: number) => {
      const web = webs[at]
      if (web === undefined) throw new Error(`there is no web server ${String(at)}`)
      await stopServer(web.child)
      web.child = startWebOf(web.own)
      await ready(web.own, [web.child])
      await untilGivenWork(web.own, address, answersLog)
    }
    const rushed = await step('a rush of sealing', () =>
      rush({ db, siteUrl: address, replaced: webs.map((_web, at) => () => replace(at)) }),
    )
    console.log(rushed.text)

    const faults = [...rushed.faults, ...(await journeys(specs, household.ending))]
    await step('at rest', () => untilAtRest(owner))
    faults.push(...(await unsound(owner, site.ownerUrl)))
    faults.push(...(await replicaDifferences(owner, withDatabase(replica.ownerUrl, database))))
    faults.push(...shares(answersLog, addresses))
    return faults
  } finally {
    await db.$disconnect()
    await owner.end()
    await Promise.all([...webs.map(({ child }) => child), ...workers].map(stopServer))
    // It keeps connections, and a database that is connected to stays.
    await pooler.child.stop()
    await site.forget()
  }
}

/** Scenes put organizations straight into the table, past the service that has the index told: here the table has it told. */
async function tellIndexOfScenes(owner: pg.Client): Promise<void> {
  await owner.query(`
    CREATE FUNCTION tell_index_of_scene() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM graphile_worker.add_job('sync-index', json_build_object('kind', 'organization', 'id', NEW.id),
          job_key := 'sync-index:organization:' || NEW.id);
        RETURN NEW;
      END $$;
    CREATE TRIGGER tell_index_of_scene AFTER INSERT ON organization FOR EACH ROW EXECUTE FUNCTION tell_index_of_scene()`)
}

/**
 * A roll-out goes on when the balancer gives the successor work: it sets a server aside that refused a connection, and if the other one
 * were ended meanwhile, it would have none.
 */
async function untilGivenWork(own: string, address: string, answersLog: string): Promise<void> {
  const { host } = new URL(own)
  const before = readFileSync(answersLog, 'utf8').length
  for (let tries = 0; tries < 400; tries += 1) {
    await fetch(`${address}/healthz`)
    const since = readFileSync(answersLog, 'utf8').slice(before).split('\n')
    if (since.some((line) => line.startsWith(`${host} 200 `))) return
    await pause(25)
  }
  throw new Error(`${host} was given no work within 10 s`)
}

async function journeys(specs: readonly string[], signal: AbortSignal): Promise<string[]> {
  const env = { CHROMIUM_PATH: await ensureChromium() }
  const walked = await step('the journeys', () =>
    runPlaywright({ dataDir: '.data/scale', env, signal, specs: [...specs] }),
  )
  console.log(`journeys: ${String(walked.passed)} passed, ${String(walked.failed)} failed`)
  return walked.failed === 0 ? [] : [`journeys: ${String(walked.failed)} failed`, walked.output]
}

/** Both web servers answered, each a fair part, and none with a fault of its own. */
function shares(answersLog: string, addresses: readonly string[]): string[] {
  const answers = readFileSync(answersLog, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' '))
  const faults: string[] = []
  for (const address of addresses) {
    const { host } = new URL(address)
    const own = answers.filter(([upstream]) => upstream === host)
    console.log(`${host}: ${String(own.length)} of ${String(answers.length)} answers`)
    if (own.length * 4 < answers.length) faults.push(`${host} answered only ${String(own.length)}`)
    const broken = own.filter(([, status]) => status === '500').length
    if (broken > 0) faults.push(`${host} broke ${String(broken)} times`)
  }
  return faults
}
