import { useLoaderData } from '@remix-run/react'
import { callParams } from '#app/domain/call/schema.ts'
import { keyholdersInput } from '#app/domain/opening/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readKeyholderPart } from '#app/services/call/queries/keyholder-candidates.server.ts'
import { setKeyholders } from '#app/services/call/set-keyholders.server.ts'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { NumberField, SelectField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer', params: callParams }, async ({ ctx, params }) =>
  orNotFound(await readKeyholderPart(ctx, params.callId)),
)

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    save: on(keyholdersInput, async ({ ctx, params, input }) => {
      const outcome = await setKeyholders(ctx, { callId: params.callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('opening.keyholders.title'))

export default function CallKeyholders() {
  const { id, version, title, officials, escrows, officers, escrow, threshold, isNew } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('save', { officers, escrow, threshold })
  const option = ({ id: value, name, hasKey }: (typeof officials)[number]) => ({
    value,
    label: hasKey ? name : t('opening.keyholders.withoutKey', { name }),
  })
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(id), text: title },
      ]}
    >
      <Sheet>
        <h1>{t('opening.keyholders.title')}</h1>
        <p className="note">
          <Typed>{title}</Typed>
        </p>
        <p>{t('opening.keyholders.lead')}</p>
        <p>
          {t('opening.keyholders.eachSetsUp')} <A to={paths.openingKey()}>{t('opening.keyholders.ownKey')}</A>
        </p>
        {isNew ? <p className="notice">{t('opening.keyholders.suggested')}</p> : null}
        <PostForm form={form} version={version}>
          <CheckGroup
            form={form}
            name="officers"
            label={t('opening.keyholders.officers')}
            hint={t('opening.keyholders.officersHint')}
            options={officials.map(option)}
          />
          <SelectField
            form={form}
            name="escrow"
            label={t('opening.keyholders.escrow')}
            hint={t('opening.keyholders.escrowHint')}
            options={escrows.map(option)}
            placeholder={t('call.form.choose')}
          />
          <NumberField
            form={form}
            name="threshold"
            label={t('opening.keyholders.threshold')}
            hint={t('opening.keyholders.thresholdHint')}
          />
          <div className="actions">
            <Submit>{t('call.form.saveAndBack')}</Submit>
            <A className="button quiet" to={paths.bureauCall(id)}>
              {t('call.bureau.back')}
            </A>
          </div>
        </PostForm>
      </Sheet>
    </Page>
  )
}
