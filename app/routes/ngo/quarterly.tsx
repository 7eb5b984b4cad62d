import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { quarterlyForm, quarterlyMax, quarterlyReturn, quarterlyStep } from '#app/domain/quarterly/schema.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { autosaved } from '#app/http/autosaved.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type QuarterlyPage, readQuarterly } from '#app/services/quarterly/queries/quarterly-pages.server.ts'
import {
  giveBackQuarterly,
  saveQuarterly,
  sendUpQuarterly,
  signOffQuarterly,
} from '#app/services/quarterly/quarterly.server.ts'
import { AutosaveStatus } from '#app/ui/form/autosave-status.tsx'
import { MoneyField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { QuarterlyBody, quarterlyCrumbs, QuarterlyHead, QuarterlyStep } from '#app/ui/quarterly/quarterly.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readQuarterly(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    save: on(quarterlyForm, async ({ ctx, params: { id }, input: { then, ...input } }) => {
      const report = { id, ...input }
      const outcome = await (then === 'sendUp' ? sendUpQuarterly(ctx, report) : saveQuarterly(ctx, report))
      const toast = then === 'sendUp' ? 'quarterly.toast.sentUp' : 'quarterly.toast.saved'
      return outcome.ok ? redirectWithToast(ctx, paths.ngoQuarterly(id), toast) : outcome
    }),
    autosave: on(quarterlyForm, async ({ ctx, params: { id }, input: { done, problems, plans, fee, version } }) => {
      const outcome = await saveQuarterly(ctx, { id, done, problems, plans, fee, version })
      return outcome.ok ? autosaved({ version: outcome.version, savedAt: ctx.now }) : outcome
    }),
    signOff: on(quarterlyStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await signOffQuarterly(ctx, { id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoQuarterly(id), 'quarterly.toast.signed') : outcome
    }),
    giveBack: on(quarterlyReturn, async ({ ctx, params: { id }, input }) => {
      const outcome = await giveBackQuarterly(ctx, { id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoQuarterly(id), 'quarterly.toast.givenBack') : outcome
    }),
  },
)

export const meta = pageMeta((t, page: QuarterlyPage) => `${t('quarterly.one')} · ${page.projectTitle}`)

export default function NgoQuarterly() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        ...quarterlyCrumbs({ id: page.projectId, title: page.projectTitle }, 'ngo'),
        { to: paths.ngoQuarters(page.projectId), text: t('quarterly.title') },
      ]}
    >
      <QuarterlyHead page={page} />
      {page.may.write ? <Writing page={page} /> : <QuarterlyBody page={page} />}
      {page.state === 'WITH_LEAD' ? (
        page.may.signOff ? (
          <QuarterlyStep page={page} intent="signOff" />
        ) : (
          <Sheet>
            <p>{t('quarterly.waitsLead')}</p>
          </Sheet>
        )
      ) : null}
      {page.state === 'WITH_OFFICE' ? (
        <Sheet>
          <p>{t('quarterly.waitsOffice')}</p>
        </Sheet>
      ) : null}
    </Page>
  )
}

function Writing({ page }: { page: QuarterlyPage }) {
  const t = useT()
  const { version, done, problems, plans, feeFen } = page
  const fee = feeFen === null || feeFen === '0' ? '' : fenToYuanText(toFen(BigInt(feeFen)))
  const form = useFormState('save', { version, done, problems, plans, fee })
  return (
    <Sheet labelledBy="write">
      <h2 id="write">{t('quarterly.write')}</h2>
      <p>
        {t('quarterly.writeLead')} <A to={paths.ngoActivities(page.projectId)}>{t('activity.title')}</A>
      </p>
      <PostForm form={form} version={version} autosave="autosave">
        <TextArea
          form={form}
          name="done"
          label={t('quarterly.done')}
          hint={t('quarterly.doneHint')}
          max={quarterlyMax}
          rows={8}
        />
        <TextArea form={form} name="problems" label={t('quarterly.problems')} max={quarterlyMax} rows={4} optional />
        <TextArea form={form} name="plans" label={t('quarterly.plans')} max={quarterlyMax} rows={4} optional />
        {feeFen === null ? null : (
          <MoneyField form={form} name="fee" label={t('quarterly.fee')} hint={t('quarterly.feeHint')} optional />
        )}
        <div className="actions">
          <Submit quiet>{t('quarterly.save')}</Submit>
          <button type="submit" name="then" value="sendUp">
            {t('quarterly.sendUp')}
          </button>
        </div>
        <AutosaveStatus />
      </PostForm>
    </Sheet>
  )
}
