import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { complaintForm, ratingMax } from '#app/domain/rating/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { complain } from '#app/services/rating/complaint.server.ts'
import { readRatingNotice } from '#app/services/rating/queries/rating-application.server.ts'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ComplaintAnswer } from '#app/ui/rating/complaint-answer.tsx'
import { Grade } from '#app/ui/rating/grade.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { id } }) => ({
  notice: orNotFound(await readRatingNotice(ctx, id)),
}))

export const action = pageAction(
  { may: 'signedIn', params },
  {
    complain: on(complaintForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await complain(ctx, { applicationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ratingNotice(id), 'rating.toast.complained') : outcome
    }),
  },
)

export const meta = pageMeta((t, { notice }: { notice: { organizationName: string } }) =>
  t('rating.noticeOf', { name: notice.organizationName }),
)

export default function RatingNoticePage() {
  const { notice } = useLoaderData<typeof loader>()
  const t = useT()
  const href = useHref()
  const { day, instant } = useFormat()
  const form = useFormState('complain')
  return (
    <Page
      crumbs={[
        { to: paths.ratings(), text: t('rating.title') },
        { to: paths.organizationStanding(notice.organizationId), text: notice.organizationName },
      ]}
    >
      <Sheet>
        <h1>{t('rating.noticeTitle')}</h1>
        <p>
          <strong>
            <Typed>{notice.organizationName}</Typed>
          </strong>
        </p>
        <ul className="meta">
          {notice.isPublic ? (
            <>
              <li>
                <Grade grade={notice.grade ?? 0} />
              </li>
              <li>{t('rating.points', { points: notice.points ?? 0 })}</li>
              <li>
                <Typed>{notice.decisionNo}</Typed>
              </li>
            </>
          ) : null}
          <li>{notice.bodyName}</li>
          {notice.noticeUntil === null ? null : <li>{t('rating.noticeUntil', { day: day(notice.noticeUntil) })}</li>}
          {notice.plaqueNo === '' ? null : <li>{t('rating.plaque', { number: notice.plaqueNo })}</li>}
        </ul>
        {notice.isPublic ? <TypedText text={notice.decisionReason} /> : <p>{t('rating.complaint.anew')}</p>}
      </Sheet>
      {notice.own.length === 0 ? null : (
        <Sheet labelledBy="own">
          <h2 id="own">{t('rating.complaint.own')}</h2>
          <ul className="rows">
            {notice.own.map((complaint) => (
              <li key={complaint.id}>
                <p>{instant(complaint.filedAt)}</p>
                <TypedText text={complaint.statement} />
                <ComplaintAnswer complaint={complaint} />
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      {notice.isOpen ? (
        <Sheet labelledBy="complain">
          <h2 id="complain">{t('rating.complaint.title')}</h2>
          <p>{t(notice.isSignedIn && !notice.mayComplain ? 'rating.complaint.once' : 'rating.complaint.lead')}</p>
          {notice.isSignedIn ? null : (
            <p>
              <A to={`${paths.signIn()}?to=${encodeURIComponent(href(paths.ratingNotice(notice.id)))}`}>
                {t('rating.complaint.signIn')}
              </A>
            </p>
          )}
          {notice.mayComplain ? (
            <PostForm form={form}>
              <TextArea
                form={form}
                name="statement"
                label={t('rating.complaint.statement')}
                max={ratingMax.statement}
                rows={5}
              />
              <Submit>{t('rating.complaint.submit')}</Submit>
            </PostForm>
          ) : null}
        </Sheet>
      ) : null}
    </Page>
  )
}
