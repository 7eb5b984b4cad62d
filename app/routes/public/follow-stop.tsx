import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { nothingSchema } from '#app/domain/account/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orRefuse, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readFollowStop, type StoppedFollow, stopNews } from '#app/services/follow/stop-news.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ token: z.string().max(60) })

/** Only shows: programs that guard a mailbox open every link of a letter. */
export const loader = pageLoader(
  { may: 'anyone', params },
  async ({ ctx, params: { token } }) => orRefuse(await readFollowStop(ctx, token)).stopped,
)

export const action = pageAction(
  { may: 'anyone', params },
  {
    stop: on(nothingSchema, async ({ ctx, params: { token }, form }) => {
      const outcome = await stopNews(ctx, token)
      if (!outcome.ok) return outcome
      // A mail program follows no redirect (RFC 8058 section 3.1): it is answered with the page itself.
      if (form.get('List-Unsubscribe') === 'One-Click') return Response.json(null)
      return redirectWithToast(ctx, paths.followStop(token), 'saved-search.toast.stopped')
    }),
  },
)

export const meta = pageMeta((t) => t('follow.stop.title'))

export default function StopNews() {
  const { title, projectNo, callNo, isStopped } = useLoaderData<typeof loader>() as StoppedFollow
  const t = useT()
  const form = useFormState('stop')
  return (
    <Page>
      <Sheet>
        <h1>{t('follow.stop.title')}</h1>
        <p>
          <A to={projectNo === null ? paths.call(callNo ?? '') : paths.project(projectNo)}>
            <Typed>{title}</Typed>
          </A>
        </p>
        {isStopped ? (
          <>
            <p>{t('follow.stop.done')}</p>
            <p>
              <A to={paths.follows()}>{t('follow.title')}</A>
            </p>
          </>
        ) : (
          <>
            <p>{t('follow.stop.ask')}</p>
            <ActionButton form={form}>{t('saved-search.stop.submit')}</ActionButton>
          </>
        )}
      </Sheet>
    </Page>
  )
}
