import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { annexForm, annexMax, takeOutForm } from '#app/domain/project/annexes.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { addAnnex, takeOutAnnex } from '#app/services/project/annexes.server.ts'
import { type ProjectPage, readProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { FileField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { AnnexList } from '#app/ui/project/annex-list.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readProjectPage(ctx, { projectId: id })),
)

export const action = pageAction(
  { may: 'officer', params, takesFile: true },
  {
    add: on(annexForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await addAnnex(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAnnexes(id), 'annex.toast.added') : outcome
    }),
    takeOut: on(takeOutForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await takeOutAnnex(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAnnexes(id), 'annex.toast.takenOut') : outcome
    }),
  },
)

export const meta = pageMeta<ProjectPage>((t, { title }) => `${t('annex.title')} · ${title}`)

export default function BureauAnnexes() {
  const project = useLoaderData<typeof loader>()
  const t = useT()
  const takeOut = useFormState('takeOut')
  const { contract, annexes, may } = project
  const mayChange = contract.state === 'DRAFT' && may.draftContract
  return (
    <Page
      crumbs={[
        { to: paths.bureauProjects(), text: t('project.list.bureau') },
        { to: paths.bureauProject(project.id), text: project.projectNo },
      ]}
    >
      <Sheet>
        <h1>{t('annex.title')}</h1>
        <p>
          <Typed>{project.title}</Typed> · {contract.contractNo}
        </p>
        <p>{t(contract.state === 'DRAFT' ? 'annex.lead' : 'annex.onlyDraft')}</p>
        {annexes.length === 0 ? <p>{t('annex.none')}</p> : null}
        <AnnexList
          annexes={annexes}
          then={(annex) =>
            mayChange ? (
              <ActionButton form={takeOut} version={contract.version} quiet fields={{ annexId: annex.id }}>
                {t('annex.takeOut')}
              </ActionButton>
            ) : null
          }
        />
      </Sheet>
      {mayChange && annexes.filter(({ isReplaced }) => !isReplaced).length < annexMax.count ? (
        <Add version={contract.version} />
      ) : null}
    </Page>
  )
}

function Add({ version }: { version: number }) {
  const t = useT()
  const form = useFormState('add')
  return (
    <Sheet>
      <h2>{t('annex.add')}</h2>
      <PostForm form={form} version={version} withFiles>
        <TextField
          form={form}
          name="title"
          label={t('annex.name')}
          hint={t('annex.nameHint')}
          maxLength={annexMax.title}
        />
        <FileField form={form} name="file" label={t('application.documents.file')} hint={t('bid.files.kinds')} />
        <Submit>{t('annex.save')}</Submit>
      </PostForm>
    </Sheet>
  )
}
