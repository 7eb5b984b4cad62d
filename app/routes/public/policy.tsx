import { useLoaderData } from '@remix-run/react'
import { policyParams } from '#app/domain/policy-document/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { policyStructured } from '#app/http/structured.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import { type PolicyPage, readPolicy } from '#app/services/policy-document/queries/policy-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { PolicyFollows } from '#app/ui/policy-document/policy-follows.tsx'
import { PolicyHistory } from '#app/ui/policy-document/policy-history.tsx'
import { PolicyTags } from '#app/ui/policy-document/policy-tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'anyone', params: policyParams }, async ({ ctx, params: { id } }) => ({
  policy: orNotFound(await readPolicy(ctx, id)),
  mayKeep: ctx.actor.isAdministrator,
}))

type View = { policy: PolicyPage; mayKeep: boolean }

export const meta = pageMeta<View>(
  (_, { policy }) => (policy.documentNo === '' ? policy.titleZh : `${policy.titleZh} ${policy.documentNo}`),
  (_, { policy }) => policy.summary,
  ({ policy }, structuring) => policyStructured(policy, structuring),
)

export default function PolicyDocumentPage() {
  const { policy, mayKeep } = useLoaderData<typeof loader>() as View
  const t = useT()
  const locale = useLocale()
  return (
    <Page crumbs={[{ to: paths.policies(), text: t('policy-document.title') }]}>
      <Sheet>
        <PolicyTags standing={policy.standing} isConfirmed={policy.isConfirmed} />
        <h1>{locale === 'en' ? policy.titleEn : policy.titleZh}</h1>
        {locale === 'en' ? (
          <p>
            <Typed>{policy.titleZh}</Typed>
          </p>
        ) : null}
        {policy.isConfirmed ? null : <p className="notice">{t('policy-document.unconfirmed')}</p>}
        <p>{policy.summary}</p>
        <Facts policy={policy} />
        {policy.sourceUrl === '' ? null : (
          <p>
            <a href={policy.sourceUrl} rel="external noreferrer">
              {t('policy-document.source')}
            </a>
          </p>
        )}
        {mayKeep ? (
          <p>
            <A className="button quiet" to={paths.adminPolicy(policy.id)}>
              {t('policy-document.keep.amend')}
            </A>
          </p>
        ) : null}
      </Sheet>
      <PolicyFollows books={policy.books} parts={policy.parts} />
      <PolicyHistory changes={policy.changes} />
    </Page>
  )
}

function Facts({ policy }: { policy: PolicyPage }) {
  const t = useT()
  const { day } = useFormat()
  const orUnknown = (on: string | null) => (on === null ? t('policy-document.unknown') : day(on))
  const { issuedOn, issuedYear } = policy
  return (
    <dl className="facts">
      <div>
        <dt>{t('policy-document.label.documentNo')}</dt>
        <dd>{policy.documentNo === '' ? t('policy-document.noNumber') : <Typed>{policy.documentNo}</Typed>}</dd>
      </div>
      <div>
        <dt>{t('policy-document.label.kind')}</dt>
        <dd>{t(`policy-document.kind.${policy.kind}`)}</dd>
      </div>
      <div>
        <dt>{t('policy-document.label.issuer')}</dt>
        <dd>{policy.issuer}</dd>
      </div>
      <div>
        <dt>{t('policy-document.label.place')}</dt>
        <dd>
          {policy.level === 'NATION'
            ? t('policy-document.level.NATION')
            : t('policy-document.placeOf', { place: policy.place, level: t(`policy-document.level.${policy.level}`) })}
        </dd>
      </div>
      <div>
        <dt>{t('policy-document.label.issuedOn')}</dt>
        <dd>{issuedOn === null && issuedYear !== null ? String(issuedYear) : orUnknown(issuedOn)}</dd>
      </div>
      <div>
        <dt>{t('policy-document.label.inForceFrom')}</dt>
        <dd>{orUnknown(policy.inForceFrom)}</dd>
      </div>
      <div>
        <dt>{t('policy-document.label.inForceUntil')}</dt>
        <dd>{policy.inForceUntil === null ? t('policy-document.noEnd') : day(policy.inForceUntil)}</dd>
      </div>
    </dl>
  )
}
