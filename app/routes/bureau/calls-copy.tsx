import { useLoaderData } from '@remix-run/react'
import { callParams, copyForm } from '#app/domain/call/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { refusalResponse } from '#app/http/refuse.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { copyCall } from '#app/services/call/copy-call.server.ts'
import { readBureauCall } from '#app/services/call/queries/bureau-call.server.ts'
import { Checkbox, DateField, DateTimeField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer', params: callParams }, async ({ ctx, params }) => {
  const call = orNotFound(await readBureauCall(ctx, params.callId))
  if (!call.may.copy) throw refusalResponse({ code: 'forbidden' })
  return { id: call.id, title: call.content.title, mayRetender: call.may.retender }
})

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    copy: on(copyForm, async ({ ctx, params, input }) => {
      const outcome = await copyCall(ctx, { callId: params.callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(outcome.callId), 'call.toast.copied') : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('call.copy.title'))

export default function CopyCall() {
  const { id, title, mayRetender } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('copy', {
    title: mayRetender ? t('call.copy.again', { title }).slice(0, 80) : title,
    isRetender: mayRetender ? 'on' : '',
  })
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(id), text: title },
      ]}
    >
      <Sheet>
        <h1>{t('call.copy.title')}</h1>
        <p className="note">
          <Typed>{title}</Typed>
        </p>
        <p>{t('call.copy.lead')}</p>
        <PostForm form={form}>
          {mayRetender ? (
            <Checkbox
              form={form}
              name="isRetender"
              label={t('call.copy.retender')}
              hint={t('call.copy.retenderHint')}
            />
          ) : null}
          <TextField form={form} name="title" label={t('call.form.title')} maxLength={80} />
          <DateTimeField form={form} name="bidDeadlineAt" label={t('call.form.deadline')} />
          <div className="two">
            <DateField form={form} name="startsOn" label={t('call.form.startsOn')} />
            <DateField form={form} name="endsOn" label={t('call.form.endsOn')} />
          </div>
          <Submit>{t('call.copy.submit')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
