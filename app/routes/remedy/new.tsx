import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { filingForm, remedyTextMax, subjectMax } from '#app/domain/remedy/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { fileRemedy } from '#app/services/award/remedies/file-remedy.server.ts'
import { type FilingPage, readFilingPage } from '#app/services/award/queries/remedies.server.ts'
import { RadioGroup, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { RemedyFileField } from '#app/ui/remedy/remedy-fields.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

const params = z.object({ callNo: z.string().max(40) })

export const loader = pageLoader({ may: 'signedIn', params }, async ({ ctx, params: { callNo } }) =>
  orNotFound(await readFilingPage(ctx, callNo)),
)

export const action = pageAction(
  { may: 'signedIn', params, takesFile: true },
  {
    file: on(filingForm, async ({ ctx, params: { callNo }, input }) => {
      const page = orNotFound(await readFilingPage(ctx, callNo))
      const outcome = await fileRemedy(ctx, { callId: page.call.id, ...input, organizationId: input.organizationId })
      return outcome.ok ? redirectWithToast(ctx, paths.remedy(outcome.remedyId), 'remedy.toast.filed') : outcome
    }),
  },
)

export const meta = pageMeta<FilingPage>((t, { call }) => `${t('remedy.new.title')} · ${call.title}`)

export default function NewRemedyPage() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  const [organization] = page.organizations
  const form = useFormState('file', { organizationId: organization?.id ?? '' })
  const stages = page.stages.filter(({ hasStarted }) => hasStarted)
  return (
    <Page
      crumbs={[
        { to: paths.calls(), text: t('common.nav.calls') },
        { to: paths.call(page.call.callNo), text: page.call.callNo },
      ]}
    >
      <Sheet>
        <h1>{t('remedy.new.title')}</h1>
        <p>
          <Typed>{page.call.title}</Typed>
        </p>
        <p>{t(`remedy.new.intro.${page.kind}`)}</p>
        <PostForm form={form} withFiles>
          <RadioGroup
            form={form}
            name="what"
            label={t('remedy.new.what')}
            options={[
              { value: 'INQUIRY', label: t('remedy.kind.INQUIRY'), hint: t('remedy.new.inquiryHint') },
              { value: 'OBJECTION', label: t(`remedy.kind.${page.kind}`), hint: t(`remedy.new.hint.${page.kind}`) },
            ]}
          />
          <RadioGroup
            form={form}
            name="stage"
            label={t('remedy.new.stage')}
            options={stages.map(({ stage, isOpen, until }) => ({
              value: stage,
              label: t(`remedy.stage.${stage}`),
              hint: isOpen
                ? until === null
                  ? t('remedy.new.noTerm')
                  : t('remedy.new.until', { day: day(until) })
                : t('remedy.new.over'),
            }))}
          />
          {page.organizations.length === 0 ? (
            page.kind === 'NAMED_OBJECTION' ? (
              <p>
                <Mixed text={t('remedy.new.asPerson', { name: page.person })} />
              </p>
            ) : (
              <p className="notice">{t('remedy.new.organizationsOnly')}</p>
            )
          ) : (
            <SelectField
              form={form}
              name="organizationId"
              label={t('remedy.new.organization')}
              optional={page.kind === 'NAMED_OBJECTION'}
              {...(page.kind === 'NAMED_OBJECTION'
                ? { placeholder: t('remedy.new.asPerson', { name: page.person }) }
                : {})}
              options={page.organizations.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <TextField
            form={form}
            name="subject"
            label={t('remedy.subject')}
            hint={t('remedy.new.subjectHint', { max: subjectMax })}
            maxLength={subjectMax}
          />
          <TextArea
            form={form}
            name="facts"
            label={t('remedy.facts')}
            hint={t('remedy.new.factsHint')}
            max={remedyTextMax}
          />
          <TextArea form={form} name="request" label={t('remedy.request')} max={remedyTextMax} rows={3} />
          <RemedyFileField form={form} />
          <p className="note">{t('remedy.new.signed')}</p>
          <Submit>{t('remedy.new.submit')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
