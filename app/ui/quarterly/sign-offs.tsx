import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Mixed } from '#app/ui/mixed.tsx'
import { TypedText } from '#app/ui/typed.tsx'

type SignedOff = {
  authorName: string
  signedByName: string | null
  signedAt: string | null
  receivedByName: string | null
  receivedAt: string | null
}

/** Who wrote a quarterly report, signed it off and received it, as rows of a list: of a project and of a lead alike. */
export function SignOffs({ report }: { report: SignedOff }) {
  const t = useT()
  const { instant } = useFormat()
  const { authorName, signedByName, signedAt, receivedByName, receivedAt } = report
  return (
    <>
      <li>
        <Mixed text={t('quarterly.author', { name: authorName })} />
      </li>
      {signedByName === null || signedAt === null ? null : (
        <li>
          <Mixed text={t('quarterly.signedBy', { name: signedByName, at: instant(signedAt) })} />
        </li>
      )}
      {receivedByName === null || receivedAt === null ? null : (
        <li>
          <Mixed text={t('quarterly.receivedBy', { name: receivedByName, at: instant(receivedAt) })} />
        </li>
      )}
    </>
  )
}

export function ReturnedBecause({ report: { returnReason } }: { report: { returnReason: string } }) {
  const t = useT()
  return returnReason === '' ? null : (
    <div className="notice">
      <strong>{t('quarterly.returnedBecause')}</strong>
      <TypedText text={returnReason} />
    </div>
  )
}
