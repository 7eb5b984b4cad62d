import { useLoaderData } from '@remix-run/react'
import { figureForm, figureKinds, figureStep } from '#app/domain/regional/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { confirmFigure, enterFigure, withdrawFigure } from '#app/services/regional/enter-figure.server.ts'
import {
  type FigureBoard,
  type FigureRow,
  readFigureBoard,
} from '#app/services/regional/queries/figure-board.server.ts'
import { FileField, RadioGroup, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Mixed } from '#app/ui/mixed.tsx'
import { useFigureText } from '#app/ui/regional/figure-text.ts'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'body' }, ({ ctx }) => readFigureBoard(ctx))

export const action = pageAction(
  { may: 'body', takesFile: true },
  {
    enter: on(figureForm, async ({ ctx, input }) => {
      const outcome = await enterFigure(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauIndicators(), 'regional.toast.entered') : outcome
    }),
    confirm: on(figureStep, async ({ ctx, input }) => {
      const outcome = await confirmFigure(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauIndicators(), 'regional.toast.confirmed') : outcome
    }),
    withdraw: on(figureStep, async ({ ctx, input }) => {
      const outcome = await withdrawFigure(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauIndicators(), 'regional.toast.withdrawn') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('regional.board.title'))

export default function FiguresBoard() {
  const board = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('regional.board.title')}</h1>
        <p>{t(board.isRegistry ? 'regional.board.lead' : 'regional.board.notRegistry')}</p>
        <p>
          <A to={paths.indicators()}>{t('regional.board.view')}</A>
        </p>
      </Sheet>
      {board.isRegistry ? (
        <Sheet labelledBy="list">
          <h2 id="list">{t('regional.board.list')}</h2>
          {board.rows.length === 0 ? <p>{t('regional.board.empty')}</p> : null}
          <ul className="rows">
            {board.rows.map((row) => (
              <Entered key={row.id} row={row} />
            ))}
          </ul>
        </Sheet>
      ) : null}
      {board.bodies.length === 0 ? null : <Enter board={board} />}
    </Page>
  )
}

function Entered({ row }: { row: FigureRow }) {
  const t = useT()
  const text = useFigureText()
  const confirm = useFormState('confirm')
  const withdraw = useFormState('withdraw')
  const says = t('regional.board.says', {
    region: row.regionName,
    indicator: row.indicatorName,
    what: t(`regional.what.${row.what}`),
    year: row.year,
  })
  return (
    <li>
      <h3>
        <A to={`${paths.indicatorsOf(row.regionCode)}?year=${row.year}`}>{says}</A>
      </h3>
      <p>
        <strong>{text(row.value, row.unit)}</strong>{' '}
        {row.isConfirmed ? null : <Tag tone="wait">{t('regional.board.unconfirmed')}</Tag>}
      </p>
      <ul className="meta">
        <li>
          <Typed>
            {row.documentTitle} {row.documentNo}
          </Typed>{' '}
          {row.fileId === null ? null : <A to={paths.file(row.fileId)}>{t('credit.document')}</A>}
        </li>
        <li>
          <Mixed text={t('regional.board.by', { name: row.enteredByName })} />
        </li>
      </ul>
      {row.mayConfirm ? (
        <ActionButton form={confirm} fields={{ figureId: row.id }}>
          {t('regional.board.confirm')}
        </ActionButton>
      ) : null}
      {row.mayWithdraw ? (
        <ActionButton form={withdraw} fields={{ figureId: row.id }} quiet>
          {t('regional.board.withdraw')}
        </ActionButton>
      ) : null}
    </li>
  )
}

function Enter({ board: { bodies, regions, indicators } }: { board: FigureBoard }) {
  const t = useT()
  const form = useFormState('enter', { bodyId: bodies[0]?.value ?? '' })
  return (
    <Sheet labelledBy="enter">
      <h2 id="enter">{t('regional.form.title')}</h2>
      <PostForm form={form} withFiles>
        <SelectField form={form} name="bodyId" label={t('regional.form.body')} options={bodies} />
        <SelectField
          form={form}
          name="regionId"
          label={t('regional.form.region')}
          placeholder={t('regional.form.choose')}
          options={regions}
        />
        <SelectField
          form={form}
          name="indicatorCode"
          label={t('regional.form.indicator')}
          placeholder={t('regional.form.choose')}
          options={indicators.map(({ value, label, isComputed }) => ({
            value,
            label: isComputed ? t('regional.form.computed', { name: label }) : label,
          }))}
        />
        <RadioGroup
          form={form}
          name="what"
          label={t('regional.form.what')}
          options={figureKinds.map((value) => ({ value, label: t(`regional.what.${value}`) }))}
        />
        <TextField
          form={form}
          name="year"
          label={t('regional.form.year')}
          inputMode="numeric"
          maxLength={4}
          autoComplete="off"
        />
        <TextField
          form={form}
          name="value"
          label={t('regional.form.value')}
          hint={t('regional.form.valueHint')}
          inputMode="decimal"
          maxLength={16}
          autoComplete="off"
        />
        <TextField form={form} name="documentTitle" label={t('regional.form.documentTitle')} autoComplete="off" />
        <TextField form={form} name="documentNo" label={t('regional.form.documentNo')} autoComplete="off" />
        <FileField form={form} name="file" label={t('regional.form.file')} optional />
        <Submit>{t('regional.form.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}
