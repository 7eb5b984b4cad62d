import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dutyMax, paperForm, partiesMax, partyForm, partyKinds, removePartyForm } from '#app/domain/project/parties.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { addParty, keepPaper, removeParty } from '#app/services/project/parties.server.ts'
import { type ProjectPage, readProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { PaperForm } from '#app/ui/party/paper-form.tsx'
import { PartyList } from '#app/ui/party/party-list.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readProjectPage(ctx, { projectId: id })),
)

export const action = pageAction(
  { may: 'officer', params, takesFile: true },
  {
    add: on(partyForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await addParty(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauParties(id), 'party.toast.added') : outcome
    }),
    remove: on(removePartyForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await removeParty(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauParties(id), 'party.toast.removed') : outcome
    }),
    paper: on(paperForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await keepPaper(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauParties(id), 'party.toast.kept') : outcome
    }),
  },
)

export const meta = pageMeta<ProjectPage>((t, { title }) => `${t('party.title')} · ${title}`)

export default function BureauParties() {
  const project = useLoaderData<typeof loader>()
  const t = useT()
  const remove = useFormState('remove')
  const { contract, parties, may } = project
  const isDraft = contract.state === 'DRAFT'
  return (
    <Page
      crumbs={[
        { to: paths.bureauProjects(), text: t('project.list.bureau') },
        { to: paths.bureauProject(project.id), text: project.projectNo },
      ]}
    >
      <Sheet>
        <h1>{t('party.title')}</h1>
        <p>
          <Typed>{project.title}</Typed> · {contract.contractNo}
        </p>
        <p>{t(isDraft ? 'party.lead' : 'party.onlyDraft')}</p>
        {parties.length === 0 ? <p>{t('party.none')}</p> : null}
        <PartyList
          parties={parties}
          then={(party) =>
            !may.keepParties ? null : isDraft ? (
              <ActionButton form={remove} version={contract.version} quiet fields={{ partyId: party.id }}>
                {t('party.remove')}
              </ActionButton>
            ) : contract.state === 'OFFERED' && !party.isOnline && party.signedAt === null ? (
              <PaperForm partyId={party.id} sha256={contract.contentSha256 ?? ''} />
            ) : null
          }
        />
      </Sheet>
      {isDraft && may.keepParties && parties.length < partiesMax ? <Add version={contract.version} /> : null}
    </Page>
  )
}

function Add({ version }: { version: number }) {
  const t = useT()
  const form = useFormState('add', { kind: '', name: '', creditCode: '', duty: '', signer: '' })
  return (
    <Sheet labelledBy="add">
      <h2 id="add">{t('party.add')}</h2>
      <PostForm form={form} version={version}>
        <SelectField
          form={form}
          name="kind"
          label={t('party.kindLabel')}
          placeholder={t('closing.finding.choose')}
          options={partyKinds.map((kind) => ({ value: kind, label: t(`party.kind.${kind}`) }))}
        />
        <TextField form={form} name="name" label={t('party.name')} hint={t('party.nameHint')} />
        <TextField
          form={form}
          name="creditCode"
          label={t('party.creditCode')}
          hint={t('party.creditCodeHint')}
          autoComplete="off"
          optional
        />
        <TextArea form={form} name="duty" label={t('party.duty')} max={dutyMax} rows={4} />
        <TextField form={form} name="signer" label={t('party.signer')} autoComplete="off" />
        <Submit>{t('party.add')}</Submit>
      </PostForm>
    </Sheet>
  )
}
