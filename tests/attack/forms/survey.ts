import path from 'node:path'
import type { z } from 'zod'
import type { Intent } from '#app/http/page.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import {
  type Asker,
  askers,
  type cookiesOf,
  nextNetwork,
  type Place,
  places,
} from '#tests/integration/demonstration/doors.ts'
import { type Body, filled } from './fill.ts'
import { type PageForm, readForms } from './read-forms.ts'

/** What a page answered. `errors`: what nobody foresaw, as far as it is told. */
export type Answered = { status: number; location: string | null; html: string; errors: readonly unknown[] }

/** The site, in this process or behind an address; its own address is `origin`. */
export type Pages = (request: Request, ip: string) => Promise<Answered>

export type Cookies = Awaited<ReturnType<typeof cookiesOf>>

/** A form of a page, whole as its schema asks for it, and who of the askers is shown it. */
export type KnownForm = {
  /** The row of the route table, and which of its things. */
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

export type Asking = { pages: Pages; cookies: Cookies; modules: Modules }
export type Known = Asking & { forms: readonly KnownForm[] }

export const origin = 'http://127.0.0.1:3000'
export const allAskers = Object.keys(askers) as Asker[]

export const pathOf = ({ address, params }: Place) =>
  address.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

export const asking = (cookie: string | undefined, more: Readonly<Record<string, string>> = {}) => ({
  ...(cookie === undefined ? {} : { Cookie: cookie }),
  ...more,
})

export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)

type Action = { intents?: Readonly<Record<string, Intent<unknown>>> }
export type Module = { action?: Action; default?: unknown }
/** What answers at an address. */
export type Modules = (place: Place) => Promise<Module>

/** As they are written: where whoever imports them knows of Vite. */
export const ownModules: Modules = ({ file }) => import(path.resolve('app', file)) as Promise<Module>
type Found = Map<string, KnownForm & { seenBy: Set<Asker> }>

/** Every form that any asker is shown on a page of the route table with an action of its own. */
export async function formsOf(db: Db, { pages, cookies, modules }: Asking): Promise<KnownForm[]> {
  const found: Found = new Map()
  for (const place of await places(db)) {
    const { action, default: page } = await modules(place)
    if (action?.intents === undefined || page === undefined) continue
    const to = pathOf(place)
    for (const asker of allAskers) {
      const answer = await pages(new Request(origin + to, { headers: asking(cookies.get(asker)) }), nextNetwork())
      if (answer.status >= 500) throw new Error(`${asker} at ${to}`, { cause: answer.errors[0] })
      if (answer.status !== 200) continue
      for (const form of readForms(answer.html)) collect(found, { place, to, form, intents: action.intents, asker })
    }
  }
  return [...found.values()]
}

type Seen = { place: Place; to: string; form: PageForm; intents: NonNullable<Action['intents']>; asker: Asker }

function collect(found: Found, { place, to, form, intents, asker }: Seen): void {
  const target = new URL(form.action, origin + to)
  // The frame's own forms belong to other pages.
  if (target.pathname !== to) return
  for (const intent of form.intents.length > 0 ? form.intents : Object.keys(intents).slice(0, 1)) {
    const { schema } = intents[intent] ?? {}
    if (schema === undefined) throw new Error(`${place.address} shows a form for ${intent}, which it does not answer`)
    // Of several rows each has its own; `key` only keeps a form from being sent twice.
    const about = form.fields.flatMap(({ name, type, value }) =>
      type === 'hidden' && name !== 'key' && isUuid(value) ? [name, value] : [],
    )
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
