import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { applicationForm, fileForm, incubatorMax, removeFileForm, versionOnly } from '#app/domain/incubator/schema.ts'
import { groupStages } from '#app/domain/incubator/terms.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  addApplicationFile,
  removeApplicationFile,
  saveApplication,
  sendApplication,
  withdrawApplication,
} from '#app/services/incubator/apply.server.ts'
import { type CaseView, readIncubationCase } from '#app/services/incubator/queries/incubation-case.server.ts'
import { FileField, NumberField, RadioGroup, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'signedIn', params }, async ({ ctx, params: { id } }) => {
  const view = orNotFound(await readIncubationCase(ctx, id, 'own'))
  if (!['DRAFT', 'RETURNED'].includes(view.state) || !view.may.write) throw goTo(ctx, paths.incubation(id))
  return view
})

export const action = pageAction(
  { may: 'signedIn', params, takesFile: true },
  {
    save: on(applicationForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await saveApplication(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.incubationForm(id), 'incubation.toast.saved') : outcome
    }),
    // What was typed is kept first, so that nothing is lost when it is not complete.
    send: on(applicationForm, async ({ ctx, params: { id }, input }) => {
      const saved = await saveApplication(ctx, { incubationId: id, ...input })
      if (!saved.ok) return saved
      const outcome = await sendApplication(ctx, { incubationId: id, version: input.version + 1 })
      if (outcome.ok) return redirectWithToast(ctx, paths.incubation(id), 'incubation.toast.sent')
      return {
        ok: false,
        refusal: { ...outcome.refusal, data: { ...outcome.refusal.data, version: input.version + 1 } },
      }
    }),
    addFile: on(fileForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await addApplicationFile(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.incubationForm(id), 'incubation.toast.fileAdded') : outcome
    }),
    removeFile: on(removeFileForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await removeApplicationFile(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.incubationForm(id), 'incubation.toast.fileRemoved') : outcome
    }),
    withdraw: on(versionOnly, async ({ ctx, params: { id }, input }) => {
      const outcome = await withdrawApplication(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.incubations(), 'incubation.toast.withdrawn') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('incubation.form.title'))

export default function ApplicationForm() {
  const view = useLoaderData<typeof loader>() as CaseView
  const t = useT()
  const form = useFormState('save', {
    classId: view.classId,
    kind: view.kind,
    groupName: view.groupName,
    initiators: view.initiators,
    stage: view.stage,
    need: view.need,
    plan: view.plan,
    people: view.people === 0 ? '' : String(view.people),
    wantedSeats: view.wantedSeats === 0 ? '' : String(view.wantedSeats),
    wantedM2: view.wantedM2 === 0 ? '' : String(view.wantedM2),
  })
  const sending = useFormState('send', {})
  // Sending kept what was typed, and so wrote a version of its own before it was refused.
  const kept = sending.refusal?.data?.['version']
  const shown = sending.cameBack
    ? {
        ...sending,
        intent: 'save',
        value: (name: string) => (name === 'version' && kept !== undefined ? String(kept) : sending.value(name)),
      }
    : form
  const file = useFormState('addFile', {})
  const withdraw = useFormState('withdraw')
  return (
    <Page crumbs={[{ to: paths.incubation(view.id), text: view.incubator.name }]}>
      <Sheet>
        <h1>{t('incubation.form.title')}</h1>
        <p>{t('incubation.form.lead')}</p>
        {view.state === 'RETURNED' ? (
          <div className="notice">
            <p>{t('incubation.now.RETURNED', { due: '', place: 0, leaveBy: '', graduated: '', left: '' })}</p>
            <TypedText text={view.checkReason} />
          </div>
        ) : null}
        <PostForm form={shown} version={view.version}>
          {view.wasGroup ? (
            <>
              <TextField form={shown} name="groupName" label={t('incubation.form.groupName')} autoComplete="off" />
              <TextArea
                form={shown}
                name="initiators"
                label={t('incubation.form.initiators')}
                hint={t('incubation.form.initiatorsHint')}
                max={incubatorMax.words}
                rows={3}
              />
            </>
          ) : null}
          <SelectField
            form={shown}
            name="classId"
            label={t('incubation.form.class')}
            options={view.classes.map(({ id, name, quota, taken }) => ({
              value: id,
              label: t('incubation.form.classLeft', { name, left: Math.max(0, quota - taken) }),
            }))}
          />
          {view.incubator.kinds.length === 1 ? (
            <input type="hidden" name="kind" value={view.incubator.kinds[0]} />
          ) : (
            <RadioGroup
              form={shown}
              name="kind"
              label={t('incubation.form.kind')}
              options={view.incubator.kinds.map((value) => ({ value, label: t(`incubator.kind.${value}`) }))}
            />
          )}
          <RadioGroup
            form={shown}
            name="stage"
            label={t('incubation.form.stage')}
            options={groupStages.map((value) => ({
              value,
              label: t(`incubation.stage.${value}`),
              hint: t(`incubation.stageHint.${value}`),
            }))}
          />
          <NumberField form={shown} name="people" label={t('incubation.form.people')} />
          <TextArea
            form={shown}
            name="need"
            label={t('incubation.form.need')}
            hint={t('incubation.form.needHint')}
            max={incubatorMax.long}
            rows={5}
          />
          <TextArea
            form={shown}
            name="plan"
            label={t('incubation.form.plan')}
            hint={t('incubation.form.planHint')}
            max={incubatorMax.long}
            rows={5}
          />
          <div className="two">
            <NumberField form={shown} name="wantedSeats" label={t('incubation.form.wantedSeats')} optional />
            <NumberField form={shown} name="wantedM2" label={t('incubation.form.wantedM2')} optional />
          </div>
          <div className="actions">
            <Submit>{t('incubation.form.save')}</Submit>
            <Submit intent="send" quiet>
              {t('incubation.form.send')}
            </Submit>
          </div>
        </PostForm>
      </Sheet>
      <Sheet labelledBy="files">
        <h2 id="files">{t('incubation.form.files')}</h2>
        <p>{t('incubation.form.filesLead')}</p>
        <ul className="rows">
          {view.files.map(({ fileId, title }) => (
            <li key={fileId}>
              <A to={paths.file(fileId)}>
                <Typed>{title}</Typed>
              </A>
              <RemoveFile fileId={fileId} />
            </li>
          ))}
        </ul>
        <PostForm form={file} withFiles>
          <TextField form={file} name="title" label={t('incubation.form.fileTitle')} autoComplete="off" />
          <FileField form={file} name="file" label={t('incubation.form.file')} />
          <Submit quiet>{t('incubation.form.addFile')}</Submit>
        </PostForm>
      </Sheet>
      <Sheet>
        <h2>{t('incubation.withdraw.title')}</h2>
        {view.state === 'DRAFT' ? null : <p>{t('incubation.withdraw.lead')}</p>}
        <ActionButton form={withdraw} version={view.version} quiet grave>
          {t(view.state === 'DRAFT' ? 'incubation.withdraw.draft' : 'incubation.withdraw.do')}
        </ActionButton>
      </Sheet>
    </Page>
  )
}

function RemoveFile({ fileId }: { fileId: string }) {
  const t = useT()
  const form = useFormState('removeFile')
  return (
    <ActionButton form={form} fields={{ fileId }} quiet>
      {t('common.action.remove')}
    </ActionButton>
  )
}
