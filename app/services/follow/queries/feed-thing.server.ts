import type { Db } from '#app/services/shared/db.server.ts'

export type FeedThing = {
  projectId: string | null
  callId: string | null
  title: string
  body: { zh: string; en: string }
  createdAt: Date
}

/** What a project's feed says of it; undefined where the public knows no such project. */
export async function readProjectThing(db: Db, projectNo: string): Promise<FeedThing | undefined> {
  const [row] = await db.$queryRaw<FeedThing[]>`
    SELECT p.id AS "projectId", NULL AS "callId", p.title, jsonb_build_object('zh', b.name_zh, 'en', b.name_en) AS body, p.created_at AS "createdAt"
    FROM project p JOIN public_call c ON c.id = p.call_id JOIN body b ON b.id = p.body_id WHERE p.project_no = ${projectNo}`
  return row
}

export async function readCallThing(db: Db, callNo: string): Promise<FeedThing | undefined> {
  const [row] = await db.$queryRaw<FeedThing[]>`
    SELECT NULL AS "projectId", c.id AS "callId", c.title, jsonb_build_object('zh', b.name_zh, 'en', b.name_en) AS body, c.published_at AS "createdAt"
    FROM public_call c JOIN body b ON b.id = c.body_id WHERE c.call_no = ${callNo}`
  return row
}
