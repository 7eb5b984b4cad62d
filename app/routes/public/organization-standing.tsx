import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ratingMax, revokeForm } from '#app/domain/rating/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { proposeRevocation } from '#app/services/rating/enter-decision.server.ts'
import { readSupervision } from '#app/services/inspection/queries/inspection.server.ts'
import { type RatingRow, readStanding } from '#app/services/rating/queries/standing-page.server.ts'
import { DateField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Mixed } from '#app/ui/mixed.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedCites } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { id } }) => ({
  ...orNotFound(await readStanding(ctx, id)),
  maySupervise: ctx.actor.bodies.length > 0 && (await readSupervision(ctx, id)) !== null,
}))

export const action = pageAction(
  { may: 'officer', params },
  {
    revoke: on(revokeForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await proposeRevocation(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.organizationStanding(id), 'rating.toast.entered') : outcome
    }),
  },
)

export const meta = pageMeta((t, { name }: { name: string }) => t('rating.standing.title', { name }))

export default function OrganizationStanding() {
  const standing = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.organization(standing.id), text: standing.name }]}>
      <Sheet>
        <h1>
          <Mixed text={t('rating.standing.title', { name: standing.name })} />
        </h1>
        <p>
          <A to={paths.organizationCredit(standing.id)}>{t('credit.see')}</A>{' '}
          {standing.maySupervise ? (
            <A to={paths.bureauSupervision(standing.id)}>{t('inspection.supervision.title')}</A>
          ) : null}
        </p>
      </Sheet>
      <Sheet labelledBy="ratings">
        <h2 id="ratings">{t('rating.standing.ratings')}</h2>
        {standing.ratings.length === 0 ? <p>{t('rating.standing.ratingsNone')}</p> : null}
        <ul className="rows">
          {standing.ratings.map((rating) => (
            <Rating key={rating.id} rating={rating} />
          ))}
        </ul>
        <ListFiles list="ratings" filter={{ organization: standing.id }} />
        {standing.recognizedIn.map(({ placeName, from }) => (
          <p key={`${placeName} ${from}`} className="note">
            {t('rating.standing.recognized', { place: placeName, day: day(from) })}
          </p>
        ))}
        {standing.registries.length === 0 ? null : (
          <p>
            <A to={paths.bureauRatingEnter(standing.id)}>{t('rating.enter.title')}</A>
          </p>
        )}
      </Sheet>
      <Sheet labelledBy="inspections">
        <h2 id="inspections">{t('inspection.public')}</h2>
        {standing.inspections.length === 0 ? <p>{t('inspection.publicNone')}</p> : null}
        <ul className="rows">
          {standing.inspections.map((row) => (
            <li key={row.year}>
              <h3>{t('inspection.yearOf', { year: String(row.year) })}</h3>
              <ul className="meta">
                <li>
                  {row.conclusion === null ? (
                    <Tag tone="due">{t('inspection.missing')}</Tag>
                  ) : (
                    <Tag tone={row.conclusion === 'FAIL' ? 'due' : 'open'}>
                      {t(`credit.conclusion.${row.conclusion}`)}
                    </Tag>
                  )}
                </li>
                {row.isLate && !row.isMissing ? <li>{t('inspection.late')}</li> : null}
                {row.concludedOn === null ? null : <li>{day(row.concludedOn)}</li>}
                <li>{row.bodyName}</li>
                {row.documentNo === '' ? null : (
                  <li>
                    <TypedCites text={row.documentNo} />
                  </li>
                )}
              </ul>
            </li>
          ))}
        </ul>
      </Sheet>
      <Sheet labelledBy="commendations">
        <h2 id="commendations">{t('rating.standing.commendations')}</h2>
        {standing.commendations.length === 0 ? <p>{t('rating.standing.commendationsNone')}</p> : null}
        <ul className="rows">
          {standing.commendations.map((row) => (
            <li key={row.id}>
              <p>
                <Typed>{row.summary}</Typed>{' '}
                {row.fileId === null ? null : <A to={paths.file(row.fileId)}>{t('credit.document')}</A>}
              </p>
              <ul className="meta">
                <li>{day(row.happenedOn)}</li>
                <li>{row.bodyName}</li>
                <li>
                  <TypedCites text={row.documentNo} />
                </li>
              </ul>
            </li>
          ))}
        </ul>
      </Sheet>
    </Page>
  )
}

function Rating({ rating }: { rating: RatingRow }) {
  const t = useT()
  const { day } = useFormat()
  const form = useRowForm('revoke', 'decisionId', rating.id)
  return (
    <li>
      <h3>{t('organization.public.rating', { grade: rating.grade })}</h3>
      <ul className="meta">
        <li>
          {rating.isInForce ? (
            <Tag tone="open">{t('rating.standing.inForce')}</Tag>
          ) : (
            <Tag tone="plain">{t('rating.standing.over')}</Tag>
          )}
        </li>
        <li>{t('credit.fromTo', { from: day(rating.validFrom), to: day(rating.validUntil) })}</li>
        {rating.revokedOn === null ? null : <li>{t('rating.revoked', { day: day(rating.revokedOn) })}</li>}
        <li>
          <Typed>{rating.authorityName}</Typed>
        </li>
        <li>{rating.placeName ?? t('rating.national')}</li>
        <li>
          <TypedCites text={rating.documentNo} />
        </li>
        {rating.fileId === null ? null : (
          <li>
            <A to={paths.file(rating.fileId)}>{t('credit.document')}</A>
          </li>
        )}
      </ul>
      {rating.mayRevoke ? (
        <details open={form.wasRefused ? true : undefined}>
          <summary>{t('rating.revocation.propose')}</summary>
          <PostForm form={form}>
            <input type="hidden" name="decisionId" value={rating.id} />
            <DateField form={form} name="revokedOn" label={t('rating.revocation.on')} />
            <TextArea form={form} name="reason" label={t('rating.work.reasons')} max={ratingMax.reason} rows={3} />
            <TextField form={form} name="documentNo" label={t('credit.form.documentNo')} autoComplete="off" />
            <Submit grave>{t('rating.revocation.propose')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </li>
  )
}
