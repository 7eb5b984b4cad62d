import { useT } from '#app/i18n/provider.tsx'
import type { SigningPage } from '#app/services/panel/queries/signing-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

/** What was said of the bids this member judges: signed with the result. */
export function SignedMinutes({ page }: { page: SigningPage }) {
  const t = useT()
  const format = useFormat()
  return (
    <Sheet labelledBy="minutes">
      <h2 id="minutes">{t('panel.discussion.minutes')}</h2>
      <p>{t('panel.discussion.signed')}</p>
      {page.minutes.map(({ bid, code, at, text }, index) => (
        <section key={index}>
          <h3>
            <Typed>{bid}</Typed>
          </h3>
          <p className="note">
            {code} · {format.instant(at)}
          </p>
          <TypedText text={text} />
        </section>
      ))}
      {page.otherMinutes === 0 ? null : (
        <p className="hint">{t('panel.discussion.otherMinutes', { count: page.otherMinutes })}</p>
      )}
      <h3>{t('panel.discussion.hash')}</h3>
      <p className="hash">{page.minutesSha256}</p>
    </Sheet>
  )
}
