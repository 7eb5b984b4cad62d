import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readPublicRatings } from '#app/services/rating/queries/public-ratings.server.ts'
import { Cites } from '#app/ui/cites.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Bands, Grade } from '#app/ui/rating/grade.tsx'
import { Typed, TypedCites, TypedText } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'anyone' }, ({ ctx }) => readPublicRatings(ctx))

export const meta = pageMeta(
  (t) => t('rating.title'),
  (t) => t('rating.lead'),
)

export default function Ratings() {
  const { rounds, notices, bands, rule, source } = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  return (
    <Page>
      <Sheet>
        <h1>{t('rating.title')}</h1>
        <p>{t('rating.lead')}</p>
        <p>
          <A to={paths.recognition()}>{t('recognition.title')}</A>
        </p>
        <ListFiles list="ratings" isOther />
      </Sheet>
      <Sheet labelledBy="notices">
        <h2 id="notices">{t('rating.notices')}</h2>
        {notices.length === 0 ? <p>{t('rating.noticesNone')}</p> : null}
        <ul className="rows">
          {notices.map((notice) => (
            <li key={notice.id}>
              <h3>
                <A to={paths.ratingNotice(notice.id)}>
                  <Typed>{notice.organizationName}</Typed>
                </A>
              </h3>
              <ul className="meta">
                <li>
                  <Grade grade={notice.grade} />
                </li>
                <li>{t('rating.points', { points: notice.points })}</li>
                <li>{notice.bodyName}</li>
                <li>{t('rating.noticeUntil', { day: day(notice.noticeUntil) })}</li>
              </ul>
            </li>
          ))}
        </ul>
        <ListFiles list="rating-notices" />
      </Sheet>
      <Sheet labelledBy="rounds">
        <h2 id="rounds">{t('rating.rounds')}</h2>
        {rounds.length === 0 ? <p>{t('rating.roundsNone')}</p> : null}
        <ul className="rows">
          {rounds.map((round) => (
            <li key={round.id}>
              <h3>
                <Typed>{round.title}</Typed>
              </h3>
              <ul className="meta">
                <li>{round.bodyName}</li>
                <li>
                  <TypedCites text={round.documentNo} />
                </li>
                <li>{t('rating.applyTerm', { from: day(round.applyFrom), until: day(round.applyUntil) })}</li>
              </ul>
              <TypedText text={round.notice} />
            </li>
          ))}
        </ul>
        <ListFiles list="rating-rounds" />
      </Sheet>
      <Sheet labelledBy="rule">
        <h2 id="rule">{t('rating.rule.title')}</h2>
        <ol>
          {(['notice', 'eligible', 'visit', 'assess', 'decide', 'publish', 'confirm'] as const).map((step) => (
            <li key={step}>
              {t(`rating.rule.${step}`, {
                days: rule.noticeDays,
                years: rule.registeredYears,
                grade: rule.plaqueFromGrade,
              })}
            </li>
          ))}
        </ol>
        <p>{t('rating.rule.validity', { years: rule.validityYears })}</p>
        <Bands bands={bands} />
        <p className="hint">
          {t('credit.basis')} <Cites text={source} />
        </p>
      </Sheet>
    </Page>
  )
}
