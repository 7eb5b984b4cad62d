import { correctionKinds, correctionMax } from '#app/domain/panel/schema.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { SigningPage } from '#app/services/panel/queries/signing-page.server.ts'
import { RadioGroup, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'

export function CloseSilent({ version }: { version: number }) {
  const t = useT()
  const form = useFormState('closeSilent')
  return (
    <Sheet>
      <h2>{t('panel.signing.closeSilent')}</h2>
      <p>{t('panel.signing.closeSilentIntro')}</p>
      <ActionButton form={form} version={version}>
        {t('panel.signing.closeSilent')}
      </ActionButton>
    </Sheet>
  )
}

export function Reopen({ version }: { version: number }) {
  const t = useT()
  const form = useFormState('reopen')
  return (
    <Sheet>
      <details open={form.wasRefused}>
        <summary>{t('panel.signing.reopen')}</summary>
        <p>{t('panel.signing.reopenIntro')}</p>
        <PostForm form={form} version={version}>
          <TextArea form={form} name="reason" label={t('panel.signing.reason')} max={correctionMax} rows={3} />
          <Submit grave>{t('panel.signing.reopen')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}

export function Correct({ page }: { page: SigningPage }) {
  const t = useT()
  const td = useDynamicT()
  const form = useFormState('correct')
  return (
    <Sheet>
      <details open={form.wasRefused}>
        <summary>{t('panel.signing.correct')}</summary>
        <p>{t('panel.signing.correctIntro')}</p>
        <PostForm form={form} version={page.panel.version}>
          <RadioGroup
            form={form}
            name="kind"
            label={t('panel.signing.kind')}
            options={correctionKinds.map((value) => ({
              value,
              label: td(`award.correction.${value}`),
              hint: td(`panel.signing.kindHint.${value}`),
            }))}
          />
          <SelectField
            form={form}
            name="mark"
            label={t('panel.signing.mark')}
            hint={t('panel.signing.markHint')}
            placeholder={t('panel.signing.noMark')}
            optional
            options={page.marks.map(({ value, bid, judge, criterion, points }) => ({
              value,
              label: `${bid} · ${criterion} · ${judge ?? t('panel.signing.agreedValue')} · ${points}`,
            }))}
          />
          <TextField
            form={form}
            name="points"
            label={t('panel.signing.newPoints')}
            inputMode="decimal"
            className="short num"
            autoComplete="off"
            optional
          />
          <TextArea form={form} name="reason" label={t('panel.signing.reason')} max={correctionMax} rows={3} />
          <Submit>{t('panel.signing.correctSubmit')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}
