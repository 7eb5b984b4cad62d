import { useT } from '#app/i18n/provider.tsx'
import type { SealingHere } from '#app/services/bid/sealing-here.server.ts'

/** Inside the form that seals: what public/enhance/seal-page.js needs to do it in the browser, and where it puts what it made. */
export function SealHere({ here, bidId }: { here: SealingHere; bidId: string }) {
  const t = useT()
  return (
    <div
      data-seal
      data-public-key={here.publicKey}
      data-version={here.version}
      data-bound={here.bound}
      data-bid={bidId}
    >
      <p className="notice" data-seal-here hidden>
        {t('bid.seal.here')}
      </p>
      <textarea data-seal-content disabled hidden aria-hidden="true" defaultValue={here.content} />
      {(['ephemeralPublicKey', 'ciphertext', 'ownCopy', 'contentSha256'] as const).map((name) => (
        <input key={name} type="hidden" name={name} disabled />
      ))}
    </div>
  )
}
