import { useLoaderData } from '@remix-run/react'
import { callParams, conditionsForm } from '#app/domain/call/schema.ts'
import { organizationKinds } from '#app/domain/organization/schema.ts'
import { awardModes, conditionKinds, conditionUses, reservations } from '#app/domain/call/terms.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readRegionOptions } from '#app/services/organization/queries/region-options.server.ts'
import { readDraft } from '#app/services/call/queries/bureau-call.server.ts'
import { setConditions } from '#app/services/call/set-conditions.server.ts'
import {
  Checkbox,
  MoneyField,
  NumberField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '#app/ui/form/fields.tsx'
import { type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { AddRow, EnterSaves, RemoveRow, rowId } from '#app/ui/form/rows.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer', params: callParams }, async ({ ctx, params }) => {
  const row = orNotFound(await readDraft(ctx, params.callId))
  const yuan = (fen: string) => (fen === '0' ? '' : fenToYuanText(toFen(BigInt(fen))))
  return {
    id: row.id,
    version: row.version,
    regions: await readRegionOptions(ctx),
    title: row.title,
    isVenture: row.method === 'VENTURE_CALL',
    values: {
      conditions: row.conditions,
      reservation: row.reservation,
      negativeListChecked: row.negative_list_checked ? 'on' : '',
      bidBond: yuan(row.bid_bond_fen),
      performanceBond: row.performance_bond_bps === 0 ? '' : String(row.performance_bond_bps / 100),
      awardMode: row.award_mode,
    },
  }
})

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    save: on(conditionsForm, async ({ ctx, params, input }) => {
      const outcome = await setConditions(ctx, { callId: params.callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('call.conditions.title'))

const newRow = { use: 'REQUIRED', kind: 'LEGAL_PERSON' }

export default function CallConditions() {
  const { id, version, title, isVenture, values, regions } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('save', values)
  const rows = Array.from({ length: form.rows('conditions') }, (_, index) => index)
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(id), text: title },
      ]}
    >
      <Sheet>
        <h1>{t('call.conditions.title')}</h1>
        <p className="note">
          <Typed>{title}</Typed>
        </p>
        <p>{t('call.conditions.lead')}</p>
        <PostForm form={form} version={version}>
          <EnterSaves />
          {isVenture ? null : (
            <Checkbox
              form={form}
              name="negativeListChecked"
              label={t('call.conditions.negativeList')}
              hint={t('call.conditions.negativeListHint')}
            />
          )}
          <h2>{t('call.page.conditions')}</h2>
          {rows.length === 0 ? <p>{t('call.conditions.none')}</p> : null}
          {rows.map((index) => (
            <ConditionRow key={index} form={form} index={index} regions={regions} />
          ))}
          <p>
            <AddRow form={form} name="conditions" row={newRow}>
              {t('call.conditions.add')}
            </AddRow>
          </p>
          <h2>{t('call.conditions.more')}</h2>
          <RadioGroup
            form={form}
            name="reservation"
            label={t('call.conditions.reservation')}
            options={reservations.map((value) => ({ value, label: t(`call.reservation.${value}`) }))}
          />
          <RadioGroup
            form={form}
            name="awardMode"
            label={t('call.conditions.awardMode')}
            options={awardModes.map((value) => ({ value, label: t(`call.awardMode.${value}`) }))}
          />
          <div className="two">
            <MoneyField form={form} name="bidBond" label={t('call.conditions.bidBond')} optional />
            <TextField
              form={form}
              name="performanceBond"
              label={t('call.conditions.performanceBond')}
              inputMode="decimal"
              className="short num"
              autoComplete="off"
              optional
            />
          </div>
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

type RowProps = { form: FormState; index: number; regions: readonly { value: string; label: string }[] }

function ConditionRow({ form, index, regions }: RowProps) {
  const t = useT()
  const name = (field: string) => `conditions[${index}].${field}`
  const number = index + 1
  return (
    <fieldset className="row" id={rowId(form, 'conditions', index)}>
      <legend>{t('call.conditions.row', { number })}</legend>
      <TextArea form={form} name={name('text')} label={t('call.conditions.text')} max={300} rows={2} />
      <div className="two">
        <SelectField
          form={form}
          name={name('kind')}
          label={t('call.conditions.kind')}
          options={conditionKinds.map((value) => ({ value, label: t(`call.conditionKind.${value}`) }))}
        />
        <SelectField
          form={form}
          name={name('use')}
          label={t('call.conditions.use')}
          options={conditionUses.map((value) => ({ value, label: t(`call.conditionUse.${value}`) }))}
        />
      </div>
      <details open={form.cameBack && form.errors(name('figure')).length > 0 ? true : undefined}>
        <summary>{t('call.conditions.checked')}</summary>
        <p className="hint">{t('call.conditions.checkedHint')}</p>
        <NumberField
          form={form}
          name={name('figure')}
          label={t('call.conditions.figure')}
          hint={t('call.conditions.figureHint')}
          optional
        />
        <SelectField
          form={form}
          name={name('form')}
          label={t('call.conditionKind.ORGANIZATION_FORM')}
          placeholder={t('credit.form.none')}
          options={organizationKinds.map((value) => ({ value, label: t(`organization.public.kind.${value}`) }))}
          optional
        />
        <SelectField
          form={form}
          name={name('regionId')}
          label={t('call.conditionKind.REGION')}
          placeholder={t('credit.form.none')}
          options={regions}
          optional
        />
      </details>
      <div className="take-away">
        <RemoveRow form={form} name="conditions" index={index} label={t('call.conditions.removeLabel', { number })}>
          {t('common.action.remove')}
        </RemoveRow>
      </div>
    </fieldset>
  )
}
