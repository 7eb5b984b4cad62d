import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { VentureHead } from '#app/services/venture/queries/venture-bid.server.ts'

/** The way back from a page about one bid in a stage: the buyer's side, and the bidder's. */
export function useStageCrumbs({ call }: Pick<VentureHead, 'call'>) {
  const t = useT()
  return [
    { to: paths.bureauCall(call.id), text: call.callNo },
    { to: paths.bureauStages(call.id), text: t('venture.stages.title') },
  ]
}

export function useOwnCrumbs({ bidId, call }: Pick<VentureHead, 'bidId' | 'call'>) {
  const t = useT()
  return [
    { to: paths.ngoBids(), text: t('bid.list.title') },
    { to: paths.ngoBid(bidId), text: call.callNo },
  ]
}
