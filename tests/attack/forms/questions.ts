import type { Db } from '#app/services/shared/db.server.ts'
import { type Asker, nextNetwork, places } from '#tests/integration/demonstration/doors.ts'
import { readQuestions } from './read-forms.ts'
import { type Asking, asking, origin, pathOf } from './survey.ts'

/** What an address may be asked for: the words of its links and of its search forms. */
export type Question = { path: string; asker: Asker; params: ReadonlyMap<string, string> }

/** One of each standing: lists and searches are open to many, and one of them is enough. */
const readers: readonly Asker[] = ['anyone', 'owner', 'officer', 'finance', 'supervisor', 'expert', 'administrator']

/** Every address with parameters that a page leads to, with the first reader who is led there. */
export async function questionsOf(db: Db, { pages, cookies, modules }: Asking): Promise<Question[]> {
  const found = new Map<string, { path: string; asker: Asker; params: Map<string, string> }>()
  for (const place of await places(db)) {
    const { default: page } = await modules(place)
    if (page === undefined) continue
    for (const asker of readers) {
      const to = pathOf(place)
      const answer = await pages(new Request(origin + to, { headers: asking(cookies.get(asker)) }), nextNetwork())
      if (answer.status !== 200) continue
      for (const question of readQuestions(answer.html, origin + to)) {
        const known = found.get(question.path) ?? { path: question.path, asker, params: new Map<string, string>() }
        found.set(question.path, known)
        for (const [name, value] of question.params) if (!known.params.get(name)) known.params.set(name, value)
      }
    }
  }
  return [...found.values()]
}
