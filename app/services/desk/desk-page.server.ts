import type { Context } from '#app/services/shared/context.server.ts'
import { type OpenPanels, readOpenPanels } from '#app/services/panel/queries/panel-inbox.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { DeskItem, DeskKind, HolderRole } from './desk-item.ts'
import { type DoneItem, readDone } from './done.server.ts'
import { handedOnByBodies } from './handed-on/bodies.server.ts'
import { keyOf, readHolders } from './handed-on/holders.server.ts'
import { handedOnByOrganizations } from './handed-on/organizations.server.ts'
import { handedOnByPeople } from './handed-on/people.server.ts'
import { accountsWaiting } from './waiting/accounts.server.ts'
import { administrationWaiting, drawsWaiting } from './waiting/administration.server.ts'
import { appealsWaiting } from './waiting/appeals.server.ts'
import { bidsWaiting } from './waiting/bids.server.ts'
import { callsWaiting } from './waiting/calls.server.ts'
import { noticesWaiting, remediesWaiting } from './waiting/decisions.server.ts'
import { evaluationsWaiting } from './waiting/evaluations.server.ts'
import { assignmentsWaiting } from './waiting/assignments.server.ts'
import { showcasesWaiting } from './waiting/showcases.server.ts'
import { incubationsWaiting } from './waiting/incubations.server.ts'
import { creditWaiting } from './waiting/credit.server.ts'
import { organizationsWaiting } from './waiting/organizations.server.ts'
import { needsWaiting } from './waiting/needs.server.ts'
import { staffWaiting } from './waiting/staff.server.ts'
import { volunteersWaiting } from './waiting/volunteers.server.ts'
import { standingWaiting } from './waiting/standing.server.ts'
import { observationsWaiting } from './waiting/observations.server.ts'
import { projectsWaiting } from './waiting/projects.server.ts'
import { warningsWaiting } from './waiting/warnings.server.ts'

export type Desk = { you: DeskItem[]; others: DeskItem[]; done: DoneItem[]; now: string }

/** What each piece of the one statement answers, in this order of columns. */
type Row = Pick<DeskItem, 'kind' | 'id' | 'of' | 'title' | 'part'> & {
  mine: boolean
  due_at: Date | null
  due_on: string | null
  count: number | null
}

type HandedRow = Omit<Row, 'mine'> & { holder_as: HolderRole; holder_name: string | null; since: Date | null }

const shown = 50

/** Everything that waits for this person, everything they wait for and who has it, and what they did lately; five statements. */
export async function deskPage(ctx: Context): Promise<Desk> {
  const [rows, handed, panels, done] = await Promise.all([
    readWaiting(ctx),
    readHandedOn(ctx),
    readOpenPanels(ctx),
    readDone(ctx),
  ])
  const of = (isMine: boolean) => rows.filter(({ mine }) => mine === isMine).map(fromRow)
  const others = inOrder([
    ...of(false),
    ...handed,
    ...panels.others.map((row) => fromPanel(row.next === 'start' ? 'panelStart' : 'panelOthers', row)),
  ])
  const holders = await readHolders(
    ctx,
    others.filter(({ holder }) => holder === undefined),
  )
  return {
    you: inOrder([...of(true), ...panels.waiting.map((row) => fromPanel(panelKinds[row.next] ?? 'panelScore', row))]),
    others: others.map((item) => ({ ...item, ...holders.get(`${item.kind}:${keyOf(item)}`) })),
    done,
    now: ctx.now.toISOString(),
  }
}

/** Those the person speaks for, by name; no statement for one alone. */
export async function ownOrganizations({ db, actor }: Context): Promise<{ id: string; name: string }[]> {
  const ids = [...new Set(actor.organizations.map(({ organizationId }) => organizationId))]
  if (ids.length < 2) return ids.map((id) => ({ id, name: '' }))
  return db.organization.findMany({
    where: { id: { in: ids } },
    orderBy: { id: 'asc' },
    select: { id: true, name: true },
  })
}

/** One statement of as many pieces as this person has roles; none where nothing can wait. */
async function readWaiting(ctx: Context): Promise<Row[]> {
  const pieces = [
    ...callsWaiting(ctx),
    ...bidsWaiting(ctx),
    ...remediesWaiting(ctx),
    ...noticesWaiting(ctx),
    ...projectsWaiting(ctx),
    ...evaluationsWaiting(ctx),
    ...creditWaiting(ctx),
    ...organizationsWaiting(ctx),
    ...staffWaiting(ctx),
    ...volunteersWaiting(ctx),
    ...needsWaiting(ctx),
    ...standingWaiting(ctx),
    ...assignmentsWaiting(ctx),
    ...showcasesWaiting(ctx),
    ...incubationsWaiting(ctx),
    ...observationsWaiting(ctx),
    ...warningsWaiting(ctx),
    ...accountsWaiting(ctx),
    ...appealsWaiting(ctx),
    ...drawsWaiting(ctx),
    ...administrationWaiting(ctx),
  ].map((piece) => Prisma.sql`(${piece})`)
  if (pieces.length === 0) return []
  return ctx.db.$queryRaw<Row[]>`
    SELECT kind, mine, id, of, title, part, due_at, due_on, count FROM (${Prisma.join(pieces, ' UNION ALL ')}) waiting`
}

/** What this person, or those they work for, handed on; one statement, each piece the longest waiting first. */
async function readHandedOn(ctx: Context): Promise<DeskItem[]> {
  const pieces = [...handedOnByPeople(ctx), ...handedOnByOrganizations(ctx), ...handedOnByBodies(ctx)].map(
    (piece) => Prisma.sql`(${piece})`,
  )
  if (pieces.length === 0) return []
  const rows = await ctx.db.$queryRaw<HandedRow[]>`${Prisma.join(pieces, ' UNION ALL ')}`
  return rows.map(({ holder_as, holder_name, since, ...row }) => ({
    ...fromRow(row),
    holder: { as: holder_as, name: holder_name ?? '' },
    since: since?.toISOString(),
  }))
}

const fromRow = ({ kind, id, of, title, part, due_at, due_on, count }: Omit<Row, 'mine'>): DeskItem => ({
  kind,
  id,
  of,
  title,
  part,
  dueAt: due_at?.toISOString(),
  dueOn: due_on ?? undefined,
  count: count ?? undefined,
  holder: undefined,
  since: undefined,
})

const panelKinds: Partial<Record<OpenPanels['waiting'][number]['next'], DeskKind>> = {
  declare: 'panelDeclare',
  score: 'panelScore',
  close: 'panelClose',
  discuss: 'panelDiscuss',
  sign: 'panelSign',
}

const fromPanel = (kind: DeskKind, row: OpenPanels['waiting'][number]): DeskItem => ({
  kind,
  id: row.callId,
  of: '',
  title: row.title,
  part: '',
  dueAt: undefined,
  dueOn: undefined,
  count: Math.max(0, row.bids - row.submitted - row.conflicts),
  holder: undefined,
  since: undefined,
})

/** Soonest due first; what has no date comes after. */
const inOrder = (items: DeskItem[]): DeskItem[] =>
  items
    .toSorted(
      (a, b) =>
        dueOf(a).localeCompare(dueOf(b)) ||
        (a.since ?? '9').localeCompare(b.since ?? '9') ||
        a.title.localeCompare(b.title),
    )
    .slice(0, shown)
const dueOf = ({ dueAt, dueOn }: DeskItem) => dueAt ?? dueOn ?? '9999'
