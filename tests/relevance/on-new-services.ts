import { createDb } from '#app/services/shared/db.server.ts'
import { ensureAppRole, migrate } from '#prisma/migrate.ts'
import { appPassword, asAppRole, onServer, ownerUrl, searchService, withDatabase } from '#tests/support/services.ts'
import type { Measured } from './measure.ts'
import { measureAll } from './measure-all.ts'

/** On services that hold nothing yet, named by the environment as for tests. */
export async function measureOnNewServices(): Promise<Measured> {
  await onServer((server) => server.query('CREATE DATABASE relevance'))
  const url = withDatabase(ownerUrl(), 'relevance')
  await ensureAppRole(url, appPassword())
  await migrate(url)
  const [owner, app] = [createDb(url, 3), createDb(asAppRole(url), 3)]
  try {
    return await measureAll({ owner, app, ownerUrl: url, service: searchService() })
  } finally {
    await owner.$disconnect()
    await app.$disconnect()
  }
}
