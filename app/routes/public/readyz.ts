import { runtime } from '#app/http/runtime.server.ts'
import { readReadiness } from '#app/services/system/readiness.server.ts'

// Counted at build time: the number of migrations this code was written for.
const migrationsExpected = Object.keys(import.meta.glob('../../../prisma/migrations/*/migration.sql')).length

/** Ready only when database, migrations, role and worker are; search may be down, the site answers without it. */
export const loader = Object.assign(
  async () => {
    const parts = await readReadiness(runtime().db, migrationsExpected)
    const isReady = parts.database && parts.migrations && parts.role && parts.worker
    return Response.json(
      { ready: isReady, ...parts },
      { status: isReady ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
    )
  },
  { may: 'anyone' as const },
)
