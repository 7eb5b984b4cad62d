import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ScoringDesk } from '#app/services/panel/queries/scoring-desk.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { Answer } from './answer.tsx'
import { TwoScores } from './two-scores.tsx'

/** A sheet as it stands, to be read. */
function SheetTable({ desk }: { desk: ScoringDesk }) {
  const t = useT()
  return (
    <>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('panel.desk.criterion')}</th>
            <th scope="col" className="num">
              {t('panel.desk.points')}
            </th>
            <th scope="col">{t('panel.desk.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {desk.criteria.map((criterion) => (
            <tr key={criterion.id}>
              <th scope="row">
                <Typed>{criterion.title}</Typed>
              </th>
              <td className="num" data-label={t('panel.desk.points')}>
                <TwoScores first={criterion.points} second={desk.second?.points[criterion.id] ?? null} /> /{' '}
                {criterion.maxPoints}
              </td>
              <td data-label={t('panel.desk.reason')}>
                <TypedText text={criterion.reason} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {desk.comment === '' ? null : (
        <>
          <h3>{t('panel.desk.comment')}</h3>
          <TypedText text={desk.comment} />
        </>
      )}
      <div className={desk.submittedAt === null ? 'total' : 'total settled'}>
        <span>
          {t('panel.desk.total')} <small>{t('panel.desk.outOf', { max: desk.live.max })}</small>
        </span>
        <strong>{desk.second?.total ?? desk.live.total}</strong>
      </div>
    </>
  )
}

/** The whole sheet once more, before it is handed in for good. */
export function Confirm({ desk }: { desk: ScoringDesk }) {
  const t = useT()
  const form = useFormState('submit')
  return (
    <Sheet>
      <h2>{t('panel.desk.confirmTitle')}</h2>
      <p>{t('panel.desk.confirmIntro')}</p>
      <SheetTable desk={desk} />
      <PostForm form={form} version={desk.version}>
        <div className="actions">
          <Submit>{t('panel.desk.submit')}</Submit>
          <A className="button quiet" to={paths.panelBid(desk.call.id, desk.bid.id)}>
            {t('panel.desk.change')}
          </A>
        </div>
      </PostForm>
    </Sheet>
  )
}

/** Where the bid is or was discussed, the way there and back. */
function Discussed({ desk: { call, bid, discussion, second } }: { desk: ScoringDesk }) {
  const t = useT()
  if (discussion === null) return null
  const link = (
    <A to={paths.panelDiscussion(call.id, bid.id)}>
      {t(discussion === 'open' ? 'panel.discussion.join' : 'panel.discussion.see')}
    </A>
  )
  return discussion === 'open' ? (
    <p className="notice">
      {t(second === null ? 'panel.discussion.onDesk' : 'panel.discussion.onDeskAgain')} {link}
    </p>
  ) : (
    <p>{link}</p>
  )
}

/** A sheet that is handed in, or that came too late: with what the bid says beside it. */
export function Finished({ desk }: { desk: ScoringDesk }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <Sheet>
        {desk.submittedAt === null ? (
          <p className="notice">{t('panel.desk.closedUnsubmitted')}</p>
        ) : (
          <>
            <h2>{t('panel.desk.submittedTitle')}</h2>
            <p>{t('panel.desk.submittedAt', { at: format.instant(desk.submittedAt) })}</p>
            <Discussed desk={desk} />
            <SheetTable desk={desk} />
            {desk.second === null ? null : (
              <>
                <h3>{t('panel.discussion.reason')}</h3>
                <p className="note">{format.instant(desk.second.at)}</p>
                <TypedText text={desk.second.reason} />
              </>
            )}
          </>
        )}
      </Sheet>
      <Sheet>
        <h2>{t('panel.desk.answer')}</h2>
        {desk.criteria.map((criterion) => (
          <section key={criterion.id}>
            <h3>
              <Typed>{criterion.title}</Typed>
            </h3>
            <Answer text={criterion.answer} />
          </section>
        ))}
      </Sheet>
    </>
  )
}
