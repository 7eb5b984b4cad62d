import { paths } from '#app/http/paths.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import type { PolicyRow } from '#app/services/policy-document/queries/policies.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { PolicyTags } from './policy-tag.tsx'

/** Documents of a list. `to`: the page of one. */
export function PolicyRows({
  policies,
  to = paths.policy,
}: {
  policies: readonly PolicyRow[]
  to?: (id: string) => string
}) {
  const t = useT()
  const locale = useLocale()
  const { day } = useFormat()
  return (
    <ul className="rows">
      {policies.map((policy) => (
        <li key={policy.id}>
          <PolicyTags standing={policy.standing} isConfirmed={policy.isConfirmed} />
          <h3>
            <A to={to(policy.id)}>{locale === 'en' ? policy.titleEn : policy.titleZh}</A>
          </h3>
          {locale === 'en' ? (
            <p className="note">
              <Typed>{policy.titleZh}</Typed>
            </p>
          ) : null}
          <ul className="meta">
            {policy.documentNo === '' ? null : (
              <li>
                <Typed>{policy.documentNo}</Typed>
              </li>
            )}
            <li>{t(`policy-document.kind.${policy.kind}`)}</li>
            <li>{policy.issuer}</li>
            {policy.issuedOn === null && policy.issuedYear === null ? null : (
              <li>
                {policy.issuedOn === null
                  ? t('policy-document.issuedIn', { year: policy.issuedYear ?? '' })
                  : t('policy-document.issuedOn', { day: day(policy.issuedOn) })}
              </li>
            )}
            {policy.inForceUntil === null ? null : (
              <li>{t('policy-document.until', { day: day(policy.inForceUntil) })}</li>
            )}
          </ul>
          <p>{policy.summary}</p>
        </li>
      ))}
    </ul>
  )
}
