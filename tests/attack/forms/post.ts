import fc from 'fast-check'
import { paths } from '#app/http/paths.ts'
import { type Asker, nextNetwork } from '#tests/integration/demonstration/doors.ts'
import { accepts, type Body, toFormData } from './fill.ts'
import { encoded, mutated, oddlyRight } from './mutate.ts'
import { type Answered, asking, isUuid, type Known, type KnownForm, origin, type Pages } from './survey.ts'

export type Outcome =
  /** Shown to the door, or told that there is no such thing. */
  | 'refused'
  /** By a rule about the thing, before anything happened. */
  | 'ruled out'
  /** The form itself was not right: nothing is known of who may. */
  | 'not judged'
  | 'done'
  | 'broken'

export type Posted = { form: KnownForm; asker: Asker; outcome: Outcome; answer: Answered; sent: Body }

const door = /^\/(?:en\/)?sign-in(?:[/?]|$)/

function outcomeOf({ status, location, html, errors }: Answered): Outcome {
  if (status >= 500 || errors.length > 0) return 'broken'
  if (location !== null) return door.test(location) ? 'refused' : 'done'
  if ([401, 403, 404].includes(status)) return 'refused'
  if (status < 400) return 'done'
  const reply = JSON.parse(html.startsWith('{') ? html : '{}') as { refusal?: unknown; errors?: object }
  return reply.refusal === undefined && Object.keys(reply.errors ?? {}).length > 0 ? 'not judged' : 'ruled out'
}

type Sent = { form: KnownForm; asker: Asker; to?: string }

/** A form as a browser sends it, by somebody; it asks for the bare answer. */
export async function post({ pages, cookies }: Known, { form, asker, to = form.to }: Sent): Promise<Posted> {
  const { body } = form
  const sent = body.some(([, value]) => value instanceof File)
    ? toFormData(body)
    : new URLSearchParams(body.map(([name, value]) => [name, value as string]))
  const headers = asking(cookies.get(asker), { Accept: 'application/json' })
  const answer = await pages(new Request(origin + to, { method: 'POST', headers, body: sent }), nextNetwork())
  return { form, asker, outcome: outcomeOf(answer), answer, sent: body }
}

const sendOddly = (pages: Pages, { to }: KnownForm, body: Body, headers: Record<string, string>) =>
  pages(
    new Request(origin + to, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: encoded(body),
    }),
    nextNetwork(),
  )

/**
 * Forms with something odd in them, as who is shown them sends them: half of them what no schema takes, half what only the rules behind it can
 * refuse. Every second one reads the page that comes back. The same ones for the same seed.
 */
export async function* postOddly(
  { forms, pages, cookies }: Known,
  { rounds, seed }: { rounds: number; seed: number },
): AsyncGenerator<Posted> {
  const rows = forms.flatMap(({ body }) => body.flatMap(([, value]) => (isUuid(value) ? [value] : [])))
  // Whoever was signed out is nobody from then on.
  const lasting = forms.filter(({ address }) => address !== paths.signOut())
  const any = fc.constantFrom(...lasting).chain((form) =>
    fc.tuple(
      fc.constant(form),
      fc.oneof(
        mutated(form.body, rows),
        oddlyRight(form.body, rows, (body) => accepts(body, form.schema)),
      ),
    ),
  )
  for (const [index, [form, body]] of fc.sample(any, { seed, numRuns: rounds }).entries()) {
    const whose = [...form.seenBy]
    const asker = whose[index % whose.length]
    if (asker === undefined) continue
    const accept: Record<string, string> = index % 2 === 0 ? { Accept: 'application/json' } : {}
    const answer = await sendOddly(pages, form, body, asking(cookies.get(asker), accept))
    yield { form, asker, outcome: outcomeOf(answer), answer, sent: body }
  }
}
