import { addDays, toDay } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { RecognitionRow } from '#app/services/rating/queries/recognitions.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedCites } from '#app/ui/typed.tsx'

const tones = { COMING: 'wait', IN_FORCE: 'open', OVER: 'plain' } as const

/** What is accepted from where, and in which days. */
export function RecognitionItem({ row }: { row: RecognitionRow }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <>
      <h3>
        {t('recognition.says', {
          accepting: row.acceptingName,
          issuer: row.issuerName,
          what: t(`recognition.what.${row.what}`),
        })}
      </h3>
      <ul className="meta">
        <li>
          <Tag tone={tones[row.state]}>{t(`recognition.state.${row.state}`)}</Tag>
        </li>
        <li>
          {row.toOn === null
            ? t('recognition.from', { from: day(row.fromOn) })
            : t('recognition.term', { from: day(row.fromOn), last: day(addDays(toDay(row.toOn), -1)) })}
        </li>
        <li>{row.bodyName}</li>
        <li>
          <TypedCites text={row.documentNo} />
        </li>
      </ul>
      <p>
        <Typed>{row.title}</Typed>{' '}
        {row.fileId === null ? null : <A to={paths.file(row.fileId)}>{t('credit.document')}</A>}
      </p>
    </>
  )
}
