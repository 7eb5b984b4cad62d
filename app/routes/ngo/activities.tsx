import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { activityForm } from '#app/domain/voice/activity.ts'
import { cursorOf } from '#app/http/cursor.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type ActivitiesPage, readActivities } from '#app/services/voice/queries/activities.server.ts'
import { recordActivity } from '#app/services/voice/record-activity.server.ts'
import { DateField, FileField, NumberField, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { ActivityFigures, ActivityRows } from '#app/ui/voice/activity-rows.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id }, url }) =>
  orNotFound(await readActivities(ctx, id, cursorOf(url))),
)

export const action = pageAction(
  { may: 'organization', params, takesFile: true },
  {
    add: on(activityForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await recordActivity(ctx, { projectId: id, ...input })
      if (!outcome.ok) return outcome
      const next = input.codeCount > 0 ? paths.ngoVoiceSlips(id, outcome.sessionId) : paths.ngoActivities(id)
      return redirectWithToast(ctx, next, 'activity.saved')
    }),
  },
)

export const meta = pageMeta((t, page: ActivitiesPage) => `${t('activity.title')} · ${page.title}`)

export default function NgoActivities() {
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
        <h1>{t('activity.title')}</h1>
        <p>
          <Typed>{page.title}</Typed>
        </p>
        <p>{t('activity.lead')}</p>
        <ActivityFigures totals={page.totals} />
      </Sheet>
      {page.mayRecord ? <Adding page={page} /> : null}
      <Sheet labelledBy="list">
        <h2 id="list">{t('activity.list')}</h2>
        <ActivityRows activities={page.activities} to={({ id }) => paths.ngoActivity(page.id, id)} />
        <Pager next={page.nextCursor} />
      </Sheet>
    </Page>
  )
}

/** What changes comes first; what mostly stays is filled in from the activity before. */
function Adding({ page }: { page: ActivitiesPage }) {
  const t = useT()
  const form = useFormState('add', {
    heldOn: page.today,
    place: page.last?.place ?? '',
    milestoneId: page.last?.milestoneId ?? '',
  })
  return (
    <Sheet labelledBy="add">
      <h2 id="add">{t('activity.add')}</h2>
      <PostForm form={form} withFiles>
        <TextField form={form} name="title" label={t('activity.name')} />
        <DateField form={form} name="heldOn" label={t('activity.heldOn')} />
        <TextField form={form} name="place" label={t('activity.place')} />
        <NumberField form={form} name="attendance" label={t('activity.attendance')} />
        <TextField
          form={form}
          name="hours"
          label={t('activity.hours')}
          hint={t('activity.hoursHint')}
          inputMode="decimal"
          className="short num"
          optional
        />
        <NumberField form={form} name="volunteers" label={t('activity.volunteers')} optional />
        <SelectField
          form={form}
          name="milestoneId"
          label={t('activity.milestone')}
          optional
          placeholder={t('activity.milestoneNone')}
          options={page.milestones.map(({ id, position, title }) => ({
            value: id,
            label: t('activity.milestoneOption', { position, title }),
          }))}
        />
        <FileField form={form} name="photo" label={t('activity.photo')} hint={t('activity.photoHint')} optional />
        <NumberField form={form} name="codeCount" label={t('activity.codes')} hint={t('activity.codesHint')} optional />
        <Submit>{t('activity.save')}</Submit>
      </PostForm>
    </Sheet>
  )
}
