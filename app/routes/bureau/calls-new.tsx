import { useLoaderData } from '@remix-run/react'
import { callLimits, newCallForm } from '#app/domain/call/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { refusalResponse } from '#app/http/refuse.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { draftCall } from '#app/services/call/draft-call.server.ts'
import { readCallOptions } from '#app/services/call/queries/call-options.server.ts'
import { readNeedsForCall } from '#app/services/need/queries/needs-behind.server.ts'
import { CallFields, useCallLabels } from '#app/ui/call/call-form.tsx'
import { SelectField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer' }, async ({ ctx, url }) => {
  const options = await readCallOptions(ctx)
  // Approvers pass the gate of this area and may not draft.
  if (options.bodies.length === 0) throw refusalResponse({ code: 'forbidden' })
  return { options, needs: await readNeedsForCall(ctx, url.searchParams.getAll('need').slice(0, 10)) }
})

export const action = pageAction(
  { may: 'officer' },
  {
    draft: on(newCallForm, async ({ ctx, input: { needs, ...input } }) => {
      const outcome = await draftCall(ctx, { ...input, needNos: needs.split(/\s+/).filter((part) => part !== '') })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(outcome.callId), 'call.toast.created') : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('call.form.newTitle'))

export default function NewCall() {
  const { options, needs } = useLoaderData<typeof loader>()
  const t = useT()
  const [body] = options.bodies
  const form = useFormState('draft', {
    bodyId: body?.id,
    regionId: needs[0]?.regionId ?? body?.regionId,
    quorum: '3',
    needs: needs.map(({ needNo }) => needNo).join(' '),
    ...(needs[0] === undefined
      ? {}
      : {
          title: needs[0].title,
          field: needs[0].field,
          summary: needs
            .map(({ title }) => title)
            .join('；')
            .slice(0, callLimits.summary),
          requirement: needs.map(({ what, whyNow }) => `${what}\n${whyNow}`).join('\n\n'),
          beneficiaries: needs
            .map(({ beneficiaries }) => beneficiaries)
            .join('；')
            .slice(0, callLimits.beneficiaries),
        }),
  })
  return (
    <Page crumbs={[{ to: paths.bureauCalls(), text: t('call.bureau.title') }]}>
      <Sheet>
        <h1>{t('call.form.newTitle')}</h1>
        {needs.length === 0 ? null : (
          <div className="notice">
            <p>{t('need.toCall.from')}</p>
            <ul>
              {needs.map(({ needNo, title }) => (
                <li key={needNo}>
                  <A to={paths.need(needNo)}>
                    <Typed>{title}</Typed>
                  </A>
                </li>
              ))}
            </ul>
          </div>
        )}
        <PostForm form={form} labels={useCallLabels()}>
          <input type="hidden" name="needs" value={form.value('needs')} />
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
