import path from 'node:path'
import fc from 'fast-check'
import type { z } from 'zod'
import type { Intent } from '#app/http/page.server.ts'
import { runtime } from '#app/http/runtime.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { accepts, type Body, filled, toFormData } from '#tests/attack/forms/fill.ts'
import { encoded, mutated, oddlyRight } from '#tests/attack/forms/mutate.ts'
import { type PageForm, readForms } from '#tests/attack/forms/read-forms.ts'
import { type Answered, pagesInProcess } from '#tests/support/pages-in-process.ts'
import { type Asker, askers, cookiesOf, nextNetwork, type Place, places } from './doors.ts'

type Action = { intents?: Readonly<Record<string, Intent<unknown>>> }
type Module = { action?: Action; default?: unknown }

/** A form of a page, whole as its schema asks for it, and who of the askers is shown it. */
export type KnownForm = {
  /** The row of the route table. */
  address: string
  intent: string
  to: string
  body: Body
  schema: z.ZodType
  isValid: boolean
  /** It names one of the page's things. */
  isAboutARow: boolean
  seenBy: ReadonlySet<Asker>
}

const origin = 'http://127.0.0.1:3000'
const names = Object.keys(askers) as Asker[]

type Cookies = ReadonlyMap<Asker, string>
export type Pages = ReturnType<typeof pagesInProcess>

const pathOf = ({ address, params }: Place) =>
  address.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

export const asking = (cookie: string | undefined, more: Record<string, string> = {}) => ({
  ...(cookie === undefined ? {} : { Cookie: cookie }),
  ...more,
})

/** Every form that any asker is shown on a page of the route table with an action of its own. */
export async function formsOf(db: Db, pages: Pages, cookies: Cookies): Promise<KnownForm[]> {
  const found = new Map<string, KnownForm & { seenBy: Set<Asker> }>()
  for (const place of await places(db)) {
    const { action, default: page } = (await import(path.resolve('app', place.file))) as Module
    if (action?.intents === undefined || page === undefined) continue
    const to = pathOf(place)
    for (const asker of names) {
      const answer = await pages(new Request(origin + to, { headers: asking(cookies.get(asker)) }), nextNetwork())
      if (answer.status >= 500) throw new Error(`${asker} at ${to}`, { cause: answer.errors[0] })
      if (answer.status !== 200) continue
      for (const form of readForms(answer.html)) collect(found, { place, to, form, intents: action.intents, asker })
    }
  }
  return [...found.values()]
}

type Seen = { place: Place; to: string; form: PageForm; intents: NonNullable<Action['intents']>; asker: Asker }

function collect(found: Map<string, KnownForm & { seenBy: Set<Asker> }>, seen: Seen): void {
  const { place, to, form, intents, asker } = seen
  const target = new URL(form.action, origin + to)
  // The frame's own forms (language, signing out) belong to other pages.
  if (target.pathname !== to) return
  for (const intent of form.intents.length > 0 ? form.intents : Object.keys(intents).slice(0, 1)) {
    const { schema } = intents[intent] ?? {}
    if (schema === undefined) throw new Error(`${place.address} shows a form for ${intent}, which it does not answer`)
    // Of several rows each has its own; `key` only keeps a form from being sent twice.
    const about = form.fields.flatMap(({ name, type, value }) => (type === 'hidden' && name !== 'key' && isUuid(value) ? [name, value] : []))
    const key = [to + target.search, intent, ...about].join(' ')
    const known = found.get(key)
    if (known !== undefined) known.seenBy.add(asker)
    else
      found.set(key, {
        address: place.address + place.note,
        intent,
        to: to + target.search,
        schema,
        ...filled(form, intent, schema),
        isAboutARow: about.length > 0,
        seenBy: new Set([asker]),
      })
  }
}

const isUuid = (value: string | undefined) => value !== undefined && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)

type Known = { forms: readonly KnownForm[]; pages: Pages; cookies: Cookies }

export type Outcome =
  /** Shown to the door, or told that there is no such thing. */
  | 'refused'
  /** By a rule about the thing, before anything happened. */
  | 'ruled out'
  /** The form itself was not right: nothing is known of who may. */
  | 'not judged'
  | 'done'
  | 'broken'

export type Posted = { form: KnownForm; asker: Asker; outcome: Outcome; answer: Answered }

const whoseDoor = /^\/(?:en\/)?sign-in(?:\/|$|\?)/

export function outcomeOf({ status, location, html }: Answered): Outcome {
  if (status >= 500) return 'broken'
  if (location !== null) return whoseDoor.test(location) ? 'refused' : 'done'
  if ([401, 403, 404].includes(status)) return 'refused'
  if (status < 400) return 'done'
  const reply = JSON.parse(html.startsWith('{') ? html : '{}') as { refusal?: unknown; errors?: object }
  return reply.refusal === undefined && Object.keys(reply.errors ?? {}).length > 0 ? 'not judged' : 'ruled out'
}

export const post = (pages: Pages, to: string, body: Body, cookie: string | undefined) => {
  const hasFile = body.some(([, value]) => value instanceof File)
  const sent = hasFile
    ? toFormData(body)
    : new URLSearchParams(body.map(([name, value]) => [name, value as string]))
  const headers = asking(cookie, { Accept: 'application/json' })
  return pages(new Request(origin + to, { method: 'POST', headers, body: sent }), nextNetwork())
}

/** Every form as everybody who is not shown it. */
async function postAsOthers({ forms, pages, cookies }: Known): Promise<Posted[]> {
  const posted: Posted[] = []
  for (const form of forms)
    for (const asker of names) {
      if (form.seenBy.has(asker)) continue
      const answer = await post(pages, form.to, form.body, cookies.get(asker))
      posted.push({ form, asker, outcome: outcomeOf(answer), answer })
    }
  return posted
}

/** What is theirs, at whose pages the rows of others are asked for. */
const elsewhere = { officer: 'officer.siming', owner: 'owner.baichuan' }
const ofElsewhere: readonly Asker[] = [
  'owner elsewhere',
  'officer elsewhere',
  'finance elsewhere',
  'supervisor elsewhere',
]

/** Every form that names a row, sent to the same page of another body or organization by whoever may work there. */
async function postOthersRows(db: Db, { forms, pages, cookies }: Known): Promise<Posted[]> {
  const theirs = new Map<string, string>()
  for (const place of await places(db, elsewhere)) theirs.set(place.address + place.note, pathOf(place))
  const posted: Posted[] = []
  for (const form of forms) {
    const to = theirs.get(form.address)
    if (!form.isAboutARow || to === undefined || to === form.to.replace(/\?.*$/, '')) continue
    for (const asker of ofElsewhere) {
      const answer = await post(pages, to, form.body, cookies.get(asker))
      posted.push({ form, asker, outcome: outcomeOf(answer), answer })
    }
  }
  return posted
}

const samples = 300
/** The same oddities at every run. */
const seed = 20_261_123

/** Forms with something wrong in them, as who is shown them sends them; some read the page that comes back. */
async function postMutated({ forms, pages, cookies }: Known): Promise<Posted[]> {
  const posted: Posted[] = []
  const rows = forms.flatMap(({ body }) => body.flatMap(([, value]) => (isUuid(String(value)) ? [String(value)] : [])))
  const any = fc
    .constantFrom(...forms)
    .chain((form) =>
      fc.tuple(
        fc.constant(form),
        fc.oneof(
          mutated(form.body, rows),
          oddlyRight(form.body, rows, (body) => accepts(body, form.schema)),
        ),
      ),
    )
  for (const [index, [form, body]] of fc.sample(any, { seed, numRuns: samples }).entries()) {
    const [asker] = form.seenBy
    if (asker === undefined) continue
    const headers = asking(cookies.get(asker), {
      'Content-Type': 'application/x-www-form-urlencoded',
      ...(index % 2 === 0 ? { Accept: 'application/json' } : {}),
    })
    const answer = await pages(
      new Request(origin + form.to, { method: 'POST', headers, body: encoded(body) }),
      nextNetwork(),
    )
    posted.push({ form, asker, outcome: outcomeOf(answer), answer })
  }
  return posted
}

export type PostedForms = { forms: KnownForm[]; asOthers: Posted[]; othersRows: Posted[]; wrong: Posted[] }

/** What becomes of every form of the demonstration in other hands than it was made for. */
export async function postForms(db: Db): Promise<PostedForms> {
  const cookies = await cookiesOf(db)
  const pages = pagesInProcess()
  const forms = await formsOf(db, pages, cookies)
  const known = { forms, pages, cookies }
  try {
    return {
      forms,
      asOthers: await postAsOthers(known),
      othersRows: await postOthersRows(db, known),
      wrong: await postMutated(known),
    }
  } finally {
    await runtime().db.$disconnect()
  }
}
