import fc from 'fast-check'
import type { Db } from '#app/services/shared/db.server.ts'
import { cookiesOf, nextNetwork } from '#tests/integration/demonstration/doors.ts'
import { postOddly } from './forms/post.ts'
import { oddities } from './forms/mutate.ts'
import type { Question } from './forms/questions.ts'
import { asking, type Known, origin } from './forms/survey.ts'

type Asked = { rounds: number; seed: number }

/** Some forms end sessions: after so many rounds everybody is signed in again. */
const sessionRounds = 50

export type Fuzzed = {
  /** By what became of them. */
  outcomes: Record<string, number>
  /** Each that got a surprise for an answer, with what was sent. */
  broken: string[]
}

const shown = 1_000

/** Forms of the demonstration with something odd in them, by everybody who is shown them. */
export async function fuzzForms(db: Db, known: Known, asked: Asked): Promise<Fuzzed> {
  let round = 0
  const cookies = new Map(known.cookies)
  const outcomes: Record<string, number> = {}
  const broken: string[] = []
  for await (const { form, asker, outcome, answer, sent } of postOddly({ ...known, cookies }, asked)) {
    round += 1
    if (round % sessionRounds === 0) for (const [who, cookie] of await cookiesOf(db)) cookies.set(who, cookie)
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    if (outcome === 'broken')
      broken.push(
        `${String(answer.status)} POST ${form.to} as ${asker}: ${JSON.stringify(sent.map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, shown) : 'a file']))}`,
      )
  }
  return { outcomes, broken }
}

/** Addresses with odd parameters and odd places, by whoever is led there. */
export async function fuzzQuestions(
  { pages, cookies }: Known,
  questions: readonly Question[],
  { rounds, seed }: Asked,
): Promise<Fuzzed> {
  const outcomes: Record<string, number> = {}
  const broken: string[] = []
  const any = fc.record({
    question: fc.constantFrom(...questions),
    at: fc.nat(1_000),
    oddity: fc.oneof(fc.constantFrom(...oddities), fc.string({ unit: 'binary', maxLength: 40 })),
    where: fc.constantFrom('value', 'value', 'value', 'twice', 'name', 'path'),
  })
  for (const { question, at, oddity, where } of fc.sample(any, { seed, numRuns: rounds })) {
    const text = encodeOdd(oddity.slice(0, 2_000))
    const params = [...question.params].map(([name, value]) => [encodeURIComponent(name), encodeURIComponent(value)])
    const chosen = params[at % Math.max(1, params.length)] ?? ['a', '']
    const segments = question.path.split('/')
    if (where === 'value') chosen[1] = text
    if (where === 'twice') params.push([chosen[0] ?? '', text])
    if (where === 'name') chosen[0] = text
    if (where === 'path') segments[1 + (at % Math.max(1, segments.length - 1))] = text
    const to = `${segments.join('/').replace(/^\/+/, '/')}?${params.map((pair) => pair.join('=')).join('&')}`
    const request = new Request(origin + to, { headers: asking(cookies.get(question.asker)) })
    const { status } = await pages(request, nextNetwork())
    const kind = `${String(status)[0] ?? ''}xx`
    outcomes[kind] = (outcomes[kind] ?? 0) + 1
    if (status >= 500) broken.push(`${String(status)} GET ${to.slice(0, shown)} as ${question.asker}`)
  }
  return { outcomes, broken }
}

const encodeOdd = (text: string) =>
  Array.from(text, (letter) => (/^\p{Cs}$/u.test(letter) ? '%ED%A0%80' : encodeURIComponent(letter))).join('')
