import type { AdmissionView } from '#app/services/admission/queries/admissions.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedCites, TypedText } from '#app/ui/typed.tsx'

/** A stay on a body's list, and what is said about its end. */
export function AdmissionFacts({ row, of }: { row: AdmissionView; of: string }) {
  const t = useT()
  const { day } = useFormat()
  const { exit } = row
  return (
    <>
      <h3>
        <Typed>{of}</Typed>
      </h3>
      <ul className="meta">
        <li>
          {row.isOn ? (
            <Tag tone="open">{t('admission.on')}</Tag>
          ) : (
            <Tag tone={row.isConfirmed && exit?.isUpheld === true ? 'plain' : 'wait'}>
              {t(
                row.isConfirmed
                  ? exit?.isUpheld === true
                    ? 'admission.off'
                    : 'admission.coming'
                  : 'rating.board.unconfirmed',
              )}
            </Tag>
          )}
        </li>
        <li>{t('admission.admitted', { day: day(row.admittedOn) })}</li>
        <li>
          <TypedCites text={row.documentNo} />
        </li>
      </ul>
      <p>
        <Typed>{row.reason}</Typed>
      </p>
      {exit === null ? null : (
        <div className="notice">
          <p>
            <strong>
              {t(
                exit.isUpheld === null
                  ? 'admission.exit.proposed'
                  : exit.isUpheld
                    ? 'admission.outcome.upheld'
                    : 'admission.outcome.dropped',
              )}
            </strong>{' '}
            {t(`admission.cause.${exit.cause}`)}
            {exit.isUpheld === false ? null : <> · {t('admission.exit.on', { day: day(exit.exitOn) })}</>}
            {exit.isUpheld === false || exit.reentryOn === null ? null : (
              <> · {t('admission.exit.reentry', { day: day(exit.reentryOn) })}</>
            )}{' '}
            · <TypedCites text={exit.documentNo} />
          </p>
          <TypedText text={exit.reason} />
          {exit.reply === '' ? null : (
            <>
              <p>
                <strong>{t('admission.reply.title')}</strong>
              </p>
              <TypedText text={exit.reply} />
            </>
          )}
          {exit.isUpheld === null ? (
            <p>
              {exit.reply === ''
                ? t('admission.reply.until', { day: day(exit.replyUntil) })
                : t('admission.reply.come')}
            </p>
          ) : (
            <>
              <p>
                <strong>{t('admission.decision')}</strong>
              </p>
              <TypedText text={exit.decisionReason} />
            </>
          )}
        </div>
      )}
    </>
  )
}
