import type { ThingLine } from '#app/domain/notice/mail-template.ts'
import { isNewTo } from '#app/domain/saved-search/is-new.ts'
import { anonymous } from '#app/domain/shared/actor.ts'
import { type FoundRow, loadFoundRows } from '#app/services/search/found-rows.server.ts'
import type { DatedRow } from '#app/services/search/newest-things.server.ts'
import type { Teller } from '#app/services/shared/context.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { askOf, readAnswer, stopTokenOf } from './store.server.ts'

type Surroundings = {
  db: Db
  keys: Keys
  engine: SearchEngine | undefined
  /** Only with an owner's connection, the hour the database is to believe (tests). */
  toldNow?: Date
}

/** As many searches are looked at in one round; the others wait for the next. */
const roundMax = 50

/** A transaction in which the database believes `toldNow`. */
const within = <T>({ db, toldNow }: Surroundings, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.$transaction(
    async (tx) => {
      if (toldNow !== undefined)
        await tx.$executeRaw`SELECT set_config('commonweal.clock', ${toldNow.toISOString()}, true)`
      return work(tx)
    },
    { timeout: 30_000, maxWait: 10_000 },
  )

/**
 * Writes to people about what is new in their searches. Answers how many letters were written. Two workers may be at it at once: each
 * search is looked at by one of them.
 */
export async function sendAlerts(around: Surroundings): Promise<number> {
  const due = await within(around, readDue)
  if (due.length === 0) return 0
  const engine = (await isBehind(around.db)) ? undefined : around.engine
  let letters = 0
  for (const search of due) letters += await lookAt({ ...around, engine }, search)
  return letters
}

type Due = { id: string; query: string; since: Date; isWhole: boolean; lookedAt: Date; now: Date }

/**
 * Daily letters are written from eight in the morning in Beijing, weekly ones from eight on Monday, or when the worker is back. Letters
 * at once: when something public happened twenty seconds ago, so that things published together come together; once more within two
 * minutes, for what was committed or found late; and each morning, whatever was missed. Nobody gets more letters a day than the rule says.
 * While somebody's quiet hours run their searches wait: what came in the meantime is one letter in the morning, not one for each.
 */
const readDue = (tx: Tx): Promise<Due[]> => tx.$queryRaw<Due[]>`
  WITH hours AS (
    SELECT (date_trunc('day', local) + interval '8 hours') AT TIME ZONE 'Asia/Shanghai' AS morning,
      (date_trunc('week', local) + interval '8 hours') AT TIME ZONE 'Asia/Shanghai' AS monday
    FROM (SELECT (clock() AT TIME ZONE 'Asia/Shanghai') - interval '8 hours' AS local) l)
  SELECT s.id::text, s.query, s.since, s.is_whole AS "isWhole", s.looked_at AS "lookedAt", clock() AS now
  FROM saved_search s JOIN account a ON a.id = s.account_id CROSS JOIN hours h
  WHERE s.pace <> 'NONE' AND a.state = 'ACTIVE' AND a.email_confirmed_at IS NOT NULL AND NOT is_quiet(a.id, clock())
    AND CASE s.pace WHEN 'WEEKLY' THEN s.looked_at < h.monday WHEN 'DAILY' THEN s.looked_at < h.morning
      ELSE s.looked_at < h.morning OR (s.looked_at < clock() - interval '60 seconds' AND EXISTS (SELECT 1 FROM event e
        WHERE e.is_public AND (e.call_id IS NOT NULL OR e.project_id IS NOT NULL)
          AND e.occurred_at > s.looked_at - interval '2 minutes' AND e.occurred_at <= clock() - interval '20 seconds')) END
    AND (SELECT count(*) FROM saved_search_letter l WHERE l.account_id = s.account_id AND l.sent_on = today())
      < (saved_search_rule_on(today())).letters_a_day
  ORDER BY s.looked_at, s.id LIMIT ${roundMax}`

/** While the engine has changes before it that it has not taken in, PostgreSQL answers. */
async function isBehind(db: Db): Promise<boolean> {
  const [row] = await db.$queryRaw<{ waits: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'sync-index') AS waits`
  return row?.waits === true
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

async function lookAt(around: Surroundings, due: Due): Promise<number> {
  const ask = askOf(due)
  // Asked before anything is locked: no transaction waits for the engine.
  const { rows } = await readAnswer(around.db, around.engine, ask)
  const maybe = rows.filter((row) => isNewTo(ask, due, row))
  return within(around, async (tx) => {
    const [held] = await tx.$queryRaw<{ accountId: string; name: string; listed: number; left: number }[]>`
      SELECT s.account_id::text AS "accountId", s.name, (saved_search_rule_on(today())).listed AS listed,
        ((saved_search_rule_on(today())).letters_a_day - (SELECT count(*) FROM saved_search_letter l
          WHERE l.account_id = s.account_id AND l.sent_on = today()))::int AS left
      FROM saved_search s WHERE s.id = ${due.id}::uuid AND s.pace <> 'NONE'
        AND s.looked_at = ${due.lookedAt} AND pg_try_advisory_xact_lock(hashtextextended('saved-search:' || s.account_id, 0))
      FOR UPDATE SKIP LOCKED`
    // Another worker is at it or was, its reader stopped it, or there were letters enough: then what is new waits.
    if (held === undefined || held.left <= 0) return 0
    const news = await stillNew(tx, due.id, maybe)
    await tx.$executeRaw`UPDATE saved_search SET looked_at = ${due.now} WHERE id = ${due.id}::uuid`
    if (news.length === 0) return 0
    await write(tx, around, { ...due, ...held }, news)
    return 1
  })
}

/** As PostgreSQL has them now, and without what was told of in the meantime. */
async function stillNew(tx: Tx, savedSearchId: string, maybe: readonly DatedRow[]): Promise<FoundRow[]> {
  if (maybe.length === 0) return []
  const known = await tx.savedSearchThing.findMany({
    where: { savedSearchId, thingId: { in: idsOf(maybe) } },
    select: { thingId: true },
  })
  const ids = new Set(known.map(({ thingId }) => thingId))
  const rows = await loadFoundRows(
    tx,
    maybe.filter(({ id }) => !ids.has(id)),
  )
  const revoked = await tx.project.findMany({
    where: { id: { in: idsOf(rows) }, award: { revokedAt: { not: null } } },
    select: { id: true },
  })
  return rows.filter(({ id }) => !revoked.some((project) => project.id === id))
}

async function write(
  tx: Tx,
  { keys }: Surroundings,
  { id: savedSearchId, accountId, name, query, listed, now }: Due & { accountId: string; name: string; listed: number },
  news: readonly FoundRow[],
): Promise<void> {
  const { email, locale } = await tx.account.findUniqueOrThrow({ where: { id: accountId } })
  const { id: letterId } = await tx.savedSearchLetter.create({
    data: { savedSearchId, accountId, things: news.length },
    select: { id: true },
  })
  await tx.savedSearchThing.createMany({
    data: news.map(({ id, kind }) => ({ savedSearchId, thingId: id, kind, letterId, foundAt: now })),
  })
  const teller: Teller = { actor: anonymous, now, requestId: 'saved-searches', ip: '' }
  const rest = Math.max(0, news.length - listed)
  const lines: ThingLine[] = [
    ...news.slice(0, listed).map((row) => lineOf(row, locale === 'EN')),
    ...(rest === 0 ? [] : [{ lineKey: 'search.letter.more', restText: String(rest) } as const]),
  ]
  await sendLetter(tx, teller, {
    to: email,
    locale: locale === 'EN' ? 'en' : 'zh-CN',
    template: 'savedSearchNew',
    values: {
      searchName: name,
      countText: String(news.length),
      thingsList: JSON.stringify(lines),
      url: letterPaths.search(query),
      manageUrl: letterPaths.savedSearches(),
      stopUrl: letterPaths.savedSearchStop(stopTokenOf(keys, savedSearchId)),
    },
  })
}

const lineOf = (row: FoundRow, isEnglish: boolean): ThingLine => {
  const bodyName = isEnglish && row.body.en !== '' ? row.body.en : row.body.zh
  const line = { title: row.title, bodyName, fundingFen: row.moneyFen }
  if (row.kind === 'project') return { ...line, lineKey: 'search.letter.project', url: letterPaths.project(row.no) }
  const url = letterPaths.call(row.no)
  return row.deadlineAt === undefined
    ? { ...line, lineKey: 'search.letter.call', url }
    : { ...line, lineKey: 'search.letter.openCall', deadlineAt: row.deadlineAt, url }
}
