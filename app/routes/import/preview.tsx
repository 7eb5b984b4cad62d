import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import type { ImportKind } from '#app/domain/import/columns.ts'
import { confirmForm, discardForm, dropForm, mendForm } from '#app/domain/import/schema.ts'
import { vocabularyOf } from '#app/http/import-words.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { confirmImport, discardImport } from '#app/services/import/confirm.server.ts'
import { dropRow, mendRow } from '#app/services/import/mend-row.server.ts'
import { readImport } from '#app/services/import/queries/import-page.server.ts'
import { Checkbox } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { ErrorRows } from '#app/ui/import/error-rows.tsx'
import { DoneImport } from '#app/ui/import/done-import.tsx'
import { ImportFigures } from '#app/ui/import/import-figures.tsx'
import { OtherRows } from '#app/ui/import/other-rows.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'signedIn', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readImport(ctx, id)),
)

export const action = pageAction(
  { may: 'signedIn', params },
  {
    mend: on(mendForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await mendRow(ctx, { draftId: id, ...input }, (kind) => vocabularyOf(kind).words)
      return outcome.ok ? redirectWithToast(ctx, paths.importPreview(id), 'import.toast.mended') : outcome
    }),
    drop: on(dropForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await dropRow(ctx, { draftId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.importPreview(id), 'import.toast.dropped') : outcome
    }),
    confirm: on(confirmForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await confirmImport(ctx, { draftId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.importPreview(id), 'import.toast.confirmed') : outcome
    }),
    discard: on(discardForm, async ({ ctx, params: { id } }) => {
      const outcome = await discardImport(ctx, { draftId: id })
      if (!outcome.ok) return outcome
      const said = outcome.wasImported ? 'import.toast.leftDiscarded' : 'import.toast.discarded'
      return redirectWithToast(ctx, paths.importPreview(id), said)
    }),
  },
)

type View = Awaited<ReturnType<typeof loader>>

export const meta = pageMeta<View>((t, { kind }) => t(`import.title.${kind}`))

export default function ImportPreview() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  const list = listOf(view)
  return (
    <Page
      crumbs={
        view.organization === null
          ? [{ to: list, text: t('registry.title') }]
          : [
              { to: paths.ngoOrganization(view.organization.id), text: view.organization.name },
              { to: list, text: t(view.kind === 'STAFF' ? 'staff.title' : 'volunteer.ngo.title') },
            ]
      }
    >
      {view.state === 'PREVIEW' ? (
        <Preview view={view} />
      ) : view.done === null ? (
        <Sheet>
          <h1>{t(`import.title.${view.kind}`)}</h1>
          <p>{t(`import.over.${view.state}`)}</p>
          <A className="button quiet" to={startOf(view)}>
            {t('import.link')}
          </A>
        </Sheet>
      ) : (
        <DoneImport view={view} done={view.done} list={list} start={startOf(view)} />
      )}
    </Page>
  )
}

type Where = { kind: ImportKind; organization: { id: string } | null }
const listOf = ({ kind, organization }: Where) =>
  organization === null
    ? paths.registry()
    : kind === 'STAFF'
      ? paths.ngoStaff(organization.id)
      : paths.ngoVolunteers(organization.id)
const startOf = ({ kind, organization }: Where) =>
  organization === null
    ? paths.registryImport()
    : kind === 'STAFF'
      ? paths.ngoStaffImport(organization.id)
      : paths.ngoVolunteersImport(organization.id)

function Preview({ view }: { view: View }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <Sheet>
        <h1>{t('import.preview')}</h1>
        <p>{t('import.previewLead', { until: format.instant(view.expiresAt) })}</p>
        <ImportFigures counts={view.counts} />
        {view.ignored.length === 0 ? null : (
          <p className="notice">{t('import.ignored', { list: view.ignored.join(t('import.comma')) })}</p>
        )}
      </Sheet>
      <ErrorRows view={view} />
      <OtherRows view={view} />
      <Confirm view={view} />
      <Discard />
    </>
  )
}

function Confirm({ view: { counts, digest, expiresAt } }: { view: View }) {
  const t = useT()
  const format = useFormat()
  const form = useFormState('confirm')
  return (
    <Sheet labelledBy="confirm-title">
      <h2 id="confirm-title">{t('import.confirmTitle')}</h2>
      {counts.added + counts.changed === 0 ? (
        <p>{t('import.nothing')}</p>
      ) : (
        <>
          <p>{t('import.confirmNote', { added: counts.added, changed: counts.changed })}</p>
          <PostForm form={form}>
            <input type="hidden" name="seen" value={digest} />
            {counts.errors === 0 ? null : (
              <Checkbox
                form={form}
                name="leaveOut"
                label={t('import.leaveOut', { count: counts.errors })}
                hint={t('import.leaveOutHint', { until: format.instant(expiresAt) })}
              />
            )}
            <Submit>{t(counts.errors === 0 ? 'import.confirm' : 'import.confirmSome')}</Submit>
          </PostForm>
        </>
      )}
    </Sheet>
  )
}

function Discard() {
  const t = useT()
  const form = useFormState('discard')
  return (
    <Sheet labelledBy="discard-title">
      <h2 id="discard-title">{t('import.discard')}</h2>
      <p>{t('import.discardLead')}</p>
      <ActionButton form={form} quiet>
        {t('import.discardSubmit')}
      </ActionButton>
    </Sheet>
  )
}
