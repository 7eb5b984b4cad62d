import { useT, useDynamicT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { paths } from '#app/http/paths.ts'
import type { PublicNotice } from '#app/services/award/queries/public-result.server.ts'

/** One notice as anyone reads it: whom it names, until when it stands, what became of it. */
export function NoticeBody({ notice, isRehearsal }: { notice: PublicNotice; isRehearsal: boolean }) {
  const t = useT()
  const format = useFormat()
  const words = useDynamicT()
  return (
    <>
      <p>
        <Tag tone={notice.state === 'OPEN' ? 'open' : 'plain'}>{t(`award.notice.state.${notice.state}`)}</Tag>{' '}
        {t('award.notice.term', { from: format.dayOfInstant(notice.noticedAt), until: format.day(notice.endsOn) })}
      </p>
      {notice.state === 'OPEN' && !isRehearsal ? <p>{t('award.notice.openText')}</p> : null}
      {notice.withdrawnReason === '' ? null : (
        <p className="notice">{t('award.notice.withdrawn', { reason: notice.withdrawnReason })}</p>
      )}
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('award.notice.proposed')}</th>
            <th scope="col" className="num">
              {t('award.result.figures.amount')}
            </th>
            <th scope="col">{t('award.notice.since')}</th>
          </tr>
        </thead>
        <tbody>
          {notice.awards.map((award) => (
            <tr key={award.organizationId}>
              <th scope="row">
                <A to={paths.organization(award.organizationId)}>
                  <Typed>{award.organization}</Typed>
                </A>
              </th>
              <td className="num" data-label={t('award.result.figures.amount')}>
                {format.money(award.amountFen)}
              </td>
              <td className="short" data-label={t('award.notice.since')}>
                {award.revoked === null ? (
                  award.projectNo === null ? (
                    t('award.notice.waits')
                  ) : (
                    <A to={paths.project(award.projectNo)}>
                      {t('award.result.project', { projectNo: award.projectNo })}
                    </A>
                  )
                ) : (
                  t('award.notice.revoked', {
                    day: format.dayOfInstant(award.revoked.at),
                    reason: words(`award.revocation.${award.revoked.code}`),
                  })
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {notice.passOverReason === '' ? null : (
        <>
          <h3>{t('award.notice.passedOver')}</h3>
          <TypedText text={notice.passOverReason} />
        </>
      )}
      <h3>{t('award.result.reasons')}</h3>
      <TypedText text={notice.reasons} />
    </>
  )
}
