import type { DuplicateView } from '#app/domain/milestone/duplicates.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** What was handed in before, or looks like it: a finding to look at, not a verdict. */
export function DuplicateList({ duplicates, lead }: { duplicates: readonly DuplicateView[]; lead: string }) {
  const t = useT()
  if (duplicates.length === 0) return null
  return (
    <section className="notice" aria-labelledby="duplicates">
      <h3 id="duplicates">{t('report.duplicate.title')}</h3>
      <p>{lead}</p>
      <ul>
        {duplicates.map((found, index) => (
          <li key={index}>
            <Tag tone={found.kind === 'SAME' ? 'due' : 'wait'}>{t(`report.duplicate.kind.${found.kind}`)}</Tag>{' '}
            <Typed>{found.title}</Typed>
            {' — '}
            {t(`report.duplicate.where.${found.where}`, {
              title: found.otherTitle,
              project: found.projectTitle,
              position: found.position ?? 0,
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
