import { useT } from '#app/i18n/provider.tsx'
import type { SigningPage } from '#app/services/panel/queries/signing-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Tag } from '#app/ui/tag.tsx'
import { TypedText } from '#app/ui/typed.tsx'

export function Hands({ page }: { page: SigningPage }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <ul className="tasks">
        {page.hands.map((hand) => (
          <li key={hand.code}>
            <span>
              {hand.code}
              {hand.isChair ? ` · ${t('panel.chair')}` : ''}
              {hand.isMine ? ` · ${t('panel.signing.me')}` : ''}
              {hand.signedAt === null ? null : <small> {format.instant(hand.signedAt)}</small>}
            </span>
            <Tag tone={hand.signedAt === null ? 'wait' : hand.dissent === '' ? 'open' : 'due'}>
              {t(
                hand.signedAt !== null
                  ? hand.dissent === ''
                    ? 'panel.signing.agreed'
                    : 'panel.signing.dissented'
                  : page.panel.state === 'CLOSED'
                    ? 'panel.signing.silent'
                    : 'panel.signing.waiting',
              )}
            </Tag>
          </li>
        ))}
      </ul>
      {page.hands
        .filter(({ dissent }) => dissent !== '')
        .map(({ code, dissent }) => (
          <section key={code}>
            <h3>{t('panel.signing.dissentOf', { code })}</h3>
            <TypedText text={dissent} />
          </section>
        ))}
      {page.panel.state === 'CLOSED' ? null : (
        <p className="hint">
          {page.mayStaySilent
            ? t('panel.signing.silence', { at: format.instant(page.silentFrom) })
            : t('panel.signing.unanimous')}
        </p>
      )}
    </>
  )
}
