import type { ThingLine } from '#app/domain/notice/mail-template.ts'
import { isNewTo } from '#app/domain/saved-search/is-new.ts'
import { anonymous } from '#app/domain/shared/actor.ts'
import type { Teller } from '#app/services/shared/context.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { type LinedThing, readThingLines } from './queries/thing-lines.server.ts'
import { askOf, readAnswer, stopTokenOf, type Thing } from './store.server.ts'

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
      ELSE s.looked_at < h.morning OR (s.looked_at < clock() - interval '60 seconds' AND CASE WHEN asks_for_organizations(s.query)
        THEN EXISTS (SELECT 1 FROM organization o
            WHERE o.created_at > s.looked_at - interval '2 minutes' AND o.created_at <= clock() - interval '20 seconds')
          OR EXISTS (SELECT 1 FROM event e WHERE e.is_public AND e.call_id IS NULL AND e.project_id IS NULL
            AND e.occurred_at > s.looked_at - interval '2 minutes' AND e.occurred_at <= clock() - interval '20 seconds')
        ELSE EXISTS (SELECT 1 FROM event e WHERE e.is_public AND (e.call_id IS NOT NULL OR e.project_id IS NOT NULL)
          AND e.occurred_at > s.looked_at - interval '2 minutes' AND e.occurred_at <= clock() - interval '20 seconds') END) END
    AND (SELECT count(*) FROM saved_search_letter l WHERE l.account_id = s.account_id AND l.sent_on = today())
      < (saved_search_rule_on(today())).letters_a_day
  ORDER BY s.looked_at, s.id LIMIT ${atMost(roundMax)}`

/** While the engine has changes before it that it has not taken in, PostgreSQL answers. */
async function isBehind(db: Db): Promise<boolean> {
  const [row] = await db.$queryRaw<{ waits: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'sync-index') AS waits`
  return row?.waits === true
}

type Held = { accountId: string; email: string; isEnglish: boolean; name: string; listed: number }

async function lookAt(around: Surroundings, due: Due): Promise<number> {
  const asked = askOf(due)
  // Asked before anything is locked: no transaction waits for the engine.
  const { things } = await readAnswer(around.db, around.engine, asked)
  const stage = asked.of === 'projects' ? asked.ask.stage : undefined
  const maybe = things.filter((thing) => isNewTo({ stage }, due, thing))
  return within(around, async (tx) => {
    const [held] = await tx.$queryRaw<(Held & { left: number })[]>`
      SELECT s.account_id::text AS "accountId", a.email::text, a.locale = 'EN' AS "isEnglish", s.name, (saved_search_rule_on(today())).listed AS listed,
        ((saved_search_rule_on(today())).letters_a_day - (SELECT count(*) FROM saved_search_letter l
          WHERE l.account_id = s.account_id AND l.sent_on = today()))::int AS left
      FROM saved_search s JOIN account a ON a.id = s.account_id WHERE s.id = ${due.id}::uuid AND s.pace <> 'NONE'
        AND s.looked_at = ${due.lookedAt} AND pg_try_advisory_xact_lock(hashtextextended('saved-search:' || s.account_id, 0))
      FOR UPDATE OF s SKIP LOCKED`
    // Another worker is at it or was, its reader stopped it, or there were letters enough: then what is new waits.
    if (held === undefined || held.left <= 0) return 0
    const news = await readThingLines(tx, await unknown(tx, due.id, maybe), held.isEnglish)
    await tx.$executeRaw`UPDATE saved_search SET looked_at = ${due.now} WHERE id = ${due.id}::uuid`
    if (news.length === 0) return 0
    await write(tx, around, { ...due, ...held }, news)
    return 1
  })
}

/** Without what was told of in the meantime. */
async function unknown(tx: Tx, savedSearchId: string, maybe: readonly Thing[]): Promise<Thing[]> {
  if (maybe.length === 0) return []
  const known = await tx.savedSearchThing.findMany({
    where: { savedSearchId, thingId: { in: maybe.map(({ id }) => id) } },
    select: { thingId: true },
  })
  const ids = new Set(known.map(({ thingId }) => thingId))
  return maybe.filter(({ id }) => !ids.has(id))
}

async function write(
  tx: Tx,
  { keys }: Surroundings,
  { id: savedSearchId, accountId, email, isEnglish, name, query, listed, now }: Due & Held,
  news: readonly LinedThing[],
): Promise<void> {
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
    ...news.slice(0, listed).map(({ line }) => line),
    ...(rest === 0 ? [] : [{ lineKey: 'search.letter.more', restText: String(rest) } as const]),
  ]
  await sendLetter(tx, teller, {
    to: email,
    locale: isEnglish ? 'en' : 'zh-CN',
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
