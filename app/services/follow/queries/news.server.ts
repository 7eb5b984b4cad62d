import { newsTypes } from '#app/domain/follow/news.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'

export type News = { id: string; type: string; at: Date; milestoneTitle: string | null }
export type Followed = { projectId: string | null; callId: string | null }

/** Public events of a project or a call, the latest first. */
export const readNews = (db: Db | Tx, { projectId, callId }: Followed, take: number): Promise<News[]> => db.$queryRaw<
  News[]
>`
  SELECT n.id, n.type, n.occurred_at AS at, m.title AS "milestoneTitle" FROM public_news(${projectId}::uuid, ${callId}::uuid) n
  LEFT JOIN milestone m ON n.entity = 'milestone' AND m.id = n.entity_id
  WHERE n.type = ANY (${[...newsTypes]}::text[]) ORDER BY n.occurred_at DESC, n.id DESC LIMIT ${atMost(take)}`
