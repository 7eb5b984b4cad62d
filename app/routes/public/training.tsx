import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { attendanceForm, cancelTrainingForm, signOffForm, signUpForm } from '#app/domain/incubator/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { readTraining, type TrainingView } from '#app/services/incubator/queries/training-page.server.ts'
import {
  cancelTraining,
  recordAttendance,
  signOffFromTraining,
  signUpForTraining,
} from '#app/services/incubator/training.server.ts'
import { NumberField, RadioGroup, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readTraining(ctx, id)),
)

export const action = pageAction(
  { may: 'signedIn', params },
  {
    signUp: on(signUpForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await signUpForTraining(ctx, { trainingId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.training(id), 'incubator.toast.signedUp') : outcome
    }),
    signOff: on(signOffForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await signOffFromTraining(ctx, { trainingId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.training(id), 'incubator.toast.signedOff') : outcome
    }),
    cancel: on(cancelTrainingForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await cancelTraining(ctx, { trainingId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.training(id), 'incubator.toast.trainingCancelled') : outcome
    }),
    attend: on(attendanceForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await recordAttendance(ctx, { trainingId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.training(id), 'incubator.toast.attendance') : outcome
    }),
  },
)

export const meta = pageMeta((_t, { title }: { title: string }) => title)

export default function Training() {
  const view = useLoaderData<typeof loader>() as TrainingView
  const t = useT()
  const { deadline } = useFormat()
  return (
    <Page
      crumbs={[
        { to: paths.incubators(), text: t('incubator.title') },
        { to: paths.incubator(view.incubator.id), text: view.incubator.name },
      ]}
    >
      <Sheet>
        {view.isCancelled ? <Tag tone="due">{t('incubator.training.cancelled')}</Tag> : null}
        <h1>
          <Typed>{view.title}</Typed>
        </h1>
        <ul className="meta">
          <li>{deadline(view.startsAt)}</li>
          <li>
            <Typed>{view.place}</Typed>
          </li>
          <li>{t('incubation.hours', { hours: view.hours })}</li>
          {view.isOver || view.isCancelled ? null : (
            <li>{t('incubator.training.seatsLeft', { left: Math.max(0, view.seats - view.taken) })}</li>
          )}
          <li>{t(`incubator.training.for.${view.forWhom}`)}</li>
        </ul>
        {view.cancelledReason === '' ? null : <TypedText text={view.cancelledReason} />}
        {view.about === '' ? null : <TypedText text={view.about} />}
      </Sheet>
      <Own view={view} />
      {view.mayManage || view.signups.length > 0 ? <Keep view={view} /> : null}
    </Page>
  )
}

function Own({ view }: { view: TrainingView }) {
  const t = useT()
  const href = useHref()
  const off = useFormState('signOff')
  const form = useFormState('signUp', { who: view.candidates.length === 1 ? (view.candidates[0]?.id ?? '') : '' })
  const isOpen = !view.isOver && !view.isCancelled
  if (!isOpen && view.own.length === 0) return null
  return (
    <Sheet labelledBy="sign-up">
      <h2 id="sign-up">{t('incubator.training.signUpTitle')}</h2>
      {view.own.map(({ id, name, people, attended }) => (
        <div key={id}>
          <p>
            <Typed>{name}</Typed> ·{' '}
            {attended === null
              ? t('incubator.training.coming', { count: people })
              : t('incubator.training.came', { count: attended })}
          </p>
          {isOpen ? (
            <ActionButton form={off} fields={{ signupId: id }} quiet>
              {t('incubator.training.signOff')}
            </ActionButton>
          ) : null}
        </div>
      ))}
      {!isOpen ? null : !view.isSignedIn ? (
        <p>
          <A to={`${paths.signIn()}?to=${encodeURIComponent(href(paths.training(view.id)))}`}>
            {t('incubator.training.signInFirst')}
          </A>
        </p>
      ) : view.candidates.length === 0 ? (
        view.own.length === 0 ? (
          <p>{t('incubator.training.nobodyToSign')}</p>
        ) : null
      ) : (
        <PostForm form={form}>
          <RadioGroup
            form={form}
            name="who"
            label={t('incubator.training.who')}
            options={view.candidates.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <NumberField form={form} name="people" label={t('incubator.training.people')} />
          <Submit>{t('incubator.training.signUp')}</Submit>
        </PostForm>
      )}
    </Sheet>
  )
}

function Keep({ view }: { view: TrainingView }) {
  const t = useT()
  const form = useFormState('attend', {
    attended: Object.fromEntries(view.signups.map(({ id, people, attended }) => [id, String(attended ?? people)])),
  })
  const cancel = useFormState('cancel')
  return (
    <Sheet labelledBy="attendance">
      <h2 id="attendance">{t('incubator.training.attendance')}</h2>
      {view.signups.length === 0 ? <p>{t('incubator.training.signupsNone')}</p> : null}
      {view.mayManage && view.isOver && !view.isCancelled && view.signups.length > 0 ? (
        <PostForm form={form}>
          <p>{t('incubator.training.attendanceLead', { hours: view.hours })}</p>
          {view.signups.map(({ id, name, people }) => (
            <NumberField
              key={id}
              form={form}
              name={`attended.${id}`}
              label={`${name} · ${t('incubator.training.coming', { count: people })}`}
            />
          ))}
          <Submit>{t('incubator.training.record')}</Submit>
        </PostForm>
      ) : (
        <ul>
          {view.signups.map(({ id, name, people, attended }) => (
            <li key={id}>
              <Typed>{name}</Typed> ·{' '}
              {attended === null
                ? t('incubator.training.coming', { count: people })
                : t('incubator.training.came', { count: attended })}
            </li>
          ))}
        </ul>
      )}
      {view.mayManage && !view.isCancelled && !view.isHeld && !view.isOver ? (
        <details open={cancel.wasRefused ? true : undefined}>
          <summary>{t('incubator.training.cancel')}</summary>
          <PostForm form={cancel}>
            <TextArea form={cancel} name="reason" label={t('incubator.training.cancelReason')} max={200} rows={2} />
            <Submit quiet grave>
              {t('incubator.training.cancel')}
            </Submit>
          </PostForm>
        </details>
      ) : null}
    </Sheet>
  )
}
