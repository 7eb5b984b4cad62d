import { useT } from '#app/i18n/provider.tsx'
import type { HaltView } from '#app/services/project/queries/sheet.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { TypedText } from '#app/ui/typed.tsx'

/** What stands, since when, until when, and what became of the money; the same words for both sides and for the public. */
export function HaltWords({
  halt,
}: {
  halt: Pick<HaltView, 'kind' | 'code' | 'expectedOn' | 'decidedAt' | 'returnedFen'> & { reason?: string }
}) {
  const t = useT()
  const { day, dayOfInstant, money } = useFormat()
  const since = halt.decidedAt === null ? '' : dayOfInstant(halt.decidedAt)
  return (
    <div className="notice">
      <p>
        <strong>
          {halt.kind === 'SUSPENSION'
            ? t('halt.suspendedSince', { since, until: day(halt.expectedOn ?? '') })
            : t('halt.terminatedOn', { on: since, code: halt.code === null ? '' : t(`halt.code.${halt.code}`) })}
        </strong>
      </p>
      <p>
        {halt.kind === 'SUSPENSION'
          ? t('halt.suspendedNote')
          : t('halt.terminatedNote', { returned: money(halt.returnedFen) })}
      </p>
      {halt.reason === undefined ? null : <TypedText text={halt.reason} />}
    </div>
  )
}
