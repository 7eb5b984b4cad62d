import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { photoForm, withdrawForm } from '#app/domain/voice/activity.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type ActivityPage, readActivity } from '#app/services/voice/queries/activities.server.ts'
import { addPhoto, withdrawActivity } from '#app/services/voice/record-activity.server.ts'
import { FileField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { ActivityMeta, Photos } from '#app/ui/voice/activity-rows.tsx'

const params = z.object({ id: z.uuid(), sessionId: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id, sessionId } }) =>
  orNotFound(await readActivity(ctx, { projectId: id, sessionId })),
)

export const action = pageAction(
  { may: 'organization', params, takesFile: true },
  {
    photo: on(photoForm, async ({ ctx, params: { id, sessionId }, input }) => {
      const outcome = await addPhoto(ctx, { projectId: id, sessionId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoActivity(id, sessionId), 'activity.photoAdded') : outcome
    }),
    withdraw: on(withdrawForm, async ({ ctx, params: { id, sessionId }, input }) => {
      const outcome = await withdrawActivity(ctx, { projectId: id, sessionId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoActivities(id), 'activity.withdrawnToast') : outcome
    }),
  },
)

export const meta = pageMeta((t, { activity }: ActivityPage) => `${t('activity.title')} · ${activity.title}`)

export default function NgoActivity() {
  const { projectId, projectTitle, activity, mayAddPhotos, mayWithdraw } = useLoaderData<typeof loader>()
  const t = useT()
  const photo = useFormState('photo')
  const withdraw = useFormState('withdraw')
  return (
    <Page
      crumbs={[
        { to: paths.ngoProject(projectId), text: projectTitle },
        { to: paths.ngoActivities(projectId), text: t('activity.title') },
      ]}
    >
      <Sheet>
        <h1>
          <Typed>{activity.title}</Typed>
        </h1>
        <ActivityMeta activity={activity} />
        {activity.withdrawn === null ? null : (
          <p>
            <Tag tone="due">{t('activity.withdrawnTag')}</Tag>{' '}
            {t('activity.withdrawnBecause', { reason: activity.withdrawn })}
          </p>
        )}
        <Photos activity={activity} />
        {activity.codeCount === 0 ? null : (
          <p className="next">
            <A to={paths.ngoVoiceSlips(projectId, activity.id)}>{t('activity.slips')}</A>
          </p>
        )}
      </Sheet>
      {mayAddPhotos ? (
        <Sheet labelledBy="photo">
          <h2 id="photo">{t('activity.addPhoto')}</h2>
          <PostForm form={photo} withFiles>
            <FileField form={photo} name="photo" label={t('activity.photo')} hint={t('activity.photoHint')} />
            <Submit>{t('activity.addPhoto')}</Submit>
          </PostForm>
        </Sheet>
      ) : null}
      {mayWithdraw ? (
        <Sheet labelledBy="withdraw">
          <h2 id="withdraw">{t('activity.withdraw')}</h2>
          <p>{t('activity.withdrawLead')}</p>
          <PostForm form={withdraw}>
            <TextField form={withdraw} name="reason" label={t('activity.reason')} />
            <Submit quiet>{t('activity.withdraw')}</Submit>
          </PostForm>
        </Sheet>
      ) : null}
    </Page>
  )
}
