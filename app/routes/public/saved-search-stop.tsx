import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { nothingSchema } from '#app/domain/account/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orRefuse, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readStop, type StoppedSearch, stopLetters } from '#app/services/saved-search/stop-letters.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

const params = z.object({ token: z.string().max(60) })

/** Only shows: programs that guard a mailbox open every link of a letter. */
export const loader = pageLoader(
  { may: 'anyone', params },
  async ({ ctx, params: { token } }) => orRefuse(await readStop(ctx, token)).search,
)

export const action = pageAction(
  { may: 'anyone', params },
  {
    stop: on(nothingSchema, async ({ ctx, params: { token }, form }) => {
      const outcome = await stopLetters(ctx, token)
      if (!outcome.ok) return outcome
      // A mail program follows no redirect (RFC 8058 section 3.1): it is answered with the page itself.
      if (form.get('List-Unsubscribe') === 'One-Click') return Response.json(null)
      return redirectWithToast(ctx, paths.savedSearchStop(token), 'saved-search.toast.stopped')
    }),
  },
)

export const meta = pageMeta((t) => t('saved-search.stop.title'))

export default function StopLetters() {
  const { name, query, isStopped } = useLoaderData<typeof loader>() as StoppedSearch
  const t = useT()
  const form = useFormState('stop')
  return (
    <Page>
      <Sheet>
        <h1>{t('saved-search.stop.title')}</h1>
        {isStopped ? (
          <>
            <p>{t('saved-search.stop.done', { name })}</p>
            <p>{t('saved-search.stop.again')}</p>
            <p>
              <A to={paths.savedSearches()}>{t('saved-search.title')}</A>
            </p>
          </>
        ) : (
          <>
            <p>{t('saved-search.stop.ask', { name })}</p>
            <ActionButton form={form}>{t('saved-search.stop.submit')}</ActionButton>
          </>
        )}
        <p>
          <A to={paths.search() + query}>{t('saved-search.see')}</A>
        </p>
      </Sheet>
    </Page>
  )
}
