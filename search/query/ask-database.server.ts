import { hitsMax } from '#app/domain/search/ask.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import {
  type Glimpse,
  glimpseSize,
  type OrganizationHit,
  type ProjectHit,
  type SearchEngine,
  suggestedMax,
} from '../port.ts'
import { findOrganizationsInDatabase, organizationsByWords } from './find-organizations-in-database.server.ts'
import { findProjectsInDatabase, projectsByWords } from './find-projects-in-database.server.ts'

/**
 * The answer without the engine: the same filters, the same counts, the words found as they are written or by
 * another word for the same. No slips, no sounds; slower on a large register, but never silent.
 */
export const createDatabaseEngine = (db: Db): SearchEngine => ({
  async projects(ask) {
    const [found, others] = await Promise.all([
      findProjectsInDatabase(db, ask),
      isGlimpsed(ask) ? firstOrganizations(db, ask.q, glimpseSize) : none,
    ])
    return { ...found, others }
  },
  async organizations(ask) {
    const [found, others] = await Promise.all([
      findOrganizationsInDatabase(db, ask),
      isGlimpsed(ask) ? firstProjects(db, ask.q, glimpseSize) : none,
    ])
    return { ...found, others }
  },
  async suggest(q) {
    const [projects, organizations] = await Promise.all([
      firstProjects(db, q, suggestedMax.projects),
      firstOrganizations(db, q, suggestedMax.organizations),
    ])
    return { projects: projects.hits, organizations: organizations.hits }
  },
})

const none = { hits: [], total: 0 }
const isGlimpsed = ({ q, page }: { q: string; page: number }) => q !== '' && page === 1

async function firstProjects(db: Db, q: string, size: number): Promise<Glimpse<ProjectHit>> {
  const rows = await db.$queryRaw<(ProjectHit & { total: number })[]>`
    WITH found AS (${projectsByWords(q)})
    SELECT kind, id, count(*) OVER ()::int AS total FROM found ORDER BY weight DESC, published_at DESC, id DESC LIMIT ${atMost(size)}`
  return { hits: rows.map(({ kind, id }) => ({ kind, id })), total: Math.min(rows[0]?.total ?? 0, hitsMax) }
}

async function firstOrganizations(db: Db, q: string, size: number): Promise<Glimpse<OrganizationHit>> {
  const rows = await db.$queryRaw<(OrganizationHit & { total: number })[]>`
    WITH found AS (${organizationsByWords(q)})
    SELECT id, count(*) OVER ()::int AS total FROM found ORDER BY weight DESC, name, id LIMIT ${atMost(size)}`
  return { hits: rows.map(({ id }) => ({ id })), total: Math.min(rows[0]?.total ?? 0, hitsMax) }
}
