import pg from 'pg'
import { paths } from '#app/http/paths.ts'
import { createDb, type Db } from '#app/services/shared/db.server.ts'
import { enter } from '#tests/support/enter.ts'
import { needed } from '#tests/support/needed.ts'
import { startSiteWith } from '#tests/support/start-site.ts'
import { type Load, loadOf } from './load.ts'
import { seedProjects } from './seed-projects.ts'

const secondsEach = 5

type Reader = { who: string; cookie: string; pages: string[] }

/** Pages of people at work, among `size` projects, with eight of them asking at once: those of the body and of the organization that have most. */
export async function* benchSignedIn(size: number): AsyncGenerator<[name: string, load: Load]> {
  const stop = await startSiteWith({})
  const db = createDb(needed('SITE_OWNER_URL'), 3)
  try {
    const owner = new pg.Client({ connectionString: needed('SITE_OWNER_URL') })
    await owner.connect()
    await seedProjects(owner, size)
    await owner.end()
    for (const { who, cookie, pages } of await readers(db))
      for (const address of pages) {
        const url = needed('SITE_URL') + address
        const of = { headers: { cookie: `session=${cookie}` } }
        // The first seconds only warm: each connection plans a statement a few times before it keeps a plan.
        await loadOf(url, { ...of, seconds: 5 })
        yield [`${who} ${address}`, await loadOf(url, { ...of, seconds: secondsEach })]
      }
  } finally {
    await db.$disconnect()
    await stop()
  }
}

async function readers(db: Db): Promise<Reader[]> {
  const [most] = await db.$queryRaw<
    { bodyId: string; organizationId: string; ownProjectId: string; projectId: string }[]
  >`
    WITH body AS (SELECT body_id AS id FROM project GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1),
      organization AS (SELECT organization_id AS id FROM project GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1)
    SELECT body.id AS "bodyId", organization.id AS "organizationId",
      (SELECT id FROM project p WHERE p.organization_id = organization.id ORDER BY id DESC LIMIT 1) AS "ownProjectId",
      (SELECT id FROM project p WHERE p.body_id = body.id ORDER BY id DESC LIMIT 1) AS "projectId"
    FROM body, organization`
  if (most === undefined) throw new Error('there is no project')
  const { bodyId, organizationId } = most
  const made = async (email: string, memberships: object) => {
    const { id } = await db.account.create({ data: { email, name: '读者', ...memberships } })
    return (await enter(db, id)).session
  }
  const official = (role: 'OFFICER' | 'FINANCE') => ({ bodyMemberships: { create: [{ bodyId, role }] } })
  return [
    {
      who: 'officer',
      cookie: await made('bench-officer@example.cn', official('OFFICER')),
      pages: [
        paths.desk(),
        paths.bureauCalls(),
        paths.bureauProjects(),
        paths.bureauWarnings(),
        paths.bureauProject(most.projectId),
      ],
    },
    {
      who: 'finance',
      cookie: await made('bench-finance@example.cn', official('FINANCE')),
      pages: [paths.desk(), paths.funds(), paths.releases(), paths.ledger(), paths.books()],
    },
    {
      who: 'owner',
      cookie: await made('bench-owner@example.cn', {
        organizationMemberships: { create: [{ organizationId, role: 'OWNER' }] },
      }),
      pages: [paths.desk(), paths.ngoBids(), paths.ngoProjects(), paths.ngoProject(most.ownProjectId)],
    },
  ]
}
