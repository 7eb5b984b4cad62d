import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  addVolunteerForm,
  calloutForm,
  consentWays,
  forgetVolunteerForm,
  volunteerMax,
  volunteerStep,
} from '#app/domain/volunteer/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { publishCallout } from '#app/services/volunteer/callouts.server.ts'
import { readVolunteersPage } from '#app/services/volunteer/queries/volunteers.server.ts'
import { addVolunteer, certifyVolunteer, forgetVolunteer } from '#app/services/volunteer/register.server.ts'
import {
  Checkbox,
  DateField,
  DateTimeField,
  NumberField,
  RadioGroup,
  TextArea,
  TextField,
} from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { CalloutRows } from '#app/ui/volunteer/callout-rows.tsx'
import { PersonFields } from '#app/ui/volunteer/person-fields.tsx'
import { VolunteerFigures } from '#app/ui/volunteer/volunteer-figures.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readVolunteersPage(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    publish: on(calloutForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await publishCallout(ctx, id, input)
      return outcome.ok
        ? redirectWithToast(ctx, paths.ngoCallout(outcome.calloutId), 'volunteer.toast.published')
        : outcome
    }),
    add: on(addVolunteerForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await addVolunteer(ctx, id, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoVolunteers(id), 'volunteer.toast.registered') : outcome
    }),
    certify: on(volunteerStep, async ({ ctx, input: { volunteerId } }) => {
      const outcome = await certifyVolunteer(ctx, volunteerId)
      return outcome.ok ? goTo(ctx, paths.certificate(outcome.code)) : outcome
    }),
    forget: on(forgetVolunteerForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await forgetVolunteer(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoVolunteers(id), 'volunteer.toast.forgotten') : outcome
    }),
  },
)

type View = Awaited<ReturnType<typeof loader>>

export const meta = pageMeta((t) => t('volunteer.ngo.title'))

export default function Volunteers() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.ngoOrganization(view.id), text: view.name }]}>
      <Sheet>
        <h1>{t('volunteer.ngo.title')}</h1>
        <p>{t('volunteer.ngo.lead')}</p>
        <VolunteerFigures figures={view.figures} />
        <h2>{t('volunteer.ngo.callouts')}</h2>
        {view.callouts.length === 0 ? (
          <p>{t('volunteer.ngo.calloutsNone')}</p>
        ) : (
          <CalloutRows rows={view.callouts} pathOf={paths.ngoCallout} />
        )}
      </Sheet>
      {view.mayKeep ? <Publish /> : null}
      <Sheet>
        <h2>{t('volunteer.ngo.register')}</h2>
        {view.volunteers.length === 0 ? <p>{t('volunteer.ngo.registerNone')}</p> : null}
        <ul className="rows">
          {view.volunteers.map((row) => (
            <Row key={row.id} row={row} mayKeep={view.mayKeep} />
          ))}
        </ul>
      </Sheet>
      {view.mayKeep ? <Add id={view.id} /> : null}
    </Page>
  )
}

function Publish() {
  const t = useT()
  const form = useFormState('publish')
  return (
    <Sheet>
      <h2>{t('volunteer.ngo.publish')}</h2>
      <PostForm form={form}>
        <TextField form={form} name="title" label={t('volunteer.ngo.calloutTitle')} autoComplete="off" />
        <TextArea form={form} name="about" label={t('volunteer.ngo.about')} max={volunteerMax.about} rows={4} />
        <TextField form={form} name="place" label={t('volunteer.place')} autoComplete="off" />
        <DateTimeField form={form} name="startsAt" label={t('volunteer.ngo.startsAt')} />
        <DateTimeField form={form} name="endsAt" label={t('volunteer.ngo.endsAt')} />
        <NumberField form={form} name="seats" label={t('volunteer.ngo.seats')} />
        <Submit>{t('volunteer.ngo.submitCallout')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Row({ row, mayKeep }: { row: View['volunteers'][number]; mayKeep: boolean }) {
  const t = useT()
  const certify = useFormState('certify')
  const forget = useRowForm('forget', 'volunteerId', row.id)
  return (
    <li>
      <h3>
        <Typed>{row.name}</Typed>
      </h3>
      <ul className="meta">
        {row.contact.phone === '' ? null : <li>{row.contact.phone}</li>}
        {row.contact.email === '' ? null : <li>{row.contact.email}</li>}
        <li>{t('volunteer.ngo.row', { hours: row.hours, times: row.times })}</li>
      </ul>
      {mayKeep ? (
        <details open={forget.wasRefused ? true : undefined}>
          <summary>{t('volunteer.ngo.more')}</summary>
          {row.times === 0 ? null : (
            <ActionButton form={certify} quiet fields={{ volunteerId: row.id }}>
              {t('volunteer.ngo.certificate')}
            </ActionButton>
          )}
          <p>{t('volunteer.ngo.forget')}</p>
          <PostForm form={forget} version={row.version}>
            <input type="hidden" name="volunteerId" value={row.id} />
            <Checkbox form={forget} name="sure" label={t('volunteer.ngo.sure')} />
            <Submit grave>{t('volunteer.ngo.submitForget')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </li>
  )
}

function Add({ id }: { id: string }) {
  const t = useT()
  const form = useFormState('add')
  return (
    <Sheet>
      <h2>{t('volunteer.ngo.add')}</h2>
      <p>
        <A to={paths.ngoVolunteersImport(id)}>{t('import.title.VOLUNTEERS')}</A>
      </p>
      <PostForm form={form}>
        <PersonFields form={form} own={false} />
        <RadioGroup
          form={form}
          name="consentHow"
          label={t('volunteer.ngo.consentHow')}
          options={consentWays.map((value) => ({ value, label: t(`volunteer.consentHow.${value}`) }))}
        />
        <DateField form={form} name="consentOn" label={t('volunteer.ngo.consentOn')} />
        <Checkbox form={form} name="consent" label={t('volunteer.ngo.consent')} />
        <Submit>{t('volunteer.ngo.submitAdd')}</Submit>
      </PostForm>
    </Sheet>
  )
}
