import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { admissionMax, replyForm } from '#app/domain/admission/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { replyToExit } from '#app/services/admission/exit.server.ts'
import { type ExitView, readOwnAdmissions } from '#app/services/admission/queries/admissions.server.ts'
import { AdmissionFacts } from '#app/ui/admission/admission-item.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readOwnAdmissions(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    reply: on(replyForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await replyToExit(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoAdmissions(id), 'admission.toast.replied') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('admission.own.title'))

export default function OwnAdmissions() {
  const { id, name, rows } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.ngoOrganization(id), text: name }]}>
      <Sheet>
        <h1>{t('admission.own.title')}</h1>
        <p>{t('admission.own.lead')}</p>
        {rows.length === 0 ? <p>{t('admission.own.none')}</p> : null}
        <h2 className="visually-hidden">{t('common.listed')}</h2>
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id}>
              <AdmissionFacts row={row} of={row.bodyName} />
              {row.exit?.mayReply === true ? <Reply exit={row.exit} /> : null}
            </li>
          ))}
        </ul>
      </Sheet>
    </Page>
  )
}

function Reply({ exit }: { exit: ExitView }) {
  const t = useT()
  const form = useRowForm('reply', 'exitId', exit.id)
  return (
    <PostForm form={form}>
      <input type="hidden" name="exitId" value={exit.id} />
      <TextArea form={form} name="reply" label={t('admission.reply.write')} max={admissionMax.reply} rows={5} />
      <Submit>{t('admission.reply.send')}</Submit>
    </PostForm>
  )
}
