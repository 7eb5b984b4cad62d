import { conflictKinds, noteMax } from '#app/domain/panel/schema.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { PanelPage } from '#app/services/panel/queries/panel-page.server.ts'
import { Checkbox, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { BidName } from './bid-name.tsx'

export function Pledge() {
  const t = useT()
  const form = useFormState('pledge')
  return (
    <Sheet labelledBy="pledge">
      <h2 id="pledge">{t('panel.pledge.title')}</h2>
      <p>{t('panel.pledge.text')}</p>
      <PostForm form={form}>
        <Checkbox form={form} name="agreed" label={t('panel.pledge.agree')} />
        <Submit>{t('panel.pledge.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

export function Declare({ page }: { page: PanelPage }) {
  const t = useT()
  const td = useDynamicT()
  const form = useFormState('declare')
  const pending = page.bids.filter(({ declared }) => declared === null)
  return (
    <Sheet labelledBy="declare">
      <h2 id="declare">{t('panel.page.declareTitle')}</h2>
      <p>{t('panel.page.declareIntro')}</p>
      <PostForm form={form}>
        {pending.map((bid, index) => {
          const options = conflictKinds
            .filter((kind) => !(bid.isOwn && kind === 'NONE'))
            .map((kind) => ({ value: kind, label: td(`panel.conflict.${kind}`) }))
          return (
            <fieldset className="choices" key={bid.id}>
              <legend>
                <BidName bid={bid} />
              </legend>
              {bid.isOwn ? <p className="notice">{t('panel.page.ownOrganization')}</p> : null}
              {bid.ties
                .filter((tie) => tie !== 'member')
                .map((tie) => (
                  <p key={tie} className="notice">
                    {td(`panel.tie.${tie}`)}
                  </p>
                ))}
              <input type="hidden" name={`declarations[${index}].bidId`} value={bid.id} />
              <SelectField
                form={form}
                name={`declarations[${index}].kind`}
                label={t('panel.page.kind', { organization: bid.organization })}
                options={options}
                placeholder={t('panel.page.choose')}
              />
              <TextField
                form={form}
                name={`declarations[${index}].note`}
                label={t('panel.page.note')}
                hint={t('panel.page.noteHint')}
                maxLength={noteMax}
                optional
              />
            </fieldset>
          )
        })}
        <Checkbox form={form} name="truthful" label={t('panel.page.truthful')} />
        <Submit>{t('panel.page.declare')}</Submit>
      </PostForm>
    </Sheet>
  )
}
