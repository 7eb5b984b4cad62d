import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { isUnmet } from '#app/domain/eligibility/explained.ts'
import { grades } from '#app/domain/rating/rule.ts'
import { applyForm, ratingMax, withdrawApplicationForm } from '#app/domain/rating/schema.ts'
import { uuid } from '#app/domain/shared/form-fields.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { applyForRating, withdrawApplication } from '#app/services/rating/apply.server.ts'
import { type OwnRating, readOwnRating } from '#app/services/rating/queries/own-rating.server.ts'
import { ExplainedList } from '#app/ui/eligibility/explained-list.tsx'
import { SelectField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Grade } from '#app/ui/rating/grade.tsx'
import { RatingStateTag } from '#app/ui/rating/state-tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })
const wantedOf = (url: URL) => {
  const asked = Number(url.searchParams.get('grade') ?? '3')
  return grades.find((grade) => grade === asked) ?? 3
}

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id }, url }) =>
  orNotFound(await readOwnRating(ctx, id, wantedOf(url))),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    apply: on(applyForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await applyForRating(ctx, { ...input, organizationId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoRating(id), 'rating.toast.applied') : outcome
    }),
    withdraw: on(withdrawApplicationForm.extend({ applicationId: uuid }), async ({ ctx, params: { id }, input }) => {
      const outcome = await withdrawApplication(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoRating(id), 'rating.toast.applicationWithdrawn') : outcome
    }),
  },
)

export const meta = pageMeta((t, { name }: { name: string }) => t('rating.own.title', { name }))

export default function OwnRatingPage() {
  const own = useLoaderData<typeof loader>()
  const t = useT()
  const href = useHref()
  const { day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.ngoOrganization(own.id), text: own.name }]}>
      <Sheet>
        <h1>{t('rating.own.title', { name: own.name })}</h1>
        <p>
          {own.current === null
            ? t('rating.own.none')
            : t('rating.own.current', { grade: own.current.grade, day: day(own.current.validUntil) })}{' '}
          <A to={paths.organizationStanding(own.id)}>{t('rating.standing.see')}</A>
        </p>
      </Sheet>
      {own.applications.length === 0 ? null : (
        <Sheet labelledBy="applications">
          <h2 id="applications">{t('rating.own.applications')}</h2>
          <ul className="rows">
            {own.applications.map((application) => (
              <Application key={application.id} application={application} />
            ))}
          </ul>
        </Sheet>
      )}
      <Sheet labelledBy="eligible">
        <h2 id="eligible">{t('rating.own.eligible')}</h2>
        <form method="get" action={href(paths.ngoRating(own.id))} className="search-line">
          <div className="field">
            <label htmlFor="grade">{t('rating.own.wanted')}</label>
            <select id="grade" name="grade" defaultValue={own.wantedGrade}>
              {grades.map((grade) => (
                <option key={grade} value={grade}>
                  {grade}A
                </option>
              ))}
            </select>
          </div>
          <button type="submit">{t('rating.own.check')}</button>
        </form>
        <ExplainedList conditions={own.check} organizationId={own.id} />
        <p className="hint">
          {t('credit.basis')} {own.source}
        </p>
      </Sheet>
      <Apply own={own} />
    </Page>
  )
}

function Application({ application }: { application: OwnRating['applications'][number] }) {
  const t = useT()
  const { day } = useFormat()
  const form = useFormState('withdraw')
  const { state, id } = application
  return (
    <li>
      <h3>
        <Typed>{application.roundTitle}</Typed>
      </h3>
      <ul className="meta">
        <li>
          <RatingStateTag state={state} />
        </li>
        <li>{t('rating.wanted', { grade: application.wantedGrade })}</li>
        {application.grade === null ? null : (
          <li>
            <A to={paths.ratingNotice(id)}>
              <Grade grade={application.grade} />
            </A>
          </li>
        )}
        {state === 'NOTICED' && application.noticeUntil !== null ? (
          <li>{t('rating.noticeUntil', { day: day(application.noticeUntil) })}</li>
        ) : null}
      </ul>
      {application.refusedReason === '' ? null : <p>{application.refusedReason}</p>}
      {state === 'SUBMITTED' || state === 'ACCEPTED' ? (
        <ActionButton form={form} version={application.version} fields={{ applicationId: id }} quiet>
          {t('rating.own.withdraw')}
        </ActionButton>
      ) : null}
    </li>
  )
}

const ended: readonly string[] = ['CONFIRMED', 'REFUSED', 'WITHDRAWN']

function Apply({ own }: { own: OwnRating }) {
  const t = useT()
  const { day } = useFormat()
  const form = useFormState('apply', { wantedGrade: String(own.wantedGrade), roundId: own.rounds[0]?.id ?? '' })
  return (
    <Sheet labelledBy="apply">
      <h2 id="apply">{t('rating.own.apply')}</h2>
      {own.rounds.length === 0 ? (
        <p>{t('rating.own.noRound')}</p>
      ) : own.mayApply ? (
        <>
          {own.check.some(isUnmet) ? <p className="notice">{t('rating.own.notYet')}</p> : null}
          <PostForm form={form}>
            <SelectField
              form={form}
              name="roundId"
              label={t('rating.own.round')}
              options={own.rounds.map(({ id, title, applyUntil }) => ({
                value: id,
                label: `${title} (${t('rating.own.until', { day: day(applyUntil) })})`,
              }))}
            />
            <SelectField
              form={form}
              name="wantedGrade"
              label={t('rating.own.wanted')}
              options={grades.map((grade) => ({ value: String(grade), label: `${grade}A` }))}
            />
            <TextArea
              form={form}
              name="statement"
              label={t('rating.own.statement')}
              hint={t('rating.own.statementHint')}
              max={ratingMax.statement}
              rows={6}
            />
            <Submit>{t('rating.own.submit')}</Submit>
          </PostForm>
        </>
      ) : (
        <p>
          {t(
            own.applications.some(({ state }) => !ended.includes(state)) ? 'rating.own.underWay' : 'rating.own.cannot',
          )}
        </p>
      )}
    </Sheet>
  )
}
