import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { drawAnswerForm, noteMax } from '#app/domain/panel/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useLocale, useT } from '#app/i18n/provider.tsx'
import { answerDraw } from '#app/services/panel/draw-panel.server.ts'
import { readInvitationPage } from '#app/services/panel/queries/invitation-page.server.ts'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ placeId: z.uuid() })

export const loader = pageLoader({ may: 'expert', params }, async ({ ctx, params: { placeId } }) => ({
  page: orNotFound(await readInvitationPage(ctx, placeId)),
}))

export const action = pageAction(
  { may: 'expert', params },
  {
    accept: on(drawAnswerForm, async ({ ctx, params: { placeId }, input: { version } }) => {
      const outcome = await answerDraw(ctx, { placeId, version, accepts: true, reason: '' })
      return outcome.ok ? redirectWithToast(ctx, paths.panel(outcome.callId), 'panel.toast.drawAccepted') : outcome
    }),
    decline: on(drawAnswerForm, async ({ ctx, params: { placeId }, input }) => {
      const outcome = await answerDraw(ctx, { placeId, accepts: false, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.panels(), 'panel.toast.drawDeclined') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('panel.draw.invitation'))

export default function InvitationPageView() {
  const { page } = useLoaderData<typeof loader>()
  const t = useT()
  const td = useDynamicT()
  const locale = useLocale()
  const format = useFormat()
  const accept = useFormState('accept')
  const decline = useFormState('decline')
  const { call } = page
  return (
    <Page crumbs={[{ to: paths.panels(), text: t('panel.inbox.title') }]}>
      <Sheet>
        <h1>{t('panel.draw.invitation')}</h1>
        <p>{t('panel.draw.invited')}</p>
        <h2>
          <A to={paths.call(call.callNo)}>
            <Typed>{call.title}</Typed>
          </A>
        </h2>
        <ul className="meta">
          <li>{locale === 'en' ? call.body.en : call.body.zh}</li>
          <li>{call.callNo}</li>
          <li>
            {t('call.label.deadline')} {format.instant(page.bidDeadlineAt)}
          </li>
        </ul>
        <p>
          <Typed>{call.summary}</Typed>
        </p>
        {page.mayAnswer ? (
          <>
            <p className="notice">{t('panel.draw.answerBy', { at: format.instant(page.dueAt) })}</p>
            <ActionButton form={accept} version={page.version}>
              {t('panel.draw.accept')}
            </ActionButton>
            <details open={decline.wasRefused}>
              <summary>{t('panel.draw.declineTitle')}</summary>
              <PostForm form={decline} version={page.version}>
                <TextArea form={decline} name="reason" label={t('panel.draw.declineWhy')} max={noteMax} rows={3} />
                <Submit quiet>{t('panel.draw.decline')}</Submit>
              </PostForm>
            </details>
          </>
        ) : (
          <p>{td(`panel.draw.done.${page.state === 'CALLED' ? 'EXPIRED' : page.state}`)}</p>
        )}
        {page.state === 'ACCEPTED' ? (
          <p>
            <A className="button" to={paths.panel(call.id)}>
              {t('panel.draw.open')}
            </A>
          </p>
        ) : null}
      </Sheet>
    </Page>
  )
}
