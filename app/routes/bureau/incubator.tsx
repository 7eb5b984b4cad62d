import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { incubatorMax, trainingForm } from '#app/domain/incubator/schema.ts'
import { trainingAudiences } from '#app/domain/incubator/terms.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  type BoardRow,
  type PastTraining,
  readIncubatorBoard,
} from '#app/services/incubator/queries/incubator-board.server.ts'
import { readIncubatorPage } from '#app/services/incubator/queries/incubator-page.server.ts'
import { planTraining } from '#app/services/incubator/training.server.ts'
import { DateTimeField, NumberField, RadioGroup, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { IncubationTag, WarningLines } from '#app/ui/incubator/case-tags.tsx'
import { TrainingRows } from '#app/ui/incubator/training-rows.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) => {
  const board = orNotFound(await readIncubatorBoard(ctx, id))
  const page = orNotFound(await readIncubatorPage(ctx, id))
  return { board, classes: page.classes, trainings: page.trainings }
})

export const action = pageAction(
  { may: 'officer', params },
  {
    train: on(trainingForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await planTraining(ctx, { incubatorId: id, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.training(outcome.trainingId), 'incubator.toast.trainingPlanned')
        : outcome
    }),
  },
)

export const meta = pageMeta((_t, { board }: { board: { name: string } }) => board.name)

const groups = [
  ['toCheck', ['SENT']],
  ['waiting', ['WAITING']],
  ['toAgree', ['ADMITTED']],
  ['tenants', ['ACTIVE', 'LEAVING']],
  ['returned', ['RETURNED']],
  ['over', ['GRADUATED', 'LEFT', 'REFUSED', 'WITHDRAWN']],
] as const

export default function IncubatorBoard() {
  const { board, classes, trainings } = useLoaderData<typeof loader>()
  const t = useT()
  const rows = board.rows as BoardRow[]
  return (
    <Page crumbs={[{ to: paths.bureauIncubators(), text: t('incubator.board.list') }]}>
      <Sheet>
        <Tag tone={board.isOpen ? 'open' : 'plain'}>{t(board.isOpen ? 'incubator.open' : 'incubator.closed')}</Tag>
        <h1>{board.name}</h1>
        <ul className="meta">
          <li>
            <A to={paths.incubator(board.id)}>{t('incubator.board.public')}</A>
          </li>
          {board.mayManage ? (
            <li>
              <A to={paths.bureauIncubatorEdit(board.id)}>{t('incubator.edit.title')}</A>
            </li>
          ) : null}
        </ul>
        {classes.length === 0 ? (
          <p className="notice">{t('incubator.board.notReady')}</p>
        ) : (
          <ul>
            {classes.map(({ id, name, quota, taken, waiting }) => (
              <li key={id}>{t('incubator.board.class', { name, taken, quota, waiting })}</li>
            ))}
          </ul>
        )}
      </Sheet>
      {groups.map(([key, states]) => {
        const found = rows.filter(({ state }) => (states as readonly string[]).includes(state))
        if (found.length === 0 && key !== 'toCheck' && key !== 'tenants') return null
        return (
          <Sheet key={key} labelledBy={key}>
            <h2 id={key}>{t(`incubator.board.${key}`)}</h2>
            {found.length === 0 ? <p>{t('incubator.board.nobody')}</p> : <Rows rows={found} />}
          </Sheet>
        )
      })}
      <Sheet labelledBy="trainings">
        <h2 id="trainings">{t('incubator.training.ahead')}</h2>
        {trainings.length === 0 ? <p>{t('incubator.training.none')}</p> : <TrainingRows rows={trainings} />}
        {board.mayManage ? <NewTraining /> : null}
      </Sheet>
      {board.pastTrainings.length === 0 ? null : <PastTrainings rows={board.pastTrainings} />}
    </Page>
  )
}

function Rows({ rows }: { rows: readonly BoardRow[] }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.id}>
          <h3>
            <A to={paths.bureauIncubation(row.id)}>
              <Typed>{row.name}</Typed>
            </A>
          </h3>
          <ul className="meta">
            <li>
              <IncubationTag state={row.state} />
            </li>
            <li>{row.className}</li>
            <li>{t(`incubator.kind.${row.kind}`)}</li>
            {row.isGroup ? <li>{t('incubation.toRegister')}</li> : null}
            {row.state === 'SENT' ? (
              <li>
                {t('incubator.board.checkBy', { day: day(row.checkDueOn) })}{' '}
                {row.isLate ? <Tag tone="due">{t('desk.overdue')}</Tag> : null}
              </li>
            ) : null}
            {row.isOffered ? <li>{t('incubation.agreement.open')}</li> : null}
            {row.fromOn === null || row.toOn === null ? null : (
              <li>{t('incubation.term', { from: day(row.fromOn), to: day(row.toOn) })}</li>
            )}
          </ul>
          <WarningLines warnings={row.warnings} />
        </li>
      ))}
    </ul>
  )
}

function PastTrainings({ rows }: { rows: readonly PastTraining[] }) {
  const t = useT()
  const { deadline } = useFormat()
  return (
    <Sheet labelledBy="past">
      <h2 id="past">{t('incubator.training.past')}</h2>
      <ul className="rows">
        {rows.map(({ id, title, startsAt, hours, signedUp, came }) => (
          <li key={id}>
            <h3>
              <A to={paths.training(id)}>
                <Typed>{title}</Typed>
              </A>
            </h3>
            <ul className="meta">
              {came === null && signedUp > 0 ? (
                <li>
                  <Tag tone="wait">{t('incubator.training.toRecord')}</Tag>
                </li>
              ) : null}
              <li>{deadline(startsAt)}</li>
              <li>{t('incubation.hours', { hours })}</li>
              <li>
                {came === null
                  ? t('incubator.training.coming', { count: signedUp })
                  : t('incubator.training.came', { count: came })}
              </li>
            </ul>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function NewTraining() {
  const t = useT()
  const form = useFormState('train', { forWhom: 'ALL' })
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('incubator.training.plan')}</summary>
      <PostForm form={form}>
        <TextField form={form} name="title" label={t('incubator.training.titleLabel')} autoComplete="off" />
        <TextArea
          form={form}
          name="about"
          label={t('incubator.training.about')}
          max={incubatorMax.words}
          rows={4}
          optional
        />
        <DateTimeField
          form={form}
          name="startsAt"
          label={t('incubator.training.startsAt')}
          hint={t('incubator.training.startsAtHint')}
        />
        <TextField
          form={form}
          name="hours"
          label={t('incubator.training.hours')}
          inputMode="decimal"
          className="short num"
          autoComplete="off"
        />
        <TextField form={form} name="place" label={t('incubator.training.place')} autoComplete="off" />
        <NumberField form={form} name="seats" label={t('incubator.training.seats')} />
        <RadioGroup
          form={form}
          name="forWhom"
          label={t('incubator.training.forWhom')}
          options={trainingAudiences.map((value) => ({ value, label: t(`incubator.training.for.${value}`) }))}
        />
        <Submit>{t('incubator.training.plan')}</Submit>
      </PostForm>
    </details>
  )
}
