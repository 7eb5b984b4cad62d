import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  addCertificateForm,
  addTrainingForm,
  editStaffForm,
  forgetStaffForm,
  leaveStaffForm,
  withdrawPartForm,
} from '#app/domain/staff/schema.ts'
import { certificateKinds, posts } from '#app/domain/staff/terms.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  addCertificate,
  addStaffTraining,
  editStaff,
  forgetStaff,
  leaveStaff,
  withdrawPart,
} from '#app/services/staff/keep-list.server.ts'
import { readStaffMember } from '#app/services/staff/queries/staff.server.ts'
import { Checkbox, DateField, NumberField, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { CertificateTag, Missing } from '#app/ui/staff/staff-rows.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readStaffMember(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    edit: on(editStaffForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await editStaff(ctx, { staffId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoStaffMember(id), 'staff.toast.edited') : outcome
    }),
    certify: on(addCertificateForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await addCertificate(ctx, { staffId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoStaffMember(id), 'staff.toast.certified') : outcome
    }),
    train: on(addTrainingForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await addStaffTraining(ctx, { staffId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoStaffMember(id), 'staff.toast.trained') : outcome
    }),
    withdrawPart: on(withdrawPartForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await withdrawPart(ctx, { staffId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoStaffMember(id), 'staff.toast.withdrawn') : outcome
    }),
    leave: on(leaveStaffForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await leaveStaff(ctx, { staffId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoStaffMember(id), 'staff.toast.left') : outcome
    }),
    forget: on(forgetStaffForm, async ({ ctx, params: { id }, input: { version } }) => {
      const before = orNotFound(await readStaffMember(ctx, id))
      const outcome = await forgetStaff(ctx, { staffId: id, version })
      return outcome.ok
        ? redirectWithToast(ctx, paths.ngoStaff(before.organization.id), 'staff.toast.forgotten')
        : outcome
    }),
  },
)

type View = Awaited<ReturnType<typeof loader>>

export const meta = pageMeta((t, { name }: { name: string }) => `${name} · ${t('staff.title')}`)

export default function StaffMember() {
  const view = useLoaderData<typeof loader>() as View
  const t = useT()
  const { day } = useFormat()
  return (
    <Page
      crumbs={[
        { to: paths.ngoOrganization(view.organization.id), text: view.organization.name },
        { to: paths.ngoStaff(view.organization.id), text: t('staff.title') },
      ]}
    >
      <Sheet>
        <h1>
          <Typed>{view.name}</Typed>
        </h1>
        <Missing kinds={view.missing} />
        <dl className="facts">
          <div>
            <dt>{t('staff.person.post')}</dt>
            <dd>
              {t(`staff.post.${view.post}`)}
              {view.postTitle === '' ? null : (
                <>
                  {' · '}
                  <Typed>{view.postTitle}</Typed>
                </>
              )}
            </dd>
          </div>
          <div>
            <dt>{t(view.isGone ? 'staff.gone' : 'staff.now')}</dt>
            <dd>
              {view.untilOn === null
                ? t('staff.since', { day: day(view.fromOn) })
                : t('staff.fromUntil', { from: day(view.fromOn), until: day(view.untilOn) })}
            </dd>
          </div>
          <div>
            <dt>{t('staff.person.consentLabel')}</dt>
            <dd>
              {t('staff.person.consent', { how: t(`staff.consentHow.${view.consentHow}`), day: day(view.consentOn) })}
            </dd>
          </div>
        </dl>
        <Edit view={view} />
      </Sheet>
      <Certificates view={view} />
      <Trainings view={view} />
      <Endings view={view} />
    </Page>
  )
}

function Edit({ view: { version, name, post, postTitle, fromOn } }: { view: View }) {
  const t = useT()
  const form = useFormState('edit', { name, post, postTitle, fromOn })
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('staff.person.edit')}</summary>
      <PostForm form={form} version={version}>
        <TextField form={form} name="name" label={t('staff.add.name')} autoComplete="off" />
        <SelectField
          form={form}
          name="post"
          label={t('staff.add.post')}
          options={posts.map((value) => ({ value, label: t(`staff.post.${value}`) }))}
        />
        <TextField form={form} name="postTitle" label={t('staff.add.postTitle')} optional autoComplete="off" />
        <DateField form={form} name="fromOn" label={t('staff.add.fromOn')} />
        <Submit>{t('staff.person.save')}</Submit>
      </PostForm>
    </details>
  )
}

function Certificates({ view: { certificates, today } }: { view: View }) {
  const t = useT()
  const { day } = useFormat()
  const form = useFormState('certify')
  const withdraw = useFormState('withdrawPart')
  return (
    <Sheet>
      <h2>{t('staff.person.certificates')}</h2>
      {certificates.length === 0 ? <p>{t('staff.person.certificatesNone')}</p> : null}
      <ul className="rows">
        {certificates.map((one) => (
          <li key={one.id}>
            <h3>
              {t(`staff.certificate.${one.kind}`)} <CertificateTag validUntil={one.validUntil} today={today} />
            </h3>
            <ul className="meta">
              <li>{one.number}</li>
              <li>{day(one.issuedOn)}</li>
              <li>
                {one.validUntil === null ? t('staff.lasting') : t('staff.validUntil', { day: day(one.validUntil) })}
              </li>
            </ul>
            <ActionButton form={withdraw} quiet fields={{ what: 'CERTIFICATE', partId: one.id }}>
              {t('staff.person.withdraw')}
            </ActionButton>
          </li>
        ))}
      </ul>
      <details open={form.wasRefused ? true : undefined}>
        <summary>{t('staff.person.addCertificate')}</summary>
        <PostForm form={form}>
          <SelectField
            form={form}
            name="kind"
            label={t('staff.person.kind')}
            options={certificateKinds.map((value) => ({ value, label: t(`staff.certificate.${value}`) }))}
            placeholder={t('call.form.choose')}
          />
          <TextField
            form={form}
            name="number"
            label={t('staff.person.number')}
            hint={t('staff.person.numberHint')}
            autoComplete="off"
          />
          <DateField form={form} name="issuedOn" label={t('staff.person.issuedOn')} />
          <DateField
            form={form}
            name="validUntil"
            label={t('staff.person.validUntil')}
            hint={t('staff.person.validUntilHint')}
            optional
          />
          <Submit>{t('staff.person.submitCertificate')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}

function Trainings({ view: { trainings, hours } }: { view: View }) {
  const t = useT()
  const { day } = useFormat()
  const form = useFormState('train')
  const withdraw = useFormState('withdrawPart')
  return (
    <Sheet>
      <h2>{t('staff.person.trainings')}</h2>
      <p>{trainings.length === 0 ? t('staff.person.trainingsNone') : t('staff.hours', { hours })}</p>
      <ul className="rows">
        {trainings.map((one) => (
          <li key={one.id}>
            <h3>
              <Typed>{one.title}</Typed>
            </h3>
            <p>{t('staff.person.trainingRow', { day: day(one.heldOn), hours: one.hours })}</p>
            <ActionButton form={withdraw} quiet fields={{ what: 'TRAINING', partId: one.id }}>
              {t('staff.person.withdraw')}
            </ActionButton>
          </li>
        ))}
      </ul>
      <details open={form.wasRefused ? true : undefined}>
        <summary>{t('staff.person.addTraining')}</summary>
        <PostForm form={form}>
          <TextField form={form} name="title" label={t('staff.person.trainingTitle')} autoComplete="off" />
          <DateField form={form} name="heldOn" label={t('staff.person.heldOn')} />
          <NumberField form={form} name="hours" label={t('staff.person.hours')} inputMode="decimal" />
          <Submit>{t('staff.person.submitTraining')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}

function Endings({ view: { version, untilOn } }: { view: View }) {
  const t = useT()
  const leave = useFormState('leave', { untilOn: untilOn ?? '' })
  const forget = useFormState('forget')
  return (
    <Sheet>
      <details open={leave.wasRefused ? true : undefined}>
        <summary>{t('staff.person.leave')}</summary>
        <PostForm form={leave} version={version}>
          <DateField form={leave} name="untilOn" label={t('staff.person.untilOn')} />
          <Submit>{t('staff.person.submitLeave')}</Submit>
        </PostForm>
      </details>
      <details open={forget.wasRefused ? true : undefined}>
        <summary>{t('staff.person.forget')}</summary>
        <p>{t('staff.person.forgetLead')}</p>
        <PostForm form={forget} version={version}>
          <Checkbox form={forget} name="sure" label={t('staff.person.sure')} />
          <Submit grave>{t('staff.person.submitForget')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}
