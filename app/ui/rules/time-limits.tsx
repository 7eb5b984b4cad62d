import type { TimeLimit } from '#app/services/call/queries/time-limits.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Folded } from '#app/ui/folded.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Cite } from './cite.tsx'
import { useTerm } from './term.ts'

/** What is due when, by which rule; the same for officers and for passers-by. */
export function TimeLimitsSheet({ limits }: { limits: readonly TimeLimit[] }) {
  const t = useT()
  const { day } = useFormat()
  const term = useTerm()
  if (limits.length === 0) return null
  // Giving at least so long after an event bars what is earlier; everything else bars what is later.
  const isFloor = ({ direction, bound }: TimeLimit['term']) => (direction === 'after') === (bound === 'atLeast')
  return (
    <Sheet labelledBy="limits">
      <h2 id="limits">{t('ruleBook.limits.title')}</h2>
      <p>{t('ruleBook.limits.lead')}</p>
      <Folded label={t('common.all', { count: limits.length })}>
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">{t('ruleBook.limits.what')}</th>
              <th scope="col">{t('ruleBook.limits.day')}</th>
              <th scope="col">{t('ruleBook.rule')}</th>
            </tr>
          </thead>
          <tbody>
            {limits.map((limit) => (
              <tr key={limit.code}>
                <th scope="row">{t(`ruleBook.period.${limit.code}`)}</th>
                <td className="day short" data-label={t('ruleBook.limits.day')}>
                  {limit.day === null
                    ? t('ruleBook.limits.missing', { year: limit.missingYear ?? '' })
                    : t(isFloor(limit.term) ? 'ruleBook.limits.notBefore' : 'ruleBook.limits.notAfter', {
                        day: day(limit.day),
                      })}
                </td>
                <td>
                  {term(limit.term)} <br />
                  <small className="note">
                    <Cite citation={limit.citation} />
                  </small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Folded>
    </Sheet>
  )
}
