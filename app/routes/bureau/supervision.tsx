import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { reportMax, supervisionForm, supervisionKinds } from '#app/domain/inspection/content.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readSupervision, type SupervisionPage } from '#app/services/inspection/queries/inspection.server.ts'
import { superviseOrganization } from '#app/services/inspection/supervise.server.ts'
import { DateField, FileField, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { SupervisionList } from '#app/ui/inspection.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

const params = z.object({ organizationId: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { organizationId } }) =>
  orNotFound(await readSupervision(ctx, organizationId)),
)

export const action = pageAction(
  { may: 'body', params, takesFile: true },
  {
    record: on(supervisionForm, async ({ ctx, params: { organizationId }, input }) => {
      const outcome = await superviseOrganization(ctx, { ...input, organizationId })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauSupervision(organizationId), 'inspection.toast.supervised')
        : outcome
    }),
  },
)

export const meta = pageMeta((t, { name }: { name: string }) => t('inspection.supervision.of', { name }))

export default function Supervision() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.bureauInspection(), text: t('inspection.board.title') },
        { to: paths.organizationStanding(page.id), text: page.name },
      ]}
    >
      <Sheet>
        <h1>{t('inspection.supervision.of', { name: page.name })}</h1>
        <p>
          {t('inspection.supervision.lead')}{' '}
          {page.mayEnterCredit ? <A to={paths.creditEnter(page.id)}>{t('credit.form.title')}</A> : null}{' '}
          {page.mayProposeJoint ? <A to={paths.bureauJoint(page.id)}>{t('assignment.joint.link')}</A> : null}
        </p>
        <h2 className="visually-hidden">{t('common.listed')}</h2>
        <SupervisionList records={page.records} />
      </Sheet>
      {page.maySupervise ? <Record page={page} /> : null}
    </Page>
  )
}

function Record({ page: { bodies, records } }: { page: SupervisionPage }) {
  const t = useT()
  const { day } = useFormat()
  const form = useFormState('record', { bodyId: bodies[0]?.id ?? '', kind: 'VISIT' })
  const cases = records.filter(({ isOpenCase }) => isOpenCase)
  return (
    <Sheet labelledBy="record">
      <h2 id="record">{t('inspection.supervision.record')}</h2>
      <PostForm form={form} withFiles>
        <SelectField
          form={form}
          name="bodyId"
          label={t('credit.form.body')}
          options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          form={form}
          name="kind"
          label={t('inspection.supervision.kind')}
          options={supervisionKinds.map((value) => ({ value, label: t(`inspection.kind.${value}`) }))}
        />
        <DateField form={form} name="happenedOn" label={t('inspection.supervision.on')} />
        <TextArea
          form={form}
          name="summary"
          label={t('inspection.supervision.summary')}
          max={reportMax.text}
          rows={5}
        />
        <TextField
          form={form}
          name="documentNo"
          label={t('credit.form.documentNo')}
          hint={t('inspection.supervision.documentHint')}
          autoComplete="off"
          optional
        />
        {cases.length === 0 ? null : (
          <SelectField
            form={form}
            name="caseId"
            label={t('inspection.supervision.case')}
            placeholder={t('credit.form.none')}
            options={cases.map(({ id, happenedOn, documentNo }) => ({
              value: id,
              label: `${documentNo} · ${day(happenedOn)}`,
            }))}
            optional
          />
        )}
        <FileField form={form} name="file" label={t('inspection.supervision.file')} optional />
        <Submit>{t('inspection.supervision.save')}</Submit>
      </PostForm>
    </Sheet>
  )
}
