import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { MeetingView } from '#app/services/meeting/queries/meetings.server.ts'
import { Cites } from '#app/ui/cites.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { MeetingTag } from './meeting-tag.tsx'

/** What a meeting is, who sits there, how they voted, and its minutes. */
export function MeetingBody({ meeting }: { meeting: MeetingView }) {
  const t = useT()
  const { deadline, day, number, dayOfInstant, bytes } = useFormat()
  const seats = meeting.seats.reduce((sum, seat) => sum + seat.seats, 0)
  const wasHeld = meeting.seats.some(({ attended }) => attended !== null)
  const came = meeting.seats.reduce((sum, { attended }) => sum + (attended ?? 0), 0)
  const { quorum } = meeting
  return (
    <>
      <article className="sheet">
        <MeetingTag state={meeting.state} isOverdue={meeting.isOverdue} />
        <h1>
          <Typed>{meeting.title}</Typed>
        </h1>
        <ul className="meta">
          <li>{meeting.kindName}</li>
          <li>{meeting.bodyName}</li>
          <li>{meeting.regionName}</li>
        </ul>
        <p>{meeting.purpose}</p>
        <dl className="facts">
          <div>
            <dt>{t('meeting.when')}</dt>
            <dd>{deadline(meeting.startsAt)}</dd>
          </div>
          <div>
            <dt>{t('meeting.place')}</dt>
            <dd>
              <Typed>{meeting.place}</Typed>
            </dd>
          </div>
          <div>
            <dt>{t('meeting.chair')}</dt>
            <dd>
              <Typed>{meeting.chair}</Typed>
            </dd>
          </div>
          <div>
            <dt>{t('meeting.seats')}</dt>
            <dd>
              {number(seats)}{' '}
              {wasHeld ? <span className="hint">{t('meeting.came', { count: number(came) })}</span> : null}
            </dd>
          </div>
        </dl>
        {meeting.cancelledReason === '' ? null : (
          <div className="notice">
            <strong>{t('meeting.state.CANCELLED')}</strong>
            <TypedText text={meeting.cancelledReason} />
          </div>
        )}
        <h2>{t('meeting.agenda')}</h2>
        <TypedText text={meeting.agenda} />
        <Subjects meeting={meeting} />
        <p className="hint">
          {t('meeting.announced', { day: dayOfInstant(meeting.announcedAt), days: meeting.noticeDays })}{' '}
          {quorum === null
            ? t('meeting.noQuorum')
            : t('meeting.quorum', {
                share: t(quorum.strict ? 'need.rule.over' : 'need.rule.atLeast', {
                  share: `${quorum.num}/${quorum.den}`,
                }),
              })}{' '}
          <Cites text={meeting.source} />
        </p>
      </article>
      <Sheet labelledBy="seats">
        <h2 id="seats">{t('meeting.seatsTitle')}</h2>
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">{t('meeting.constituency')}</th>
              <th scope="col" className="num">
                {t('meeting.seats')}
              </th>
              <th scope="col" className="num">
                {t('meeting.attended')}
              </th>
            </tr>
          </thead>
          <tbody>
            {meeting.seats.map(({ constituency, seats: count, attended }) => (
              <tr key={constituency}>
                <th scope="row">{t(`meeting.of.${constituency}`)}</th>
                <td className="num" data-label={t('meeting.seats')}>
                  {number(count)}
                </td>
                <td className="num" data-label={t('meeting.attended')}>
                  {attended === null ? '—' : number(attended)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sheet>
      {meeting.votes.length === 0 && meeting.steps.length === 0 ? null : (
        <Sheet labelledBy="votes">
          <h2 id="votes">{t('meeting.votes')}</h2>
          <ul className="rows">
            {meeting.votes.map((vote) => (
              <li key={vote.id}>
                <p>
                  <Typed>{vote.motion}</Typed>
                </p>
                <p className="hint">
                  {t('meeting.vote', {
                    votesFor: number(vote.votesFor),
                    votesAgainst: number(vote.votesAgainst),
                    abstained: number(vote.abstained),
                  })}
                </p>
              </li>
            ))}
            {meeting.steps.map(({ needNo, step, passed }) => (
              <li key={`${needNo}${step}${String(passed)}`}>
                <A to={paths.need(needNo)}>{needNo}</A> ·{' '}
                {t(`${passed ? 'need.passed' : 'need.failed'}.${step as 'REVIEW'}`)}
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      <Sheet labelledBy="minutes">
        <h2 id="minutes">{t('meeting.minutes')}</h2>
        {meeting.state === 'PUBLISHED' || (meeting.minutes !== '' && meeting.isSide) ? (
          <TypedText text={meeting.minutes} />
        ) : meeting.state === 'CANCELLED' ? (
          <p>{t('meeting.minutesNever')}</p>
        ) : (
          <p>{t('meeting.minutesDue', { day: day(meeting.minutesDueOn) })}</p>
        )}
        {meeting.files.length === 0 ? null : (
          <ul>
            {meeting.files.map(({ id, name, size }) => (
              <li key={id}>
                <A to={paths.file(id)}>
                  <Typed>{name}</Typed>
                </A>{' '}
                {bytes(size)}
              </li>
            ))}
          </ul>
        )}
        {meeting.publishedAt === null ? null : (
          <p className="hint">{t('meeting.publishedOn', { day: dayOfInstant(meeting.publishedAt) })}</p>
        )}
      </Sheet>
    </>
  )
}

function Subjects({ meeting }: { meeting: MeetingView }) {
  const t = useT()
  const rows = [
    ...meeting.needs.map(({ needNo, title }) => ({ to: paths.need(needNo), title })),
    ...meeting.calls.map(({ callNo, title }) => ({ to: paths.call(callNo), title })),
    ...meeting.projects.map(({ projectNo, title }) => ({ to: paths.project(projectNo), title })),
  ]
  if (rows.length === 0) return null
  return (
    <>
      <h2>{t('meeting.about')}</h2>
      <ul>
        {rows.map(({ to, title }) => (
          <li key={to}>
            <A to={to}>
              <Typed>{title}</Typed>
            </A>
          </li>
        ))}
      </ul>
    </>
  )
}
