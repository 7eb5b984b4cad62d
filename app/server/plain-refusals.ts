import type { LoaderFunction, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'
import { localeOf } from '#app/i18n/locale.ts'
import { refusalText } from '#app/i18n/translate.ts'
import type { Refusal } from '#app/domain/shared/outcome.ts'

type Route = ServerBuild['routes'][string]

/**
 * A refused page shows its refusal; a file has no page to show it in, and what Remix sends is meant for programs. Whoever pressed
 * "download" reads a sentence in the language of the address.
 */
export function withPlainRefusals(route: Route): Route {
  const { loader } = route.module
  const isPage = route.module.default !== undefined
  if (loader === undefined || isPage) return route
  return { ...route, module: { ...route.module, loader: plainly(loader) } }
}

const plainly =
  (loader: LoaderFunction): LoaderFunction =>
  async (args: LoaderFunctionArgs) => {
    try {
      return await loader(args)
    } catch (thrown) {
      if (!(thrown instanceof Response) || thrown.status < 400) throw thrown
      const { refusal } = (await thrown.clone().json()) as { refusal: Refusal }
      const locale = localeOf(new URL(args.request.url).pathname)
      const minutes = refusal.data?.['minutes']
      return new Response(`${refusalText(locale, refusal.code, refusal.data)}\n`, {
        status: thrown.status,
        headers: {
          'Content-Type': 'text/plain; charset=utf-8',
          'Content-Language': locale,
          ...(typeof minutes === 'number' ? { 'Retry-After': String(minutes * 60) } : {}),
        },
      })
    }
  }
