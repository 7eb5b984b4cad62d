import { useLoaderData } from '@remix-run/react'
import { recognitionKinds } from '#app/domain/rating/recognition.ts'
import { endRecognitionForm, recognitionForm, recognitionStep } from '#app/domain/rating/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readRegionOptions } from '#app/services/organization/queries/region-options.server.ts'
import { readRecognitionBoard, type RecognitionWork } from '#app/services/rating/queries/recognitions.server.ts'
import {
  confirmRecognition,
  endRecognition,
  enterRecognition,
  withdrawRecognition,
} from '#app/services/rating/recognition.server.ts'
import { DateField, FileField, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { RecognitionItem } from '#app/ui/rating/recognition-item.tsx'
import { Tag } from '#app/ui/tag.tsx'

export const loader = pageLoader({ may: 'body' }, async ({ ctx }) => ({
  ...(await readRecognitionBoard(ctx)),
  regions: await readRegionOptions(ctx),
}))

export const action = pageAction(
  { may: 'body', takesFile: true },
  {
    enter: on(recognitionForm, async ({ ctx, input }) => {
      const outcome = await enterRecognition(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauRecognition(), 'recognition.toast.entered') : outcome
    }),
    confirm: on(recognitionStep, async ({ ctx, input }) => {
      const outcome = await confirmRecognition(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauRecognition(), 'recognition.toast.confirmed') : outcome
    }),
    withdraw: on(recognitionStep, async ({ ctx, input }) => {
      const outcome = await withdrawRecognition(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauRecognition(), 'recognition.toast.withdrawn') : outcome
    }),
    end: on(endRecognitionForm, async ({ ctx, input }) => {
      const outcome = await endRecognition(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauRecognition(), 'recognition.toast.entered') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('recognition.board'))

export default function RecognitionBoard() {
  const { bodies, rows, isRegistry, regions } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('recognition.board')}</h1>
        <p>{t(isRegistry ? 'recognition.boardLead' : 'rating.board.notRegistry')}</p>
      </Sheet>
      {isRegistry ? (
        <Sheet labelledBy="list">
          <h2 id="list">{t('recognition.list')}</h2>
          {rows.length === 0 ? <p>{t('recognition.none')}</p> : null}
          <ul className="rows">
            {rows.map((row) => (
              <Entered key={row.id} row={row} />
            ))}
          </ul>
        </Sheet>
      ) : null}
      {bodies.length === 0 ? null : <Enter bodies={bodies} regions={regions} />}
    </Page>
  )
}

function Entered({ row }: { row: RecognitionWork }) {
  const t = useT()
  const { day } = useFormat()
  const confirm = useFormState('confirm')
  const withdraw = useFormState('withdraw')
  const end = useRowForm('end', 'recognitionId', row.id)
  return (
    <li>
      <RecognitionItem row={row} />
      {row.isConfirmed ? null : <Tag tone="wait">{t('rating.board.unconfirmed')}</Tag>}
      {row.proposedEnd === null ? null : (
        <p>
          {t('recognition.proposedEnd', { day: day(row.proposedEnd.endsOn), documentNo: row.proposedEnd.documentNo })}
        </p>
      )}
      {row.mayConfirm ? (
        <ActionButton form={confirm} fields={{ recognitionId: row.id }}>
          {t(row.isConfirmed ? 'recognition.confirmEnd' : 'recognition.confirm')}
        </ActionButton>
      ) : null}
      {row.mayWithdraw ? (
        <ActionButton form={withdraw} fields={{ recognitionId: row.id }} quiet>
          {t('recognition.withdraw')}
        </ActionButton>
      ) : null}
      {row.mayEnd ? (
        <details open={end.wasRefused ? true : undefined}>
          <summary>{t('recognition.end')}</summary>
          <PostForm form={end}>
            <input type="hidden" name="recognitionId" value={row.id} />
            <DateField
              form={end}
              name="endsOn"
              label={t('recognition.form.endsOn')}
              hint={t('recognition.form.endsHint')}
            />
            <TextField form={end} name="documentNo" label={t('credit.form.documentNo')} autoComplete="off" />
            <Submit quiet>{t('recognition.end')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </li>
  )
}

type EnterProps = { bodies: { id: string; name: string }[]; regions: { value: string; label: string }[] }

function Enter({ bodies, regions }: EnterProps) {
  const t = useT()
  const form = useFormState('enter', { bodyId: bodies[0]?.id ?? '' })
  return (
    <Sheet labelledBy="enter">
      <h2 id="enter">{t('recognition.form.title')}</h2>
      <PostForm form={form} withFiles>
        <SelectField
          form={form}
          name="bodyId"
          label={t('credit.form.body')}
          options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          form={form}
          name="what"
          label={t('recognition.form.what')}
          options={recognitionKinds.map((value) => ({ value, label: t(`recognition.what.${value}`) }))}
        />
        <SelectField
          form={form}
          name="issuerRegionId"
          label={t('recognition.form.issuer')}
          placeholder={t('recognition.form.choose')}
          options={regions}
        />
        <SelectField
          form={form}
          name="acceptingRegionId"
          label={t('recognition.form.accepting')}
          placeholder={t('recognition.form.choose')}
          options={regions}
        />
        <DateField form={form} name="fromOn" label={t('recognition.form.from')} hint={t('recognition.form.fromHint')} />
        <DateField
          form={form}
          name="toOn"
          label={t('recognition.form.to')}
          hint={t('recognition.form.endsHint')}
          optional
        />
        <TextField form={form} name="title" label={t('recognition.form.name')} autoComplete="off" />
        <TextField form={form} name="documentNo" label={t('credit.form.documentNo')} autoComplete="off" />
        <FileField form={form} name="file" label={t('recognition.form.file')} optional />
        <Submit>{t('credit.form.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}
