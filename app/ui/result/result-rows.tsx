import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { PublicResult } from '#app/services/award/queries/public-results.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { useLocalName } from '#app/ui/local-name.ts'
import { Mixed } from '#app/ui/mixed.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** Published results, one line each: what, who carries it out, for how much, whether the notice still runs, what was filed. */
export function ResultRows({ results }: { results: readonly PublicResult[] }) {
  const t = useT()
  const { wan, day, dayOfInstant, number } = useFormat()
  const nameOf = useLocalName()
  return (
    <ul className="rows">
      {results.map((result) => (
        <li key={result.id}>
          <div className="line">
            <h3>
              <A to={paths.callResult(result.callNo)}>
                <Typed>{result.title}</Typed>
              </A>
            </h3>
            <span className="money">{wan(result.amountFen)}</span>
          </div>
          <ul className="meta">
            <li>
              <Tag tone={result.state === 'onNotice' ? 'wait' : 'open'}>{t(`award.list.state.${result.state}`)}</Tag>
            </li>
            <li>{nameOf(result.body)}</li>
            <li>
              <Mixed
                text={
                  result.awards > 1
                    ? t('award.list.awardedToSeveral', { name: result.organizationName, count: result.awards })
                    : t('award.list.awardedTo', { name: result.organizationName })
                }
              />
            </li>
            <li>{t('award.list.on', { day: dayOfInstant(result.publishedAt) })}</li>
            {result.state === 'onNotice' ? <li>{t('award.list.until', { day: day(result.endsOn) })}</li> : null}
            {result.objections === 0 ? null : (
              <li>
                {result.openObjections === 0
                  ? t('award.list.objections', { count: result.objections })
                  : t('award.list.objectionsOpen', {
                      count: result.objections,
                      open: number(result.openObjections),
                    })}
              </li>
            )}
            {result.projectNo === null ? null : (
              <li>
                <A to={paths.project(result.projectNo)}>{t('award.list.project')}</A>
              </li>
            )}
          </ul>
        </li>
      ))}
    </ul>
  )
}
