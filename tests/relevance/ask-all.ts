import { anonymous } from '#app/domain/shared/actor.ts'
import { readOrganizationAsk, readProjectAsk } from '#app/domain/search/ask.ts'
import { searchOrganizations } from '#app/services/search/search-organizations.server.ts'
import { searchProjects } from '#app/services/search/search-projects.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { ndcg } from './ndcg.ts'
import type { KeyOf } from './place/place-corpus.ts'
import { queries } from './queries.ts'
import type { Query } from './queries/shape.ts'

export type Answer = { key: string; title: string }
export type Scored = { query: Query; score: number; answers: Answer[]; isNear: boolean }

/** Every query as the pages ask it, of the engine, or of PostgreSQL where there is none. */
export async function askAll(db: Db, engine: SearchEngine | undefined, keyOf: KeyOf): Promise<Scored[]> {
  const scored: Scored[] = []
  for (const query of queries) {
    const { rows, isNear } = await foundBy(db, engine, query)
    const answers = rows.map(({ id, title }) => ({ key: keyOf.get(id) ?? id, title }))
    const keys = answers.map(({ key }) => key)
    scored.push({ query, score: ndcg(query.judged, keys, isNear), answers, isNear })
  }
  return scored
}

const triesMax = 3

/** PostgreSQL must not be measured under the engine's name: where a busy machine used up a page's patience, it is asked again. */
async function foundBy(db: Db, engine: SearchEngine | undefined, query: Query): Promise<Found> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const answer = await found(db, engine, query)
    if (answer.isPlain === (engine === undefined)) return answer
  }
  throw new Error(`the engine did not answer: ${query.q}`)
}

type Found = { rows: { id: string; title: string }[]; isNear: boolean; isPlain: boolean }

async function found(db: Db, engine: SearchEngine | undefined, { index, q }: Query): Promise<Found> {
  const params = new URLSearchParams({ q })
  const ctx = { db, now: new Date(), actor: anonymous }
  if (index === 'projects') return searchProjects(ctx, engine, readProjectAsk(params))
  const answer = await searchOrganizations(ctx, engine, readOrganizationAsk(params))
  return { ...answer, rows: answer.rows.map(({ id, name }) => ({ id, title: name })) }
}
