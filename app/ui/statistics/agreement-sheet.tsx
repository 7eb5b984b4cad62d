import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { CallAgreement } from '#app/services/statistics/queries/agreement-picture.server.ts'
import { Folded } from '#app/ui/folded.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { FileLinks } from '#app/ui/ledger/file-links.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { BarChart } from './bar-chart.tsx'

export const twoDecimals = (value: number | null): string => (value === null ? '—' : value.toFixed(2))
export const wholePercent = (value: number | null): string => (value === null ? '—' : `${Math.round(value)}%`)

/** How far a call’s judges were apart: criterion by criterion, and in the order they put the bids. No judge is named. */
export function AgreementSheet({ agreement }: { agreement: CallAgreement }) {
  const t = useT()
  const { w, judges, criteria, groups, spread } = agreement
  const bids = groups.reduce((sum, group) => sum + group.bids, 0)
  return (
    <Sheet labelledBy="agreement">
      <h2 id="agreement">{t('statistics.agreement.title')}</h2>
      <p className="said">
        {w === null
          ? t('statistics.agreement.tooFewHere', { judges, bids })
          : t('statistics.agreement.answerHere', { judges, bids, w: twoDecimals(w) })}
      </p>
      {criteria.length === 0 ? null : (
        <>
          <h3>{t('statistics.agreement.spreadTitle')}</h3>
          <p>{t('statistics.agreement.spreadLead', { spread: wholePercent(spread) })}</p>
          <BarChart
            whole={100}
            says={t('statistics.agreement.spreadSays', {
              parts: criteria.map(({ title, spread: each }) => `${title} ${wholePercent(each)}`).join('; '),
            })}
            rows={criteria.map(({ id, title, spread: each }) => ({
              key: id,
              label: title,
              lang: 'zh-CN',
              text: wholePercent(each),
              value: each,
            }))}
          />
          <h3>{t('statistics.table')}</h3>
          <Folded label={t('statistics.table')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('statistics.agreement.criterion')}</th>
                  <th scope="col" className="num">
                    {t('statistics.agreement.spread')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {criteria.map(({ id, title, spread: each }) => (
                  <tr key={id}>
                    <th scope="row">
                      <Typed>{title}</Typed>
                    </th>
                    <td className="num">{wholePercent(each)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Folded>
        </>
      )}
      <FileLinks to={(format) => paths.pictureFile('agreement', format)} label={t('statistics.calls.ofCall.files')} />
      {groups.length < 2 ? null : (
        <ul>
          {groups.map((group) => (
            <li key={group.group}>
              {t('statistics.agreement.ofGroup', {
                group: group.group,
                judges: group.judges,
                bids: group.bids,
                w: twoDecimals(group.w),
              })}
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  )
}
