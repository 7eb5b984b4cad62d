import type { AppLoadContext } from '@remix-run/node'
import { anonymous } from '#app/domain/shared/actor.ts'
import { localeOf } from '#app/i18n/locale.ts'
import { readSession } from '#app/services/account/read-session.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { sessionCookie } from './cookies.server.ts'
import { runtime } from './runtime.server.ts'

/** What the server in front hands over with each request (app/server/web.ts). */
export type LoadContext = AppLoadContext & { requestId: string; ip: string; now: Date; drained: () => Promise<void> }

// A page's loaders share one context: the session is read once per request.
const byRequest = new WeakMap<AppLoadContext, Promise<Context>>()

export function contextOf(request: Request, loadContext: AppLoadContext): Promise<Context> {
  let context = byRequest.get(loadContext)
  if (context === undefined) {
    context = build(request, loadContext as LoadContext)
    byRequest.set(loadContext, context)
  }
  return context
}

async function build(request: Request, { requestId, ip, now }: LoadContext): Promise<Context> {
  const { replica, ...made } = runtime()
  const token: unknown = await sessionCookie().parse(request.headers.get('Cookie'))
  const actor = typeof token === 'string' && token !== '' ? await readSession(made.db, token) : anonymous
  // Who wrote anything here carries a cookie, a word of thanks at least, and reads what they wrote.
  const isReader = ['GET', 'HEAD'].includes(request.method) && request.headers.get('Cookie') === null
  return {
    ...made,
    ...(isReader && replica !== undefined ? { db: replica } : {}),
    actor,
    now,
    locale: localeOf(new URL(request.url).pathname),
    requestId,
    ip,
  }
}
