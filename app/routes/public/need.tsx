import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { photoForm } from '#app/domain/need/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { addNeedPhoto } from '#app/services/need/add-photo.server.ts'
import { type NeedView, type PublicNeedPage, readPublicNeed } from '#app/services/need/queries/need-page.server.ts'
import { supportNeed, unsupportNeed } from '#app/services/need/support-need.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { FileField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { MeetingTag } from '#app/ui/meeting/meeting-tag.tsx'
import { NeedPhotos } from '#app/ui/need/need-photos.tsx'
import { NeedStory } from '#app/ui/need/need-story.tsx'
import { NeedTag } from '#app/ui/need/need-tag.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ needNo: z.string().regex(/^XQ-\d{4}-\d{4,6}$/) })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { needNo } }) =>
  orNotFound(await readPublicNeed(ctx, needNo)),
)

const nothing = z.object({})
export const action = pageAction(
  { may: 'signedIn', params, takesFile: true },
  {
    support: on(nothing, async ({ ctx, params: { needNo } }) => {
      const outcome = await supportNeed(ctx, { needNo })
      return outcome.ok ? redirectWithToast(ctx, paths.need(needNo), 'need.toast.supported') : outcome
    }),
    unsupport: on(nothing, async ({ ctx, params: { needNo } }) => {
      const outcome = await unsupportNeed(ctx, { needNo })
      return outcome.ok ? redirectWithToast(ctx, paths.need(needNo), 'need.toast.unsupported') : outcome
    }),
    photo: on(photoForm, async ({ ctx, params: { needNo }, input }) => {
      const { need } = orNotFound(await readPublicNeed(ctx, needNo))
      const outcome = await addNeedPhoto(ctx, { needId: orNotFound(need).id, photo: input.photo })
      return outcome.ok ? redirectWithToast(ctx, paths.need(needNo), 'need.toast.photo') : outcome
    }),
  },
)

export const meta = pageMeta<PublicNeedPage>(
  (t, page) => page.need?.title ?? t('need.unread.title'),
  (_, page) => page.need?.what ?? '',
)

export default function NeedPage() {
  const page = useLoaderData<typeof loader>() as PublicNeedPage
  const t = useT()
  const { dayOfInstant } = useFormat()
  const { need } = page
  if (need === null)
    return (
      <Page crumbs={[{ to: paths.needs(), text: t('need.title') }]}>
        <Sheet>
          <NeedTag state={page.state} />
          <h1>{t('need.unread.title')}</h1>
          <p>
            {page.needNo} · {dayOfInstant(page.raisedAt)}
          </p>
          <p>
            {page.declineCode === null
              ? t('need.unread.lead')
              : t('need.unread.declined', { why: t(`need.decline.${page.declineCode}`) })}
          </p>
          <p>
            <A to={paths.needs()}>{t('need.title')}</A>
          </p>
        </Sheet>
      </Page>
    )
  return <Open page={page} need={need} />
}

function Open({ page, need }: { page: PublicNeedPage; need: NeedView }) {
  const t = useT()
  const { number, instant } = useFormat()
  const isUnread = need.state === 'RECEIVED' || need.state === 'DECLINED'
  return (
    <Page crumbs={[{ to: paths.needs(), text: t('need.title') }]}>
      <div className="with-side">
        <div>
          <article className="sheet">
            <NeedTag
              state={need.state}
              isInCall={need.calls.some(({ state }) => state !== 'FAILED' && state !== 'CANCELLED')}
            />
            <h1>
              <Typed>{need.title}</Typed>
            </h1>
            <ul className="meta">
              <li>{need.needNo}</li>
              <li>{t(`common.field.${need.field}`)}</li>
              <li>
                <A to={`${paths.needs()}?region=${need.regionCode}`}>{need.regionName}</A>
              </li>
              {need.bodyName === null ? null : <li>{t('need.handledBy', { body: need.bodyName })}</li>}
            </ul>
            <Figures
              items={[
                { label: t('need.label.supporters'), value: number(need.supporters), note: t('need.supportersNote') },
                {
                  label: t('need.label.people'),
                  value: number(need.people),
                  note: <Typed>{need.beneficiaries}</Typed>,
                },
              ]}
            />
            {isUnread ? (
              <p className="notice">
                {need.declineCode === null
                  ? t('need.unread.own')
                  : t('need.unread.declined', { why: t(`need.decline.${need.declineCode}`) })}
              </p>
            ) : null}
            {need.state === 'SET_ASIDE' ? (
              <div className="notice">
                <strong>{t('need.state.SET_ASIDE')}</strong>
                <TypedText text={need.stateReason} />
              </div>
            ) : null}
            <TypedText text={need.what} />
            <h2>{t('need.label.whyNow')}</h2>
            <TypedText text={need.whyNow} />
            <NeedPhotos photos={need.photos} />
            <Support page={page} need={need} />
          </article>
          {page.isOwn && need.state === 'RECEIVED' && need.photos.length < 3 ? <AddPhoto /> : null}
          {need.meetings.length === 0 ? null : (
            <Sheet labelledBy="meetings">
              <h2 id="meetings">{t('meeting.title')}</h2>
              <ul className="rows">
                {need.meetings.map((meeting) => (
                  <li key={meeting.id}>
                    <h3>
                      <A to={paths.meeting(meeting.id)}>
                        <Typed>{meeting.title}</Typed>
                      </A>
                    </h3>
                    <ul className="meta">
                      <li>
                        <MeetingTag state={meeting.state} isOverdue={false} />
                      </li>
                      <li>{meeting.kindName}</li>
                      <li>{instant(meeting.startsAt)}</li>
                    </ul>
                  </li>
                ))}
              </ul>
            </Sheet>
          )}
        </div>
        <aside className="sheet" aria-labelledby="story">
          <h2 id="story">{t('need.story.title')}</h2>
          <NeedStory need={need} />
        </aside>
      </div>
    </Page>
  )
}

function Support({ page, need }: { page: PublicNeedPage; need: NeedView }) {
  const t = useT()
  const { number, dayOfInstant } = useFormat()
  const support = useFormState('support')
  const unsupport = useFormState('unsupport')
  return (
    <>
      {page.isSupporting ? (
        <>
          <p>
            <Tag tone="open">{t('need.support.given')}</Tag>
          </p>
          <ActionButton form={unsupport} quiet>
            {t('need.support.takeBack')}
          </ActionButton>
        </>
      ) : page.maySupport ? (
        <>
          <ActionButton form={support}>{t('need.support.give')}</ActionButton>
          {page.isSignedIn ? null : <p className="hint">{t('need.support.signIn')}</p>}
        </>
      ) : null}
      {need.petitions.length === 0 ? null : (
        <ul className="hint">
          {need.petitions.map(({ people, collected, at }) => (
            <li key={at}>
              {t('need.petition.line', { people: number(people), day: dayOfInstant(at) })} <Typed>{collected}</Typed>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function AddPhoto() {
  const t = useT()
  const form = useFormState('photo')
  return (
    <Sheet labelledBy="add-photo">
      <h2 id="add-photo">{t('need.photos.title')}</h2>
      <PostForm form={form} withFiles>
        <FileField form={form} name="photo" label={t('need.photos.add')} hint={t('need.photos.hint')} />
        <Submit quiet>{t('need.photos.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}
