import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { sampleForm, sampleMax, sampleTitleMax } from '#app/domain/panel/schema.ts'
import { version } from '#app/domain/shared/form-fields.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readSampleDraft, type SampleDraft } from '#app/services/panel/queries/sample-page.server.ts'
import { removeSample, writeSample } from '#app/services/panel/set-sample.server.ts'
import { TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'officer', params }, async ({ ctx, params: { id } }) => ({
  page: orNotFound(await readSampleDraft(ctx, id)),
}))

export const action = pageAction(
  { may: 'officer', params },
  {
    save: on(sampleForm, async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await writeSample(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauPanel(callId), 'panel.toast.sampleWritten') : outcome
    }),
    remove: on(z.object({ version }), async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await removeSample(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauPanel(callId), 'panel.toast.sampleRemoved') : outcome
    }),
  },
)

export const meta = pageMeta<{ page: SampleDraft }>((t, { page }) => `${t('panel.sample.title')} · ${page.call.title}`)

export default function BureauSample() {
  const { page } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('panel.bureau.crumb') },
        { to: paths.bureauPanel(page.call.id), text: page.call.callNo },
      ]}
    >
      <Sheet>
        <h1>{t('panel.sample.title')}</h1>
        <p className="note">
          <Typed>{page.call.title}</Typed>
        </p>
        <p>{t('panel.sample.intro')}</p>
        {page.mayWrite ? (
          <Write page={page} />
        ) : (
          <>
            <h2>
              <Typed>{page.title}</Typed>
            </h2>
            <TypedText text={page.text} />
            <p>
              <A to={paths.bureauPanel(page.call.id)}>{t('panel.sample.back')}</A>
            </p>
          </>
        )}
      </Sheet>
    </Page>
  )
}

function Write({ page }: { page: SampleDraft }) {
  const t = useT()
  const form = useFormState('save', { title: page.title, text: page.text })
  const remove = useFormState('remove')
  return (
    <>
      <PostForm form={form} version={page.version}>
        <TextField form={form} name="title" label={t('panel.sample.name')} maxLength={sampleTitleMax} />
        <TextArea
          form={form}
          name="text"
          label={t('panel.sample.text')}
          hint={t('panel.sample.textHint')}
          max={sampleMax}
          rows={14}
        />
        <div className="actions">
          <Submit>{t('panel.sample.save')}</Submit>
          <A className="button quiet" to={paths.bureauPanel(page.call.id)}>
            {t('panel.sample.back')}
          </A>
        </div>
      </PostForm>
      {page.isWritten ? (
        <>
          <h2>{t('panel.sample.remove')}</h2>
          <p>{t('panel.sample.removeIntro')}</p>
          <ActionButton form={remove} version={page.version} quiet>
            {t('panel.sample.remove')}
          </ActionButton>
        </>
      ) : null}
    </>
  )
}
