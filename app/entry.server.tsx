import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToString } from 'react-dom/server'
import { wantsJson } from './http/autosaved.ts'
import { readKnownDocuments } from './services/policy-document/known-documents.server.ts'
import { log } from './services/shared/log.server.ts'
import { contextOf, type LoadContext } from './http/context.server.ts'
import { readFrame } from './http/frame.server.ts'
import { isSecretPage, loggedPath } from './http/logged-path.ts'
import { withoutLocale } from './i18n/locale.ts'
import { KnownDocuments } from './ui/cites.tsx'

/** One string per page: no streaming, so a page's status, title and length are known before its first byte. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: AppLoadContext,
) {
  // An autosave wants the action's answer, not the page around it.
  if (request.method === 'POST' && wantsJson(request) && entry.staticHandlerContext.errors === null) {
    const [answer] = Object.values(entry.staticHandlerContext.actionData ?? {}) as unknown[]
    headers.set('Cache-Control', 'no-store')
    headers.set('Content-Type', 'application/json')
    return new Response(JSON.stringify(answer ?? null), { status, headers })
  }
  const { loaderData } = entry.staticHandlerContext
  // After a failed post no loader ran: the error's page still says who is signed in and under which number it is logged.
  loaderData['root'] ??= await contextOf(request, context)
    .then((ctx) => readFrame(ctx))
    .catch(() => undefined)
  const documents = await contextOf(request, context)
    .then(({ db, now }) => readKnownDocuments(db, now))
    .catch(() => new Map<string, string>())
  const html = renderToString(
    <KnownDocuments.Provider value={documents}>
      <RemixServer context={entry} url={request.url} />
    </KnownDocuments.Provider>,
  )
  headers.set('Content-Type', 'text/html; charset=utf-8')
  // A page made for one person is nobody else's to keep.
  if (!headers.has('Cache-Control')) {
    const isOnesOwn = request.headers.has('Cookie') || isSecretPage(withoutLocale(new URL(request.url).pathname))
    headers.set('Cache-Control', isOnesOwn ? 'private, no-store' : 'no-cache')
  }
  headers.append('Vary', 'Cookie')
  // The server takes it from here as it is (app/server/answer-remix.ts).
  context['html'] = `<!DOCTYPE html>${html}`
  return new Response(null, { status, headers })
}

/** Surprises: logged under the number that the page shows. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  if (request.signal.aborted) return
  // A method or an address that no page has: answered with its status, and nothing to look into.
  if (isRouteErrorResponse(error) && error.status < 500) return
  log.error(
    {
      requestId: (context as LoadContext).requestId,
      method: request.method,
      path: loggedPath(request.url),
      err: error,
    },
    'request failed',
  )
}
