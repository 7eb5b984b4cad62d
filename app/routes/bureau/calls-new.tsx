import { useLoaderData } from '@remix-run/react'
import { newCallForm } from '#app/domain/call/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { refusalResponse } from '#app/http/refuse.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { draftCall } from '#app/services/call/draft-call.server.ts'
import { readCallOptions } from '#app/services/call/queries/call-options.server.ts'
import { CallFields, useCallLabels } from '#app/ui/call/call-form.tsx'
import { SelectField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

export const loader = pageLoader({ may: 'officer' }, async ({ ctx }) => {
  const options = await readCallOptions(ctx)
  // Approvers pass the gate of this area and may not draft.
  if (options.bodies.length === 0) throw refusalResponse({ code: 'forbidden' })
  return { options }
})

export const action = pageAction(
  { may: 'officer' },
  {
    draft: on(newCallForm, async ({ ctx, input }) => {
      const outcome = await draftCall(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(outcome.callId), 'call.toast.created') : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('call.form.newTitle'))

export default function NewCall() {
  const { options } = useLoaderData<typeof loader>()
  const t = useT()
  const [body] = options.bodies
  const form = useFormState('draft', { bodyId: body?.id, regionId: body?.regionId, quorum: '3' })
  return (
    <Page crumbs={[{ to: paths.bureauCalls(), text: t('call.bureau.title') }]}>
      <Sheet>
        <h1>{t('call.form.newTitle')}</h1>
        <PostForm form={form} labels={useCallLabels()}>
          {options.bodies.length === 1 ? (
            <input type="hidden" name="bodyId" value={body?.id} />
          ) : (
            <SelectField
              form={form}
              name="bodyId"
              label={t('call.form.body')}
              options={options.bodies.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <CallFields form={form} options={options} bodyId={options.bodies.length === 1 ? body?.id : undefined} />
          <div className="actions">
            <Submit>{t('call.form.create')}</Submit>
          </div>
        </PostForm>
      </Sheet>
    </Page>
  )
}
