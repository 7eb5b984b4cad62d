import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { clawbackReasonMax, respondForm, responses } from '#app/domain/clawback/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { respondToClawback } from '#app/services/clawback/order-clawback.server.ts'
import { type ClawbackPage, type ClawbackView, readClawbacks } from '#app/services/clawback/queries/clawbacks.server.ts'
import { ReturnAccount } from '#app/ui/clawback/return-account.tsx'
import { ClawbackSheet } from '#app/ui/clawback/clawback-sheet.tsx'
import { RadioGroup, TextArea } from '#app/ui/form/fields.tsx'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readClawbacks(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    respond: on(respondForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await respondToClawback(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoClawbacks(id), 'clawback.toast.responded') : outcome
    }),
  },
)

export const meta = pageMeta((t, page: ClawbackPage) => `${t('clawback.title')} · ${page.title}`)

export default function NgoClawbacks() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.ngoProjects(), text: t('project.mine') },
        { to: paths.ngoProject(page.id), text: page.title },
      ]}
    >
      <Sheet>
        <h1>{t('clawback.title')}</h1>
        <p>
          <Typed>{page.title}</Typed>
        </p>
        {page.clawbacks.length === 0 ? <p>{t('clawback.none')}</p> : <p>{t('clawback.ngoLead')}</p>}
        {page.clawbacks.some(({ state }) => state === 'ORDERED') ? (
          <ReturnAccount account={page.account} projectNo={page.projectNo} />
        ) : null}
      </Sheet>
      {page.clawbacks.map((clawback) => (
        <ClawbackSheet key={clawback.id} clawback={clawback}>
          {clawback.may.respond ? <Respond clawback={clawback} /> : null}
        </ClawbackSheet>
      ))}
    </Page>
  )
}

function Respond({ clawback }: { clawback: ClawbackView }) {
  const t = useT()
  const form = useRowForm('respond', 'clawbackId', clawback.id)
  return (
    <PostForm form={form} version={clawback.version}>
      <input type="hidden" name="clawbackId" value={clawback.id} />
      <RadioGroup
        form={form}
        name="response"
        label={t('clawback.respond')}
        options={responses.map((response) => ({ value: response, label: t(`clawback.say.${response}`) }))}
      />
      <TextArea
        form={form}
        name="note"
        label={t('clawback.note')}
        optional={t('clawback.onlyObjection')}
        max={clawbackReasonMax}
        rows={3}
      />
      <Submit>{t('clawback.sendResponse')}</Submit>
    </PostForm>
  )
}
