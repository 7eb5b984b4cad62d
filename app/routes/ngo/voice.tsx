import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { sessionForm } from '#app/domain/voice/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { makeSession } from '#app/services/voice/make-session.server.ts'
import { readVoicePage, type VoicePage } from '#app/services/voice/queries/voice-page.server.ts'
import { DateField, NumberField, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { SessionRows } from '#app/ui/voice/session-rows.tsx'
import { VoiceFigures } from '#app/ui/voice/voice-figures.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readVoicePage(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    make: on(sessionForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await makeSession(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoVoiceSlips(id, outcome.sessionId), 'voice.ngo.made') : outcome
    }),
  },
)

export const meta = pageMeta((t, page: VoicePage) => `${t('voice.title')} · ${page.title}`)

export default function NgoVoice() {
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
        <h1>{t('voice.title')}</h1>
        <p>
          <Typed>{page.title}</Typed>
        </p>
        <p>{t('voice.ngo.lead')}</p>
        {page.sessions.length === 0 ? null : <VoiceFigures figures={page.figures} />}
      </Sheet>
      {page.may.makeSession ? <Making page={page} /> : null}
      {page.isOver ? <p className="notice">{t('voice.ngo.over')}</p> : null}
      <Sheet labelledBy="sessions">
        <h2 id="sessions">{t('voice.ngo.sessions')}</h2>
        {page.sessions.length === 0 ? <p>{t('voice.ngo.none')}</p> : null}
        <SessionRows
          sessions={page.sessions}
          more={(session) => (
            <p className="next">
              <A to={paths.ngoVoiceSlips(page.id, session.id)} aria-label={`${t('voice.ngo.print')}: ${session.title}`}>
                {t('voice.ngo.print')}
              </A>
            </p>
          )}
        />
      </Sheet>
    </Page>
  )
}

function Making({ page }: { page: VoicePage }) {
  const t = useT()
  const form = useFormState('make', { heldOn: page.today })
  return (
    <Sheet labelledBy="make">
      <h2 id="make">{t('voice.ngo.make')}</h2>
      <p>{t('voice.ngo.makeLead')}</p>
      <PostForm form={form}>
        <TextField form={form} name="title" label={t('voice.ngo.name')} hint={t('voice.ngo.nameHint')} />
        <DateField form={form} name="heldOn" label={t('voice.ngo.heldOn')} hint={t('voice.ngo.heldOnHint')} />
        <TextField form={form} name="place" label={t('voice.ngo.place')} />
        <SelectField
          form={form}
          name="milestoneId"
          label={t('voice.ngo.milestone')}
          optional
          placeholder={t('voice.ngo.noMilestone')}
          options={page.milestones.map(({ id, position, title }) => ({
            value: id,
            label: t('voice.ngo.milestoneOption', { position, title }),
          }))}
        />
        <NumberField
          form={form}
          name="attendance"
          label={t('voice.ngo.attendance')}
          hint={t('voice.ngo.attendanceHint')}
        />
        <NumberField
          form={form}
          name="codeCount"
          label={t('voice.ngo.codeCount')}
          hint={t('voice.ngo.codeCountHint')}
        />
        <Submit>{t('voice.ngo.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}
