import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { nothingSchema } from '#app/domain/account/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { confirmDataRequest } from '#app/services/privacy/confirm-request.server.ts'
import { readOwnRequest } from '#app/services/privacy/queries/data-requests.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { RequestContent } from '#app/ui/privacy/request-content.tsx'

const params = z.object({ token: z.string().max(100) })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { token } }) => ({
  request: (await readOwnRequest(ctx, token)) ?? null,
}))

export const action = pageAction(
  { may: 'anyone', params },
  {
    confirm: on(nothingSchema, async ({ ctx, params: { token } }) => {
      const outcome = await confirmDataRequest(ctx, token)
      return outcome.ok ? redirectWithToast(ctx, paths.dataRequest(token), 'privacy.request.toast.confirmed') : outcome
    }),
  },
)

type Request = NonNullable<Awaited<ReturnType<typeof loader>>['request']>

export const meta = pageMeta((t) => t('privacy.request.title'))

/** Behind the link of the letter: looking confirms nothing, since mail scanners follow links; afterwards it says how far the request is. */
export default function DataRequestPage() {
  const { request } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.privacy(), text: t('privacy.title') }]}>
      <Sheet>
        {request === null ? (
          <>
            <h1>{t('privacy.request.deadTitle')}</h1>
            <p>{t('privacy.request.dead')}</p>
            <A className="button" to={paths.askDataRequest()}>
              {t('privacy.request.again')}
            </A>
          </>
        ) : request.requestNo === null ? (
          <Confirm request={request} />
        ) : (
          <Standing request={request} requestNo={request.requestNo} />
        )}
      </Sheet>
    </Page>
  )
}

function Confirm({ request }: { request: Request }) {
  const t = useT()
  const form = useFormState('confirm')
  return (
    <>
      <h1>{t('privacy.request.confirmTitle')}</h1>
      <p>{t('privacy.request.confirmLead')}</p>
      <RequestContent request={request} />
      <PostForm form={form}>
        <Submit>{t('privacy.request.confirm')}</Submit>
      </PostForm>
    </>
  )
}

function Standing({ request, requestNo }: { request: Request; requestNo: string }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <>
      <h1>{t('privacy.request.standing', { requestNo })}</h1>
      <p>
        {request.answeredOn === null
          ? t('privacy.request.waits', { day: day(request.dueOn ?? '') })
          : t('privacy.request.answered', { day: day(request.answeredOn) })}
      </p>
      <RequestContent request={request} />
    </>
  )
}
