import { newsKey, newsTypes } from '#app/domain/follow/news.ts'
import { anonymous } from '#app/domain/shared/actor.ts'
import type { Teller } from '#app/services/shared/context.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { writeStopToken } from '#app/services/shared/stop-token.server.ts'
import type { News } from './queries/news.server.ts'

type Surroundings = {
  db: Db
  keys: Keys
  /** Only with an owner's connection, the hour the database is to believe (tests). */
  toldNow?: Date
}

/** As many are looked at in one round; the others wait for the next. */
const roundMax = 50

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
 * Writes to followers about what became public of what they follow, a letter a thing. Answers how many letters were written. Two workers
 * may be at it at once: each thing is looked at by one of them.
 */
export async function sendFollowNews(around: Surroundings): Promise<number> {
  const due = await within(around, readDue)
  let letters = 0
  for (const { id } of due) letters += await within(around, (tx) => tellOf(tx, around.keys, id))
  return letters
}

/**
 * Twenty seconds after it happened, so that what happens together is told together; for two weeks, if the worker was away or there were
 * letters enough that day. Begins with the latest public events, which are few, and not with all that is followed.
 */
const readDue = (tx: Tx): Promise<{ id: string }[]> => tx.$queryRaw<{ id: string }[]>`
  WITH latest AS (
    SELECT e.id, e.project_id, e.call_id, e.type, e.occurred_at FROM event e WHERE e.is_public AND (e.call_id IS NOT NULL OR e.project_id IS NOT NULL)
      AND e.occurred_at BETWEEN clock() - interval '14 days' AND clock() - interval '20 seconds' AND e.type = ANY (${[...newsTypes]}::text[])
  ), heard AS (
    SELECT f.id, f.account_id, e.id AS event_id FROM latest e JOIN follow f ON f.project_id = e.project_id WHERE e.occurred_at >= f.since AND NOT f.is_silent
    UNION ALL
    SELECT f.id, f.account_id, e.id FROM latest e JOIN project p ON p.call_id = e.call_id JOIN follow f ON f.project_id = p.id
      WHERE e.project_id IS NULL AND e.type LIKE 'remedy.%' AND e.occurred_at >= f.since AND NOT f.is_silent
    UNION ALL
    SELECT f.id, f.account_id, e.id FROM latest e JOIN follow f ON f.call_id = e.call_id
      WHERE (e.project_id IS NULL OR e.type LIKE 'award.%') AND e.occurred_at >= f.since AND NOT f.is_silent
  )
  SELECT DISTINCT h.id::text AS id FROM heard h JOIN account a ON a.id = h.account_id AND a.state = 'ACTIVE' AND a.email_confirmed_at IS NOT NULL
  WHERE NOT EXISTS (SELECT 1 FROM follow_told t WHERE t.follow_id = h.id AND t.event_id = h.event_id)
    AND (SELECT count(*) FROM follow_letter l WHERE l.account_id = h.account_id AND l.sent_on = today()) < (follow_rule_on(today())).letters_a_day
  ORDER BY id LIMIT ${atMost(roundMax)}`

type Held = {
  accountId: string
  projectId: string | null
  callId: string | null
  title: string
  no: string
  listed: number
  isFull: boolean
  now: Date
}

async function tellOf(tx: Tx, keys: Keys, followId: string): Promise<number> {
  const [held] = await tx.$queryRaw<Held[]>`
    SELECT f.account_id::text AS "accountId", f.project_id::text AS "projectId", f.call_id::text AS "callId", coalesce(p.title, c.title) AS title,
      coalesce(p.project_no, c.call_no) AS no, (follow_rule_on(today())).listed AS listed, clock() AS now,
      (SELECT count(*) FROM follow_letter l WHERE l.account_id = f.account_id AND l.sent_on = today()) >= (follow_rule_on(today())).letters_a_day AS "isFull"
    FROM follow f LEFT JOIN project p ON p.id = f.project_id LEFT JOIN call c ON c.id = f.call_id
    WHERE f.id = ${followId}::uuid AND NOT f.is_silent AND pg_try_advisory_xact_lock(hashtextextended('follow:' || f.account_id, 0))
    FOR UPDATE OF f SKIP LOCKED`
  // Another worker is at it, its reader stopped it, or there were letters enough: then it waits.
  if (held === undefined || held.isFull) return 0
  const news = await tx.$queryRaw<News[]>`
    SELECT n.id, n.type, n.occurred_at AS at, m.title AS "milestoneTitle" FROM follow f, public_news(f.project_id, f.call_id) n
    LEFT JOIN milestone m ON n.entity = 'milestone' AND m.id = n.entity_id
    WHERE f.id = ${followId}::uuid AND n.type = ANY (${[...newsTypes]}::text[])
      AND n.occurred_at BETWEEN greatest(f.since, clock() - interval '14 days') AND clock()
      AND NOT EXISTS (SELECT 1 FROM follow_told t WHERE t.follow_id = f.id AND t.event_id = n.id)
    ORDER BY n.occurred_at, n.id`
  if (news.length === 0) return 0
  await write(tx, keys, followId, held, news)
  return 1
}

async function write(
  tx: Tx,
  keys: Keys,
  followId: string,
  { accountId, projectId, title, no, listed, now }: Held,
  news: readonly News[],
): Promise<void> {
  const { email, locale } = await tx.account.findUniqueOrThrow({ where: { id: accountId } })
  const { id: letterId } = await tx.followLetter.create({ data: { followId, accountId }, select: { id: true } })
  await tx.followTold.createMany({ data: news.map(({ id }) => ({ followId, eventId: id, letterId })) })
  const teller: Teller = { actor: anonymous, now, requestId: 'follows', ip: '' }
  const lines: Record<string, string>[] = news.slice(0, listed).map(lineOf)
  const rest = news.length - lines.length
  await sendLetter(tx, teller, {
    to: email,
    locale: locale === 'EN' ? 'en' : 'zh-CN',
    template: 'followNews',
    values: {
      thingTitle: title,
      countText: String(news.length),
      newsList: JSON.stringify(
        rest === 0 ? lines : [...lines, { lineKey: 'follow.letter.more', restText: String(rest) }],
      ),
      url: projectId === null ? letterPaths.call(no) : letterPaths.project(no),
      manageUrl: letterPaths.follows(),
      stopUrl: letterPaths.followStop(writeStopToken(keys, 'follow', followId)),
    },
  })
}

const lineOf = ({ type, at, milestoneTitle }: News): Record<string, string> => ({
  lineKey: milestoneTitle === null ? 'follow.letter.line' : 'follow.letter.lineOf',
  happenedAt: at.toISOString(),
  whatKey: newsKey(type),
  ...(milestoneTitle === null ? {} : { milestoneTitle }),
})
