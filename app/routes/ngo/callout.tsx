import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { attendanceForm, cancelCalloutForm, emptyForm, joinForm, volunteerMax } from '#app/domain/volunteer/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { cancelCallout, confirmHours, recordHours } from '#app/services/volunteer/callouts.server.ts'
import { type CalloutSheet, readCalloutSheet } from '#app/services/volunteer/queries/volunteers.server.ts'
import { joinCallout } from '#app/services/volunteer/register.server.ts'
import { NumberField, SelectField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { CalloutFacts } from '#app/ui/volunteer/callout-facts.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readCalloutSheet(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    join: on(joinForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await joinCallout(ctx, { calloutId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoCallout(id), 'volunteer.toast.joined') : outcome
    }),
    record: on(attendanceForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await recordHours(ctx, { calloutId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoCallout(id), 'volunteer.toast.recorded') : outcome
    }),
    confirm: on(emptyForm, async ({ ctx, params: { id } }) => {
      const outcome = await confirmHours(ctx, { calloutId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoCallout(id), 'volunteer.toast.confirmed') : outcome
    }),
    cancel: on(cancelCalloutForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await cancelCallout(ctx, { calloutId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoCallout(id), 'volunteer.toast.cancelled') : outcome
    }),
  },
)

export const meta = pageMeta((_t, { title }: { title: string }) => title)

export default function Callout() {
  const view = useLoaderData<typeof loader>() as CalloutSheet
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.ngoOrganization(view.organizationId), text: view.organizationName },
        { to: paths.ngoVolunteers(view.organizationId), text: t('volunteer.ngo.title') },
      ]}
    >
      <Sheet>
        <h1>
          <Typed>{view.title}</Typed>
        </h1>
        {view.isCancelled ? (
          <p className="notice">{t('volunteer.cancelledWhy', { reason: view.cancelledReason })}</p>
        ) : null}
        <CalloutFacts callout={view} />
        <p>
          <A to={paths.callout(view.id)}>{t('organization.page.publicPage')}</A>
        </p>
      </Sheet>
      <Signups view={view} />
      {view.isCancelled ? null : <Confirm view={view} />}
      {view.isCancelled ? null : view.hasEnded && view.mayRecord ? <Record view={view} /> : null}
      {view.isCancelled || !view.mayEdit ? null : <Change view={view} />}
    </Page>
  )
}

function Signups({ view: { signups } }: { view: CalloutSheet }) {
  const t = useT()
  return (
    <Sheet>
      <h2>{t('volunteer.sheet.signups', { count: signups.length })}</h2>
      {signups.length === 0 ? <p>{t('volunteer.sheet.none')}</p> : null}
      <ul className="rows">
        {signups.map((row) => (
          <li key={row.id}>
            <h3>
              {row.name === '' ? t('volunteer.nameless') : <Typed>{row.name}</Typed>}{' '}
              {row.hours === null ? null : row.isConfirmed ? (
                <Tag tone="open">{t('volunteer.sheet.confirmed')}</Tag>
              ) : (
                <Tag tone="wait">{t('volunteer.sheet.toConfirm')}</Tag>
              )}
            </h3>
            <ul className="meta">
              {row.contact.phone === '' ? null : <li>{row.contact.phone}</li>}
              {row.contact.email === '' ? null : <li>{row.contact.email}</li>}
              {row.hours === null ? null : (
                <li>
                  {Number(row.hours) === 0
                    ? t('volunteer.sheet.absent')
                    : t('volunteer.sheet.hours', { hours: row.hours })}
                </li>
              )}
              {row.rating === null ? null : <li>{t('volunteer.sheet.rating', { rating: row.rating })}</li>}
            </ul>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function Confirm({ view: { waiting, mayConfirm, isAlone, organizationId } }: { view: CalloutSheet }) {
  const t = useT()
  const form = useFormState('confirm')
  if (waiting === 0) return null
  return (
    <Sheet>
      <h2>{t('volunteer.sheet.confirm')}</h2>
      <p>{t('volunteer.sheet.confirmLead', { count: waiting })}</p>
      {mayConfirm ? (
        <ActionButton form={form}>{t('volunteer.sheet.submitConfirm')}</ActionButton>
      ) : (
        <p>
          {t(isAlone ? 'volunteer.sheet.alone' : 'volunteer.sheet.otherConfirms')}{' '}
          {isAlone ? <A to={paths.ngoOrganization(organizationId)}>{t('account.team.invite')}</A> : null}
        </p>
      )}
    </Sheet>
  )
}

function Record({ view }: { view: CalloutSheet }) {
  const t = useT()
  const open = view.signups.filter(({ isConfirmed }) => !isConfirmed)
  const form = useFormState('record', {
    hours: Object.fromEntries(open.map(({ id, hours }) => [id, hours ?? ''])),
    rating: Object.fromEntries(open.map(({ id, rating }) => [id, rating ?? ''])),
  })
  return (
    <Sheet>
      <h2>{t('volunteer.sheet.record')}</h2>
      <p>{t('volunteer.sheet.recordLead')}</p>
      <PostForm form={form}>
        {open.map(({ id, name }) => (
          <div key={id}>
            <NumberField
              form={form}
              name={`hours.${id}`}
              label={t('volunteer.sheet.hoursOf', { name: name || t('volunteer.nameless') })}
              inputMode="decimal"
            />
            <NumberField
              form={form}
              name={`rating.${id}`}
              label={t('volunteer.sheet.ratingOf', { name: name || t('volunteer.nameless') })}
              optional
            />
          </div>
        ))}
        <Submit>{t('volunteer.sheet.submitRecord')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Change({ view }: { view: CalloutSheet }) {
  const t = useT()
  const join = useFormState('join')
  const cancel = useFormState('cancel')
  if (view.isOver && view.register.length === 0) return null
  return (
    <Sheet>
      {view.register.length === 0 ? null : (
        <details open={join.wasRefused ? true : undefined}>
          <summary>{t('volunteer.sheet.join')}</summary>
          <PostForm form={join}>
            <SelectField
              form={join}
              name="volunteerId"
              label={t('volunteer.sheet.joinWho')}
              options={view.register.map(({ id, name }) => ({ value: id, label: name }))}
              placeholder={t('call.form.choose')}
            />
            <Submit>{t('volunteer.sheet.submitJoin')}</Submit>
          </PostForm>
        </details>
      )}
      {view.isOver ? null : (
        <details open={cancel.wasRefused ? true : undefined}>
          <summary>{t('volunteer.sheet.cancel')}</summary>
          <PostForm form={cancel}>
            <TextArea
              form={cancel}
              name="reason"
              label={t('volunteer.sheet.reason')}
              max={volunteerMax.reason}
              rows={2}
            />
            <Submit grave>{t('volunteer.sheet.submitCancel')}</Submit>
          </PostForm>
        </details>
      )}
    </Sheet>
  )
}
