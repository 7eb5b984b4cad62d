import { redirect } from '@remix-run/node'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { localize } from '#app/i18n/locale.ts'
import { findCited } from '#app/services/policy-document/queries/policies.server.ts'

const wordsMax = 400

/** From the words of a rule to the document they name; to the search of documents where there is none. */
export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const words = (url.searchParams.get('in') ?? '').slice(0, wordsMax)
  const id = words === '' ? undefined : await findCited(ctx, words)
  const to = id === undefined ? `${paths.policies()}?${new URLSearchParams({ q: words }).toString()}` : paths.policy(id)
  return redirect(localize(to, ctx.locale))
})
