import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { parseWithZod } from '@conform-to/zod/v4'
import type { z } from 'zod'
import { type Gate, gates } from '#app/domain/account/gates.ts'
import type { Outcome, Refusal } from '#app/domain/shared/outcome.ts'
import { localize } from '#app/i18n/locale.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { contextOf, type LoadContext } from './context.server.ts'
import { toastHeader, type Toast } from './cookies.server.ts'
import { readFor } from './from-replica.server.ts'
import { readForm } from './read-form.server.ts'
import type { FormReply } from './form-reply.ts'
import { issueToKey } from './issue-to-key.ts'
import { notFound, refusalResponse, statusOfRefusal } from './refuse.server.ts'
import { noteRefusal, noteThrown } from './note-refusal.server.ts'
import { paths } from './paths.ts'
import { isRowIntent, rowIntentField } from './row-intent.ts'

type PageArgs<Params> = { ctx: Context; params: Params; request: Request; url: URL }
/** `drained`: settles when what was sent so far has gone out (app/server/drained.ts). */
type LoaderArgs<Params> = PageArgs<Params> & { drained: () => Promise<void> }
type AnyParams = z.ZodObject
type NoParams = z.ZodObject<Record<string, z.ZodString>>

/** The gate every route names; see domain/account/gates.ts. Signed-out people are sent to sign in and back. */
function passGate(ctx: Context, gate: Gate, url: URL): void {
  if (gates[gate](ctx.actor)) return
  const back = `${url.pathname}${url.search}`
  const to = (path: string) => redirect(`${localize(path, ctx.locale)}?to=${encodeURIComponent(back)}`)
  if (ctx.actor.accountId === undefined) throw to(paths.signIn())
  if (ctx.actor.owesSecondFactor) throw to(paths.signInCode())
  throw refusalResponse({ code: 'forbidden' })
}

/** PostgreSQL keeps no NUL: an address with one names nothing. */
const isAddress = (request: Request): boolean => !/%00/.test(request.url)

function readParams<Params extends AnyParams>(schema: Params | undefined, raw: unknown): z.output<Params> {
  if (schema === undefined) return {} as z.output<Params>
  const parsed = schema.safeParse(raw)
  // An address that cannot exist is a page that is not there.
  if (!parsed.success) throw notFound()
  return parsed.data
}

/** A page's data: gate, params, then the handler; what it returns is a view model made for the page, plain JSON. */
export function pageLoader<View, Params extends AnyParams = NoParams>(
  options: { may: Gate; params?: Params },
  handler: (args: LoaderArgs<z.output<Params>>) => Promise<View>,
) {
  const loader = async ({ request, params, context }: LoaderFunctionArgs): Promise<View> => {
    if (!isAddress(request)) throw notFound()
    const ctx = await contextOf(request, context)
    const url = new URL(request.url)
    const { drained } = context as LoadContext
    try {
      passGate(ctx, options.may, url)
      const known = readParams(options.params, params)
      return await readFor(ctx, (reader) => handler({ ctx: reader, params: known, request, url, drained }))
    } catch (thrown) {
      await noteThrown({ ctx, request }, thrown)
      throw thrown
    }
  }
  return Object.assign(loader, { may: options.may })
}

type IntentArgs<Params, Input> = PageArgs<Params> & { input: Input; form: FormData }
type Posted = { ctx: Context; request: Request; params: ActionFunctionArgs['params'] }
type Answer = Response | Outcome
/** What was typed, as it came; fields that were left out are not there. */
export type Typed = Readonly<Record<string, unknown>>
export type Intent<Params> = {
  schema: z.ZodType
  /** A rule of the handler that can be told before the rest is right: then one round says everything. */
  also?: ((typed: Typed) => Outcome) | undefined
  handle: (args: IntentArgs<Params, unknown>) => Promise<Answer>
}

/** One thing a form may ask for: its schema, and what is done with it. A refusal goes back to the form with all that was typed. */
export const on = <Schema extends z.ZodType, Params = Record<string, string>>(
  schema: Schema,
  handle: (args: IntentArgs<Params, z.output<Schema>>) => Promise<Answer>,
  also?: (typed: Typed) => Outcome,
): Intent<Params> => ({ schema, also, handle: handle as Intent<Params>['handle'] })

/**
 * A page's forms. The button's `intent` names which; a form without one means the first. Returns 422/409 with a FormReply when
 * refused; handlers answer with a Response (usually redirectWithToast) when it is done.
 */
export function pageAction<Params extends AnyParams = NoParams>(
  options: { may: Gate; params?: Params; takesFile?: boolean },
  intents: Record<string, Intent<z.output<Params>>>,
) {
  const answer = async ({ ctx, request, params }: Posted): Promise<Response> => {
    const url = new URL(request.url)
    passGate(ctx, options.may, url)
    const parsedParams = readParams(options.params, params)
    const form = await readForm(request, options)
    if (!form.ok) throw refusalResponse(form.refusal)
    // The pressed button comes after the form's own hidden field.
    const asked = form.data.getAll('intent').at(-1)
    const name = asked ?? Object.keys(intents)[0]
    const intent = typeof name === 'string' && Object.hasOwn(intents, name) ? intents[name] : undefined
    if (typeof name !== 'string' || intent === undefined) throw refusalResponse({ code: 'invalid' })

    if (!isRowIntent(form.data.get(rowIntentField), [...form.data.keys()])) form.data.delete(rowIntentField)
    const submission = parseWithZod(form.data, { schema: intent.schema, error: issueToKey })
    // A row was added or taken away: the form comes back as it was typed, and nothing is judged yet.
    if (submission.status === undefined) return reply(name, form.data, submission.payload, {}, undefined, 200)
    if (submission.status !== 'success') {
      const errors = submission.error ?? {}
      const further = intent.also?.(submission.payload)
      if (further === undefined || further.ok) return reply(name, form.data, submission.payload, errors, undefined)
      const { field = '', code } = further.refusal
      return reply(name, form.data, submission.payload, { [field]: [code], ...errors }, { ...further.refusal, field })
    }
    const outcome = await intent.handle({
      ctx,
      params: parsedParams,
      request,
      url,
      input: submission.value,
      form: form.data,
    })
    if (outcome instanceof Response) return outcome
    if (isFound(outcome)) return reply(name, form.data, submission.payload, {}, undefined, 200, outcome.found)
    if (outcome.ok) return redirect(`${url.pathname}${url.search}`)
    const { refusal } = outcome
    if (refusal.code === 'not-found' || refusal.code === 'forbidden') throw refusalResponse(refusal)
    noteRefusal({ ctx, request, intent: name }, refusal)
    return reply(name, form.data, submission.payload, errorsOf(refusal), refusal)
  }
  const action = async ({ request, params, context }: ActionFunctionArgs): Promise<Response> => {
    if (!isAddress(request)) throw notFound()
    const ctx = await contextOf(request, context)
    try {
      return await answer({ ctx, request, params })
    } catch (thrown) {
      await noteThrown({ ctx, request }, thrown)
      throw thrown
    }
  }
  return Object.assign(action, { may: options.may, intents })
}

/** The form comes back as it was typed, with what was looked up for it. */
export const found = (what: Readonly<Record<string, string>>) => ({ ok: true as const, found: what })
const isFound = (answer: Outcome): answer is ReturnType<typeof found> => answer.ok && 'found' in answer

const errorsOf = ({ code, field, fields = {} }: Refusal): Record<string, string[]> => ({
  ...(field === undefined ? {} : { [field]: [code] }),
  ...Object.fromEntries(Object.entries(fields).map(([name, key]) => [name, [key]])),
})

function reply(
  intent: string,
  form: FormData,
  payload: Record<string, unknown>,
  errors: Record<string, string[] | null>,
  refusal: Refusal | undefined,
  status = refusal === undefined ? 422 : statusOfRefusal(refusal),
  found?: FormReply['found'],
) {
  const secret = new Set([...form.keys()].filter((key) => /password|passphrase|secret|^code$/i.test(key)))
  const body: FormReply = {
    kind: 'form-reply',
    intent,
    // Files cannot be given back by a browser, and secrets must not be.
    values: JSON.parse(
      JSON.stringify(payload, (key, value: unknown) => (secret.has(key) || value instanceof File ? undefined : value)),
    ) as Record<string, unknown>,
    errors: Object.fromEntries(
      Object.entries(errors).flatMap(([field, list]) => (list === null ? [] : [[field, list]])),
    ),
    refusal,
    found,
  }
  return Response.json(body, { status })
}

/** After a change: on to the next page, which says once that it was done. `path` comes from `paths`. */
export async function redirectWithToast(ctx: Context, path: string, toast: Toast['key'], values?: Toast['values']) {
  return redirect(localize(path, ctx.locale), {
    status: 303,
    headers: { 'Set-Cookie': await toastHeader({ key: toast, values }) },
  })
}

/** On to another page without a word. */
export const goTo = (ctx: Context, path: string) => redirect(localize(path, ctx.locale), 303)

/** The value, or the page of the refusal. */
export function orRefuse<T extends object>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw refusalResponse(outcome.refusal)
  return outcome
}

export function orNotFound<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw notFound()
  return value
}
