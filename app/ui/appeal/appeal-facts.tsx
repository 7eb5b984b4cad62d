import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { AppealPurpose } from '#app/services/appeal/queries/appeal-figures.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

type Facts = {
  for: AppealPurpose
  approvalNo: string
  approvedByName: string
  raiserName: string
  raiserLicence: string
  partnerName: string
  partnerLicence: string
  opensOn: string
  endsOn: string
}

/** Who asks, by whose leave, for what and until when. */
export function AppealFacts({ of }: { of: Facts }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <dl className="facts">
      <div>
        <dt>{t('appeal.forWhat')}</dt>
        <dd>
          <ForWhat of={of.for} />
        </dd>
      </div>
      <div>
        <dt>{t('appeal.raiser')}</dt>
        <dd>
          <Typed>{of.raiserName}</Typed>
          {of.raiserLicence === '' ? null : <> {t('appeal.licence', { number: of.raiserLicence })}</>}
          {of.partnerName === '' ? null : (
            <>
              <br />
              <Mixed text={t('appeal.together', { name: of.partnerName, number: of.partnerLicence })} />
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('appeal.approval')}</dt>
        <dd>
          <Mixed text={of.approvalNo} />
        </dd>
      </div>
      <div>
        <dt>{t('appeal.approvedBy')}</dt>
        <dd>
          <Typed>{of.approvedByName}</Typed>
        </dd>
      </div>
      <div>
        <dt>{t('appeal.dates')}</dt>
        <dd>
          {day(of.opensOn)} – {day(of.endsOn)}
        </dd>
      </div>
    </dl>
  )
}

function ForWhat({ of }: { of: AppealPurpose }) {
  const t = useT()
  if (of.kind === 'call' && of.callNo !== null)
    return (
      <A to={paths.call(of.callNo)}>
        <Mixed text={t('appeal.forKind.call', { name: of.callTitle ?? '' })} />
      </A>
    )
  if (of.kind === 'project' && of.projectNo !== null)
    return (
      <A to={paths.project(of.projectNo)}>
        <Mixed text={t('appeal.forKind.project', { name: of.projectTitle ?? '' })} />
      </A>
    )
  return (
    <A to={paths.publicFund(of.fundId)}>
      <Mixed text={t('appeal.forKind.fund', { name: of.fundName })} />
    </A>
  )
}
