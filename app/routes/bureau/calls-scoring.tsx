import { useLoaderData } from '@remix-run/react'
import { callParams } from '#app/domain/call/schema.ts'
import { usualCalibration } from '#app/domain/panel/groups.ts'
import { scoringForm } from '#app/domain/panel/schema.ts'
import { reasonsRules } from '#app/domain/panel/score-sheet.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { readScoringSettings } from '#app/services/call/queries/scoring-settings.server.ts'
import { setScoring } from '#app/services/call/set-scoring.server.ts'
import { Checkbox, NumberField, RadioGroup } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer', params: callParams }, async ({ ctx, params: { callId } }) =>
  orNotFound(await readScoringSettings(ctx, callId)),
)

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    save: on(scoringForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await setScoring(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(callId), 'panel.settings.saved') : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('panel.settings.title'))

export default function CallScoring() {
  const { id, version, title, isBlind, reasons, allowsDiscussion, calibration, mayCalibrate } =
    useLoaderData<typeof loader>()
  const t = useT()
  const td = useDynamicT()
  const { dropHigh, dropLow, meanDecimals, coefficientDecimals, decimals } = calibration ?? usualCalibration
  const form = useFormState('save', {
    isBlind: isBlind ? 'on' : '',
    reasons,
    allowsDiscussion: allowsDiscussion ? 'on' : '',
    calibrates: calibration === null ? '' : 'on',
    dropHigh: String(dropHigh),
    dropLow: String(dropLow),
    meanDecimals: String(meanDecimals),
    coefficientDecimals: String(coefficientDecimals),
    decimals: String(decimals),
  })
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(id), text: title },
      ]}
    >
      <Sheet>
        <h1>{t('panel.settings.title')}</h1>
        <p className="note">
          <Typed>{title}</Typed>
        </p>
        <p>{t('panel.settings.lead')}</p>
        <PostForm form={form} version={version}>
          <Checkbox
            form={form}
            name="isBlind"
            label={t('panel.settings.isBlind')}
            hint={t('panel.settings.isBlindHint')}
          />
          <RadioGroup
            form={form}
            name="reasons"
            label={t('panel.settings.reasons')}
            options={reasonsRules.map((value) => ({ value, label: td(`panel.reasons.${value}`) }))}
          />
          <Checkbox
            form={form}
            name="allowsDiscussion"
            label={t('panel.settings.allowsDiscussion')}
            hint={t('panel.settings.allowsDiscussionHint')}
          />
          {mayCalibrate ? (
            <fieldset className="choices">
              <legend>{t('panel.settings.groups')}</legend>
              <p className="hint">{t('panel.settings.groupsHint')}</p>
              <Checkbox form={form} name="calibrates" label={t('panel.settings.calibrates')} />
              <div className="two">
                <NumberField form={form} name="dropHigh" label={t('panel.settings.dropHigh')} optional />
                <NumberField form={form} name="dropLow" label={t('panel.settings.dropLow')} optional />
                <NumberField form={form} name="meanDecimals" label={t('panel.settings.meanDecimals')} optional />
                <NumberField
                  form={form}
                  name="coefficientDecimals"
                  label={t('panel.settings.coefficientDecimals')}
                  optional
                />
                <NumberField form={form} name="decimals" label={t('panel.settings.totalDecimals')} optional />
              </div>
              <p className="hint">{t('panel.settings.dropsHint')}</p>
            </fieldset>
          ) : null}
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
