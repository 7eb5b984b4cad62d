import type { ReactNode } from 'react'
import { type BoardGroup, boardGroups, type Risk, risks } from '#app/domain/project/risk.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

type Which = { group: BoardGroup; risk: Risk | null }

/** Which projects of a board are shown, each choice with how many there are. */
export function RiskNav({ group, risk, counts }: Which & { counts: Record<Risk, number> }) {
  const t = useT()
  const all = risks.reduce((sum, each) => sum + counts[each], 0)
  const shown = risks.filter((each) => counts[each] > 0 || each === risk)
  return (
    <>
      <nav className="tabs" aria-label={t('project.risk.which')}>
        {boardGroups.map((each) => (
          <Choice key={each} of={{ group: each, risk: null }} isHere={each === group}>
            {t(`project.risk.group.${each}`)}
          </Choice>
        ))}
      </nav>
      {all === 0 ? null : (
        <p className="sorts">
          <Choice of={{ group, risk: null }} isHere={risk === null}>
            {t('project.risk.all')} {all}
          </Choice>
          {shown.map((each) => (
            <Choice key={each} of={{ group, risk: each }} isHere={each === risk}>
              {t(`project.risk.level.${each}`)} {counts[each]}
            </Choice>
          ))}
        </p>
      )}
    </>
  )
}

function Choice({ of: { group, risk }, isHere, children }: { of: Which; isHere: boolean; children: ReactNode }) {
  const query = new URLSearchParams({
    ...(group === 'open' ? {} : { group }),
    ...(risk === null ? {} : { risk }),
  }).toString()
  return (
    <A
      to={query === '' ? paths.bureauProjects() : `${paths.bureauProjects()}?${query}`}
      aria-current={isHere ? 'true' : undefined}
    >
      {children}
    </A>
  )
}
