import { useLoaderData } from '@remix-run/react'
import { callParams } from '#app/domain/call/schema.ts'
import { callFeeForm, reliefs } from '#app/domain/fee/schema.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readGroupChoices } from '#app/services/call/groups-in-force.server.ts'
import { readDraft } from '#app/services/call/queries/bureau-call.server.ts'
import { setFees } from '#app/services/call/set-fees.server.ts'
import { MoneyField, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer', params: callParams }, async ({ ctx, params }) => {
  const { id, version, title, fees } = orNotFound(await readDraft(ctx, params.callId))
  const groups = await readGroupChoices(ctx)
  return {
    id,
    version,
    title,
    groups,
    values: {
      cap: fees.terms === null ? '' : fenToYuanText(toFen(BigInt(fees.terms.capFen))),
      lowShare: fees.terms === null ? '' : String(fees.terms.lowShareBps / 100),
      groups: groups.map(({ code }) => ({
        code,
        relief: fees.groups.find((group) => group.code === code)?.relief ?? '',
      })),
    },
  }
})

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    save: on(callFeeForm, async ({ ctx, params, input }) => {
      const outcome = await setFees(ctx, { callId: params.callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('fee.call.title'))

export default function CallFeesPage() {
  const { id, version, title, groups, values } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('save', values)
  const options = [
    { value: '', label: t('fee.call.relief.no') },
    ...reliefs.map((value) => ({ value, label: t(`fee.call.relief.${value}`) })),
  ]
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(id), text: title },
      ]}
    >
      <Sheet>
        <h1>{t('fee.call.title')}</h1>
        <p className="note">
          <Typed>{title}</Typed>
        </p>
        <p>{t('fee.call.lead')}</p>
        <PostForm form={form} version={version}>
          <MoneyField form={form} name="cap" label={t('fee.call.cap')} hint={t('fee.call.capHint')} optional />
          <TextField
            form={form}
            name="lowShare"
            label={t('fee.call.lowShare')}
            hint={t('fee.call.lowShareHint')}
            inputMode="decimal"
            className="short num"
            autoComplete="off"
            optional
          />
          <section>
            <h2>{t('fee.call.groups')}</h2>
            {groups.map(({ code, name, definition, isConfirmed }, index) => (
              <div key={code}>
                <input type="hidden" name={`groups[${index}].code`} value={code} />
                <SelectField
                  form={form}
                  name={`groups[${index}].relief`}
                  label={name}
                  hint={isConfirmed ? definition : `${definition} ${t('fee.call.unconfirmed')}`}
                  options={options}
                />
              </div>
            ))}
          </section>
          <div className="actions">
            <Submit>{t('fee.call.save')}</Submit>
            <A className="button quiet" to={paths.bureauCall(id)}>
              {t('call.bureau.back')}
            </A>
          </div>
        </PostForm>
      </Sheet>
    </Page>
  )
}
