import { useT } from '#app/i18n/provider.tsx'
import type { ActivityTotals, ActivityView } from '#app/services/voice/queries/activities.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Thumbnail } from '#app/ui/thumbnail.tsx'
import { Typed } from '#app/ui/typed.tsx'

export function ActivityFigures({ totals }: { totals: ActivityTotals }) {
  const t = useT()
  const { number } = useFormat()
  return (
    <Figures
      items={[
        { label: t('activity.totals.sessions'), value: number(totals.sessions) },
        { label: t('activity.totals.people'), value: number(totals.people) },
        { label: t('activity.totals.hours'), value: number(totals.hours) },
        { label: t('activity.totals.volunteers'), value: number(totals.volunteers) },
      ]}
    />
  )
}

export function ActivityMeta({ activity }: { activity: ActivityView }) {
  const t = useT()
  const { day, number } = useFormat()
  return (
    <ul className="meta">
      <li>{day(activity.heldOn)}</li>
      <li>
        <Typed>{activity.place}</Typed>
      </li>
      <li>{t('activity.people', { count: number(activity.attendance) })}</li>
      {activity.hours === 0 ? null : <li>{t('activity.hoursOf', { count: number(activity.hours) })}</li>}
      {activity.volunteers === 0 ? null : <li>{t('activity.volunteersOf', { count: number(activity.volunteers) })}</li>}
      {activity.position === null ? null : <li>{t('milestone.position', { position: activity.position })}</li>}
    </ul>
  )
}

/** Activities, the latest first. `to`: the page of one, where the reader has one. */
export function ActivityRows({
  activities,
  to,
}: {
  activities: readonly ActivityView[]
  to?: (activity: ActivityView) => string
}) {
  const t = useT()
  if (activities.length === 0) return <p>{t('activity.none')}</p>
  return (
    <ul className="rows">
      {activities.map((activity) => (
        <li key={activity.id}>
          <h3>
            {to === undefined ? (
              <Typed>{activity.title}</Typed>
            ) : (
              <A to={to(activity)}>
                <Typed>{activity.title}</Typed>
              </A>
            )}
          </h3>
          <ActivityMeta activity={activity} />
          {activity.withdrawn === null ? null : (
            <p>
              <Tag tone="due">{t('activity.withdrawnTag')}</Tag>{' '}
              {t('activity.withdrawnBecause', { reason: activity.withdrawn })}
            </p>
          )}
          <Photos activity={activity} />
        </li>
      ))}
    </ul>
  )
}

export function Photos({ activity: { photos } }: { activity: ActivityView }) {
  if (photos.length === 0) return null
  return (
    <div className="thumbnails">
      {photos.map((fileId) => (
        <Thumbnail key={fileId} fileId={fileId} />
      ))}
    </div>
  )
}
