import { validityOn } from '#app/domain/organization/document.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { StaffView } from '#app/services/staff/queries/staff.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

export function StaffRows({ rows, today }: { rows: readonly StaffView[]; today: string }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.id}>
          <h3>
            <A to={paths.ngoStaffMember(row.id)}>
              <Typed>{row.name}</Typed>
            </A>
          </h3>
          <ul className="meta">
            <li>{t(`staff.post.${row.post}`)}</li>
            {row.postTitle === '' ? null : (
              <li>
                <Typed>{row.postTitle}</Typed>
              </li>
            )}
            <li>
              {row.untilOn === null
                ? t('staff.since', { day: day(row.fromOn) })
                : t('staff.fromUntil', { from: day(row.fromOn), until: day(row.untilOn) })}
            </li>
            {row.isGone ? null : <li>{t('staff.hours', { hours: row.hours })}</li>}
          </ul>
          {row.certificates.length === 0 || row.isGone ? null : (
            <ul className="meta">
              {row.certificates.map((one) => (
                <li key={one.id}>
                  {t(`staff.certificate.${one.kind}`)} <CertificateTag validUntil={one.validUntil} today={today} />
                </li>
              ))}
            </ul>
          )}
          <Missing kinds={row.missing} />
        </li>
      ))}
    </ul>
  )
}

/** Certificate before post: which ones would do. Nothing where the post has what it asks for. */
export function Missing({ kinds }: { kinds: StaffView['missing'] }) {
  const t = useT()
  if (kinds.length === 0) return null
  return (
    <p className="notice">
      {t('staff.missing', { list: kinds.map((kind) => t(`staff.certificate.${kind}`)).join(t('staff.or')) })}
    </p>
  )
}

export function CertificateTag({ validUntil, today }: { validUntil: string | null; today: string }) {
  const t = useT()
  const validity = validityOn(toDay(today), validUntil === null ? null : toDay(validUntil))
  if (validity === 'expired') return <Tag tone="due">{t('staff.expired')}</Tag>
  return validity === 'expiring' ? <Tag tone="wait">{t('staff.expiring')}</Tag> : null
}
